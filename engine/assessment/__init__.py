"""The frozen result: what was concluded, why, why not, and what is still open."""
