"""The rule base as DMN 1.3 (Decision Model and Notation): for tools that draw, show or run decisions of any origin."""
