"""Questions for those who know: which are whose, what came back, and one profile out of what all of them said."""
