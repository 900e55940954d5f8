"""A page as data, and its writers. Nothing here knows of rules."""
