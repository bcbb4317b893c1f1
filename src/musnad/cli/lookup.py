"""Which report a person means."""

from musnad.ledger import Ledger
from musnad.model import MusnadError

_ADDRESS = ("http://", "https://")


def find_reports(ledger: Ledger, what: str) -> list[str]:
    """Ids of the reports that *what* may mean, as :meth:`musnad.Ledger.find_report`; an address of a page in
    whatever spelling it is copied from a browser."""
    found = ledger.find_report(what)
    if found or not what.lower().startswith(_ADDRESS):
        return found
    # Here and not above: what the web needs takes a moment to load.
    from musnad.gather.web.urls import named_page

    page = named_page(what)
    return ledger.find_report(page) if page else []


def missing(ledger: Ledger, what: str) -> MusnadError:
    """The error to raise when *what* means no report."""
    return MusnadError(f"{ledger.path} holds no report «{what}». «musnad search» finds reports by their words.")
