"""A desk on the invented example reports."""

from pathlib import Path

from musnad.model import MusnadError

_PACKAGED = Path(__file__).parent / "examples"
_IN_CLONE = Path(__file__).parents[3] / "examples"
# Files of the clone's examples that are no reports.
_OTHER = ("gold",)


def folders() -> list[Path]:
    """The folders of the example reports: in the package, or in the clone it is installed from.

    Raises:
        MusnadError: there are none.
    """
    for home in (_PACKAGED, _IN_CLONE):
        if home.is_dir():
            return sorted(each for each in home.iterdir() if each.is_dir() and each.name not in _OTHER)
    raise MusnadError("The example reports are missing from this installation. Install Musnad again.")


def lay(path: str) -> None:
    """Make a ledger of the example reports, grouped into claims, at *path*. Raises :class:`MusnadError`."""
    from musnad.bulk import read_into
    from musnad.ledger import Ledger

    with Ledger(path) as ledger:
        read_into(ledger, folders())
        ledger.compared().update()
