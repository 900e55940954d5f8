"""Tables as text and places: CSV, JSON Lines and workbooks become headings and rows of cells, without any meaning.

    a file → form (by content and name) → headings and rows of text, each cell with its place

Nothing is guessed: `00123`, `NA` and `1E5` stay as they are. What cannot be read one way only is refused: with the
whole table where its shape is in doubt, with its row where only that is.
"""
