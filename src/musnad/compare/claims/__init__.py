"""Statements of different reports that are one claim."""
