"""The command line: ``musnad read``, ``show``, ``search``, ``export``."""

from musnad.cli.group import main

__all__ = ["main"]
