"""Where the invented example reports lie."""

from pathlib import Path

from musnad.model import MusnadError

_PACKAGED = Path(__file__).parent / "examples"
_IN_CLONE = Path(__file__).parents[3] / "examples" / "reports"


def examples() -> Path:
    """The folder of the example reports: in the package, or in the clone it is installed from.

    Raises:
        MusnadError: there is none.
    """
    for folder in (_PACKAGED, _IN_CLONE):
        if folder.is_dir():
            return folder
    raise MusnadError("The example reports are missing from this installation. Install Musnad again.")
