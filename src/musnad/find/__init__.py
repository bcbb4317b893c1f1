"""Finders: each reads the tokens of a report and yields typed mentions; none imports another."""
