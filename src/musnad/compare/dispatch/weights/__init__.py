"""Numbers that derive from corpora; see training/README.md."""
