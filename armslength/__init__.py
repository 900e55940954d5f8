"""The office around the engine: documents that people file, sign and send."""
