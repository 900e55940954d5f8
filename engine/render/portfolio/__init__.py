"""Rows of results, their counts, and whose result changes, in words."""
