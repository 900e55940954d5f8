"""Whole tables at once: every fact as planes of bits, every rule as a few operations on them, 64 profiles to a word."""
