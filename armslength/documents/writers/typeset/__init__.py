"""A document as a PDF that everybody can read (PDF/UA-1), set by typst. The home of typst and of pikepdf."""
