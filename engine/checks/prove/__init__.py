"""What a proof can say of a pack: one property of a rule base in each file, each with the profile that breaks it."""
