"""Which Musnad this is; on its own, so that every part may say so."""

__version__ = "0.1.0"
