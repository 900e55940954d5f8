"""Things that a pack declares, each kind described once, for a page of its own and for the book."""
