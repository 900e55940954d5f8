"""An interview: what was said, what was put off, and what comes next, all of it by a profile alone."""
