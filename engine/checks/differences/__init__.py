"""Two packs held against each other: in words, in what they mean, and for whom it makes a difference."""
