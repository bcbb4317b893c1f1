"""Measure how well Musnad reads, and keep it from getting worse."""
