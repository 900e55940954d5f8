"""What makes the documentation, and the small programs that keep it true. The pages themselves are in `docs/`."""
