"""Documents: from results, and what a pack declares of its documents, to pages that can be filed, signed and sent."""
