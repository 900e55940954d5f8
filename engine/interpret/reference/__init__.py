"""The definition: three-valued evaluation with a derivation tree. Short, not clever; every other machine must agree."""
