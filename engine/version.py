"""The version of this program, written once."""

__version__ = "0.4.0"
