"""The sets of annotated reports that the gate scores."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad import Analysis, Report, analyse
from musnad.export.standoff import row
from quality.score import Row, Tally, tally
from quality.tagged import read_cases

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "tests/attribute/sentences"


@dataclass(frozen=True)
class Document:
    """A text with its gold rows, in the standoff format."""

    name: str
    text: str
    gold: list[Row]


@dataclass(frozen=True)
class GoldSet:
    """A named set of annotated texts: a folder of standoff files and one of the texts they name."""

    name: str
    gold: Path
    texts: Path

    @property
    def present(self) -> bool:
        """Whether this checkout has the set."""
        return self.gold.is_dir() and self.texts.is_dir()

    def documents(self) -> Iterator[Document]:
        """The documents by name. Texts are taken byte for byte: offsets count a CR too."""
        for path in sorted(self.gold.glob("*.json")):
            data = json.loads(path.read_text("utf-8"))
            text = (self.texts / data["doc"]).read_bytes().decode("utf-8")
            yield Document(data["doc"], text, data["attributions"])


@dataclass(frozen=True)
class SentenceSet:
    """The tagged sentences of the tests, one document for each."""

    name: str
    folder: Path

    @property
    def present(self) -> bool:
        """Whether this checkout has the sentences (an installed package does not)."""
        return self.folder.is_dir()

    def documents(self) -> Iterator[Document]:
        """One document for each case."""
        for case in read_cases(self.folder):
            yield Document(case.id, case.text, list(case.gold))


def shared_folder() -> Path | None:
    """The folder with gold that may not be published, or None: ``MUSNAD_SHARED``, or beside the checkout."""
    folder = Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared")
    return folder if (folder / "gold").is_dir() else None


def gold_sets() -> list[GoldSet | SentenceSet]:
    """All sets that this checkout can be scored on, the public ones first."""
    sets: list[GoldSet | SentenceSet] = [
        GoldSet("examples", ROOT / "examples/gold", ROOT / "examples/reports"),
        SentenceSet("sentences", SENTENCES),
    ]
    shared = shared_folder()
    if shared is not None:
        gold = shared / "gold"
        sets += [
            GoldSet("dev", gold / "dev", gold / "text"),
            GoldSet("samples", gold / "samples", shared / "seeds"),
        ]
    return [s for s in sets if s.present]


def rows(analysis: Analysis) -> list[Row]:
    """The attributions of an analysis as rows of the standoff format."""
    return [row(a) for a in analysis.attributions]


def score(gold_set: GoldSet | SentenceSet) -> dict[str, float]:
    """The figures of one set, read afresh."""
    counts = Tally()
    for document in gold_set.documents():
        tally(document.text, document.gold, rows(analyse(Report(text=document.text))), counts)
    return counts.figures()
