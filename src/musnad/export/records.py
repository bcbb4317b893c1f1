"""Statements and narrated sentences as plain values, the shape that JSON shows."""

import json
import re
from dataclasses import fields
from typing import Any

from musnad.ledger import Addition, Correction, Judgement, Link, ReportEntry, Statement
from musnad.model import Report, Span

_SURROGATE = re.compile("[\ud800-\udfff]")


def line(record: dict[str, Any]) -> str:
    """*record* as one line of JSON, without a line end; readable letters, lone surrogates escaped."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def statement_record(statement: Statement) -> dict[str, Any]:
    """All that is known of a statement."""
    attribution = statement.attribution
    parent = statement.chain[-2].id if attribution.parent is not None else None
    judged = statement.read_as != statement.entity
    return {
        "type": "statement",
        "id": statement.id,
        "report": report_record(statement.report),
        "story": attribution.story,
        "number": attribution.id,
        "parent": parent,
        "speaker": attribution.speaker,
        "entity": statement.entity,
        **({"read_as": statement.read_as} if judged else {}),
        "kind": attribution.kind,
        "force": attribution.force,
        "quote": attribution.quote,
        "lemma": attribution.lemma,
        "cue": _stretch(attribution.cue, statement.cue),
        "source": _stretch(attribution.source, statement.source),
        "content": _stretch(attribution.content, statement.content),
        "chain": [link_record(link) for link in statement.chain],
    }


def narration_record(report: Report | ReportEntry, span: Span, words: str, story: int) -> dict[str, Any]:
    """All that is known of a sentence in the outlet's own voice."""
    return {
        "type": "narration",
        "report": report_record(report),
        "story": story,
        "content": _stretch(span, words),
    }


def report_record(report: Report | ReportEntry) -> dict[str, Any]:
    """What is known of a report, without its text."""
    return {
        "id": report.id,
        "name": report.name,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "title": report.title,
        "author": report.author,
        "changed": report.changed.isoformat() if report.changed else None,
        "language": report.language,
        "via": report.via,
        "sha256": report.sha256,
    }


def correction_record(correction: Correction) -> dict[str, Any]:
    """What a person says of a statement."""
    return {
        "id": correction.id,
        "field": correction.field,
        "value": correction.value,
        "undoes": correction.undoes,
        "author": correction.author,
        "at": correction.at,
        "note": correction.note,
        "stands": correction.stands,
    }


def addition_record(addition: Addition, report: Report | ReportEntry, text: str | None = None) -> dict[str, Any]:
    """A statement that a person added to *report* (whose *text* is given if it is an entry), or its taking back."""
    words = report.text if isinstance(report, Report) else text or ""
    a = addition.statement
    said: dict[str, Any] = {}
    if a is not None:
        labels = {"story": a.story, "parent": a.parent, "speaker": a.speaker}
        said = (
            labels
            | {"kind": a.kind, "force": a.force, "quote": a.quote}
            | {
                part: _stretch(span, span.of(words) if span else None)
                for part, span in (("cue", a.cue), ("source", a.source), ("content", a.content))
            }
        )
    return {
        "type": "addition",
        "id": addition.id,
        "report": report_record(report),
        **said,
        "undoes": addition.undoes,
        "author": addition.author,
        "at": addition.at,
        "note": addition.note,
        "stands": addition.stands,
    }


def judgement_record(judgement: Judgement) -> dict[str, Any]:
    """What a person says of names."""
    return {field.name: getattr(judgement, field.name) for field in fields(judgement)}


def link_record(link: Link) -> dict[str, Any]:
    """One link of a chain."""
    return {
        "id": link.id,
        "number": link.number,
        "speaker": link.speaker,
        "entity": link.entity,
        "kind": link.kind,
        "force": link.force,
        "source": link.source,
        "cue": link.cue,
    }


def _stretch(span: Span | None, words: str | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": words}
