"""Train the tagger of names from word-per-line files.

    python -m training.names [--out FILE] SHARED

SHARED is the folder with ``benchmarks/ner``. The last tenth of ANERcorp-train, by the order of its
sentences, is never trained on: the figures printed are for it. Sentences of NewsFANE that overlap it are left out.
"""

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from musnad.find.names.features import name_features
from musnad.normalise import fold_key

TARGET = Path(__file__).parent.parent / "src/musnad/find/names/weights/names.crf"
PERSONS = {"Politician", "Athlete", "Artist", "Religious_PER", "Businessperson", "Scientist", "Lawyer", "Police",
           "Engineer", "Other_PER"}  # fmt: skip
PLACES = {"Nation", "Population-Center", "State-or-Province", "Continent", "Water-Body", "Land-Region-Natural",
          "County-or-District", "GPE-Cluster", "Path", "Plant", "Subarea-Facility", "Airport",
          "Building-Grounds"}  # fmt: skip
BODIES = {"Government", "Non-Governmental", "Media", "Sports", "Commercial", "Educational", "Entertainment",
          "Religious_ORG", "Medical-Science", "Group"}  # fmt: skip
_STANDARD = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
# Clitics that NewsFANE writes as words of their own are joined again, as running text has them.
_PREFIXES = frozenset("وبلفك")
_SUFFIXES = frozenset({"ها", "هم", "ه", "نا", "هما", "ي"})
_LONGEST_SENTENCE_END = 4

Tagged = list[tuple[str, str]]


def read(path: Path, label: Callable[[str], str]) -> list[Tagged]:
    """The sentences of a file: folded words with their labels."""
    sentences: list[Tagged] = []
    current: Tagged = []
    for line in path.read_text("utf-8").splitlines():
        word, _, tag = line.partition("\t")
        if word and tag:
            current.append((fold_key(word), label(tag)))
        if current and (not word or (word == "." and len(current) >= _LONGEST_SENTENCE_END)):
            sentences.append(current)
            current = []
    return [*sentences, current] if current else sentences


def standard(tag: str) -> str:
    """PER, ORG or LOC for the labels of ANERcorp and Wojood; O for all others."""
    kind = _STANDARD.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


def fine(tag: str) -> str:
    """PER, ORG or LOC for the fifty classes of NewsFANE."""
    for kind, names in (("PER", PERSONS), ("LOC", PLACES), ("ORG", BODIES)):
        if tag[2:] in names:
            return tag[:2] + kind
    return "O"


def joined(sentence: Tagged) -> Tagged:
    """A sentence with its clitics written onto their words."""
    out: Tagged = []
    prefix = ""
    for word, label in sentence:
        if word in _PREFIXES and label == "O":
            prefix += word
        elif word in _SUFFIXES and label == "O" and out and not prefix:
            out[-1] = (out[-1][0] + word, out[-1][1])
        else:
            out.append((prefix + word, label))
            prefix = ""
    return out


def main(shared: Path, out: Path) -> None:
    """Train, write *out*, print precision, recall and F1 on the part held out."""
    import pycrfsuite

    folder = shared / "benchmarks/ner"
    anercorp = read(folder / "anercorp-train.tsv", standard)
    cut = len(anercorp) * 9 // 10
    held = anercorp[cut:]
    letters = " ".join(_letters(sentence) for sentence in held)
    newsfane = [joined(sentence) for sentence in read(folder / "newsfane-train.tsv", fine)]
    newsfane = [s for s in newsfane if _letters(s)[5:30] not in letters and _letters(s)[-30:-5] not in letters]
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in [*anercorp[:cut], *read(folder / "wojood-sample-train.tsv", standard), *newsfane]:
        trainer.append(name_features([word for word, _ in sentence]), [label for _, label in sentence])
    trainer.set_params({"c1": 0.3, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True})
    trainer.train(str(out))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(out))
    told = [tagger.tag(name_features([word for word, _ in sentence])) for sentence in held]
    report([[label for _, label in sentence] for sentence in held], told)


def _letters(sentence: Tagged) -> str:
    return re.sub(r"\W", "", "".join(word for word, _ in sentence))


def spans(sequences: Iterable[list[str]]) -> set[tuple[int, int, int, str]]:
    """(sentence, start, end, kind) of each entity in *sequences* of BIO labels."""
    found = set()
    for n, labels in enumerate(sequences):
        start = -1
        for i, label in enumerate([*labels, "O"]):
            if start >= 0 and label != "I-" + labels[start][2:]:
                found.add((n, start, i, labels[start][2:]))
                start = -1
            if label != "O" and start < 0:
                start = i
    return found


def report(gold: list[list[str]], told: list[list[str]]) -> None:
    """Print precision, recall and F1 of whole entities, by kind and micro-averaged."""
    wanted, found = spans(gold), spans(told)
    for kind in ("PER", "ORG", "LOC", ""):
        a = {x for x in wanted if not kind or x[3] == kind}
        b = {x for x in found if not kind or x[3] == kind}
        hit = len(a & b)
        p, r = hit / max(1, len(b)), hit / max(1, len(a))
        print(f"{kind or 'all':4} precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} of {len(a)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    main(arguments.shared, arguments.out)
