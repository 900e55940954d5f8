"""One arrangement as it was described: header fields, answers with their evidence, and the status of controls."""
