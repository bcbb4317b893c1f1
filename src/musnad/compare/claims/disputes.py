"""Disputes of a ledger: claims that somebody disputes, and reports in which one passage stands against another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from musnad.compare.claims.bonds import MARK, Within
from musnad.compare.claims.claim import Claim
from musnad.compare.claims.within import within_report
from musnad.compare.words import words_of
from musnad.ledger import ReportEntry
from musnad.ledger.claims import ClaimStore
from musnad.model import Analysis

# A report by itself ranks with claims of one outlet and two statements.
_ALONE = (1, 2)


@dataclass(frozen=True, slots=True)
class InReport:
    """A report in which a statement denies what the outlet tells, or a denial is told in passing: no claim is made of
    these, since one of the two passages is no statement."""

    report: ReportEntry
    analysis: Analysis
    bonds: tuple[Within, ...]


def in_reports(store: ClaimStore, wanted: set[str], since: date | None, until: date | None) -> Iterator[InReport]:
    """Such reports, newest first. *wanted*: stems that all stand in the two passages of a bond."""
    for row in store.reports_marked(MARK):
        entry = store.entry(row)
        day = entry.published
        if (since and (day is None or day < since)) or (until and (day is None or day > until)):
            continue
        analysis = store.analysis(row)
        alone = (bond for bond in within_report(analysis) if bond.denial or bond.second is None)
        bonds = tuple(bond for bond in alone if wanted <= _stems(analysis, bond))
        if bonds:
            yield InReport(entry, analysis, bonds)


def ranked(claims: Iterator[Claim], reports: Iterator[InReport]) -> Iterator[Claim | InReport]:
    """Both by spread: claims come so already; reports take turns with the claims that spread no further than they."""
    for claim in claims:
        if (len(claim.outlets), len(claim.statements)) <= _ALONE and (report := next(reports, None)):
            yield report
        yield claim
    yield from reports


def _stems(analysis: Analysis, bond: Within) -> set[str]:
    text = analysis.report.text
    content = next((a.content for a in analysis.attributions if a.id == bond.first), None)
    spans = [span for span in (bond.span, bond.denial, content) if span]
    return {word.stem for span in spans for word in words_of(span.of(text))}
