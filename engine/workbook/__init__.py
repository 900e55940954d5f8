"""Workbooks: one that a person can fill in, and one that holds the results; the only home of openpyxl for writing.

Nothing is read here: what a filled-in workbook says is found out by `source` and `profile`, like any other table.
"""
