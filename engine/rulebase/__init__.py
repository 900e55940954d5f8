"""What a rule base says, as frozen values: facts, conditions, rules, decisions, controls; and its loader."""
