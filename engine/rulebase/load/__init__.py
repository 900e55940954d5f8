"""The loader: a folder of rule files in, a validated rule base out, or every error with its place.

files -> trees -> declarations (read_*) -> conditions, against the declared names -> expanded -> ordered -> RuleBase
"""
