"""What programs read: JSON, schema, DMN, reports, and files to begin from."""
