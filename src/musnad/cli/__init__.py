"""The command line: ``musnad read``, ``fetch``, ``watch``, ``show``, ``search`` and others, a module each."""

from musnad.cli.group import main

__all__ = ["main"]
