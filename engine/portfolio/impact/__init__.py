"""Whose result changes from one pack to another, over real profiles: rows of a table, or files."""
