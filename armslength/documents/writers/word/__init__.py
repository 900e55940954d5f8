"""A document as a Word file, in our own look or in that of the house. The home of python-docx."""
