"""Text and places, no meaning: from bytes to a strict tree in which every node knows where it was written.

    bytes → text (vetted characters) → tree of YAML or JSON → typed scalars

What is refused becomes a diagnostic with its place; nothing here knows what a document is about.
"""
