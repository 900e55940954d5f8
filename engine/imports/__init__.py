"""Packs made of what others wrote: a reader for each notation. What a pack can't hold is refused, never guessed."""
