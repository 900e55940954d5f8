"""Pages about what was tried: what would change a conclusion, how firm it is, and what it rests on."""
