"""Commands of the program that are imported only when they are used: parse, call the step that does it, print."""
