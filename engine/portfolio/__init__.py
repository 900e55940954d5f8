"""Whole portfolios: what many results come to together, and the forms in which people fill in and receive them."""
