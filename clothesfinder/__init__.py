"""Clothesfinder finds clothes in your own pictures."""

__version__ = "0.1.0"
