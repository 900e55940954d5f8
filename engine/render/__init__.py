"""Results as people and programs read them: text, Markdown, JSON. No conclusion is drawn here."""
