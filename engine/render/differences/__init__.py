"""Two packs held against each other, as people and programs read it."""
