"""What can be wrong with a rule base that reads well: one property a file; each yields diagnostics."""
