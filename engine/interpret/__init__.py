"""The meaning of a rule base, once per machine. Each machine turns facts into the same `Evaluation`."""
