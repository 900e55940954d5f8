"""The documentation, and the small programs that keep it true."""
