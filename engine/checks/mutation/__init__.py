"""Rules broken one at a time, to see whether the cases of the pack would notice."""
