"""The command line: ``musnad read``, ``show``, ``search``, ``dispatches``, ``export``."""

from musnad.cli.group import main

__all__ = ["main"]
