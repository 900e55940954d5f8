"""What only those see who build the pages: every component in every state, and how to call it."""
