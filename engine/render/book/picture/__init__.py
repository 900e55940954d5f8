"""A picture of what reads what: laid out in layers from left to right, the same for the same rules, drawn as SVG."""
