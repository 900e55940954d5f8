"""What to ask next, what would change a result, and which answers carry it: many answers tried, none of them stored."""
