"""The pages of the reference, each made from the pack or the code; one page a file."""
