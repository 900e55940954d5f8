"""The office around the engine: what people file, sign and send. It reads results, and never concludes anything."""
