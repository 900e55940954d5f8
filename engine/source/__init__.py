"""Text and places, no meaning: from bytes to a strict tree in which every node knows where it was written.

    bytes → text (vetted characters) → tree of YAML or JSON → typed scalars

What is refused becomes a diagnostic with its place; nothing here knows what a document is about.
"""

from os import environ

# openpyxl writes with lxml wherever that happens to be installed, by another program even: its errors are others then.
# It is asked not to before anything imports it, so that the same installation of ours behaves the same everywhere.
environ.setdefault("OPENPYXL_LXML", "False")
