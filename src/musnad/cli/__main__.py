"""``python -m musnad.cli``."""

from musnad.cli import main

main(prog_name="musnad")
