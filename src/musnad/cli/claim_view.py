"""A claim on the terminal."""

from collections.abc import Iterator

from musnad.cli.passages import UNKNOWN, day, labels, short
from musnad.cli.terminal import Terminal, flat
from musnad.compare.claims import Claim, InReport, Within
from musnad.ledger import Statement
from musnad.model import Analysis


def summary_lines(terminal: Terminal, claim: Claim) -> Iterator[str]:
    """How spread and how disputed a claim is, with the words of its first statement."""
    counts = [
        _counted(len(claim.statements), "statement"),
        _counted(len(claim.outlets), "outlet"),
        _counted(claim.independent, "independent origin"),
    ]
    if claim.disputes:
        counts.append(_counted(len(claim.disputes), "dispute"))
    yield f"{terminal.bold(short(claim.id))}  {', '.join(counts)}"
    yield f"    {_who(terminal, claim.statements[0])}: {terminal.value(claim.statements[0].content)}"
    by_id = {statement.id: statement for statement in claim.statements}
    for relation in claim.disputes[:3]:
        told = terminal.value("; ".join(relation.evidence[:2]))
        yield f"    {_who(terminal, by_id[relation.statement])}  {relation.kind}: {told}"


def report_lines(terminal: Terminal, found: InReport) -> Iterator[str]:
    """A report in which something stands against something."""
    outlet = terminal.value(found.report.outlet or f"{UNKNOWN} outlet")
    counts = f"{_counted(len(found.bonds), 'dispute')} in one report"
    yield f"{terminal.bold(short(found.report.id))}  {counts}, {day(found.report).strip()}  {outlet}"
    for bond in found.bonds:
        yield from (f"    {line}" for line in bond_lines(terminal, found.analysis, bond))


def bond_lines(terminal: Terminal, analysis: Analysis, bond: Within) -> Iterator[str]:
    """Who stands against what in a report, with both passages."""
    text = analysis.report.text
    statements = {a.id: a for a in analysis.attributions}
    first = statements.get(bond.first or 0)
    who = bond.denier if bond.denial else first.speaker if first else None
    yield f"{terminal.bold(terminal.value(who or UNKNOWN))}  {bond.kind}: {terminal.value(bond.evidence)}"
    span = bond.denial or (first.content if first else bond.span)
    yield f"  {terminal.value(flat(span.of(text)))}"
    other = statements[bond.second].speaker if bond.second is not None else analysis.report.outlet
    yield f"  against {terminal.bold(terminal.value(other or UNKNOWN))}: {terminal.value(flat(bond.span.of(text)))}"


def claim_lines(terminal: Terminal, claim: Claim) -> Iterator[str]:
    """All that is known of a claim."""
    yield from summary_lines(terminal, claim)
    bonds = {relation.statement: relation for relation in claim.relations}
    steps = {step.statement: step for step in claim.travel}
    yield ""
    for statement in claim.statements:
        report = statement.report
        when = day(report).strip()
        outlet = terminal.value(report.outlet or f"{UNKNOWN} outlet")
        yield f"{when}  {outlet}  {_who(terminal, statement)}  {labels(terminal, statement.attribution)}"
        yield f"    {terminal.dim(short(statement.id))}  {terminal.value(statement.content)}"
        if bond := bonds.get(statement.id):
            yield f"    {bond.kind} {short(bond.other)}: {terminal.value('; '.join(bond.evidence))}"
        for change in steps[statement.id].changes:
            yield f"    {terminal.value(change)}"
    yield from _narrated(terminal, claim)
    yield from _origins(terminal, claim)
    yield from _ladder(terminal, claim)
    for group, by_label in claim.labels.items():
        for label, outlets in by_label.items():
            counts = ", ".join(f"{terminal.value(o or UNKNOWN)} {n}" for o, n in outlets.items())
            yield f"word for {group}: {terminal.value(label)}: {counts}"


def _narrated(terminal: Terminal, claim: Claim) -> Iterator[str]:
    """Where it is told as a bare fact."""
    steps = {step.statement: step for step in claim.travel}
    for told in claim.narrated:
        outlet = terminal.value(told.report.outlet or f"{UNKNOWN} outlet")
        yield f"{day(told.report).strip()}  {outlet}  {terminal.bold('in its own voice')}"
        yield f"    {terminal.dim(short(told.report.id))}  {terminal.value(flat(told.text))}"
        for change in steps[told.id].changes:
            yield f"    {terminal.value(change)}"
        yield f"    {terminal.value('; '.join(told.reasons))}"


def _origins(terminal: Terminal, claim: Claim) -> Iterator[str]:
    yield ""
    for origin in claim.origins:
        name = terminal.value(origin.name) if origin.name else "anonymous sources"
        yield f"origin: {name}, {_counted(len(origin.statements), 'statement')}"


def _ladder(terminal: Terminal, claim: Claim) -> Iterator[str]:
    for rung in claim.ladder:
        what = f"{rung.counted}, {rung.status}" if rung.status and rung.status != rung.counted else rung.counted
        low, high = ("…" if x is None else f"{x:,}" for x in (rung.low, rung.high))
        value = low if low == high else f"{low} to {high}"
        when = rung.day.isoformat() if rung.day else "undated"
        yield f"figure: {when}  {what}: {value}  {terminal.value(rung.source or UNKNOWN)}"


def _who(terminal: Terminal, statement: Statement) -> str:
    return terminal.bold(terminal.value(statement.attribution.speaker or statement.source or UNKNOWN))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
