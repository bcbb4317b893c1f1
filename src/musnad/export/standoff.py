"""A JSON file beside each text: spans and labels only, as annotation tools and scorers read them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from musnad.export.exporter import Exporter, Reading
from musnad.export.file_names import FileNames
from musnad.model import Attribution, Problem, Report


class Standoff(Exporter):
    """``<stem>.json`` for each report; offsets are code points from the start of its text, end exclusive."""

    summary = "one JSON file for each report: spans and labels, to lay beside its text"

    def begin(self) -> None:
        self._names = FileNames(".json")

    def write(self, reading: Reading) -> None:
        self._put(reading.report, reading.analysis.attributions, {})

    def _put(self, report: Report, attributions: Iterable[Attribution], more: Mapping[str, Any]) -> None:
        """The file of one report, with *more* besides what every file has."""
        name, why = self._names.take(report.name, report.id)
        document = {
            "doc": report.name or f"{name.removesuffix('.json')}.txt",
            "sha256": report.sha256,
            "attributions": [row(a) for a in attributions],
            **more,
        }
        text = json.dumps(document, ensure_ascii=False, indent=1)
        try:
            text.encode()
        except UnicodeEncodeError:
            # A lone surrogate, in a name in foreign bytes for instance, can only stand escaped.
            text = json.dumps(document, indent=1)
        self.outbox.put(name, text + "\n")
        if why:
            self.notice(Problem(report.name or report.id, "", f"{why}; written as {name}.", fatal=False))


def row(attribution: Attribution) -> dict[str, Any]:
    """One attribution of the format."""
    return {
        "id": attribution.id,
        "cue": list(attribution.cue),
        "source": list(attribution.source) if attribution.source else None,
        "content": list(attribution.content),
        "parent": attribution.parent,
        "speaker": attribution.speaker,
        "kind": attribution.kind,
        "force": attribution.force,
        "quote": attribution.quote,
    }
