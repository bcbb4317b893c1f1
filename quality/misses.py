"""List what a set's readings get wrong, row by row, for whoever works on the reader.

The list quotes the texts: it goes to the terminal and nowhere else.
"""

from collections.abc import Iterator

from musnad import Report, analyse
from quality.score import Row, compare
from quality.sets import Document, GoldSet, SentenceSet, rows

# Characters of a content that are shown.
SHOWN = 90


def show_misses(gold_set: GoldSet | SentenceSet) -> None:
    """Print missed, spurious and wrong rows of every document."""
    for document in gold_set.documents():
        found = rows(analyse(Report(text=document.text)))
        lines = list(mistakes(document, found))
        if lines:
            print(f"{document.name}:")
            print("\n".join(f"  {line}" for line in lines))


def mistakes(document: Document, found: list[Row]) -> Iterator[str]:
    """A line for each row of the gold or of the reading that is not right."""
    text = document.text
    result = compare(text, document.gold, found)
    for i, j, same in result.pairs:
        gold, system = document.gold[i], found[j]
        wrong = [name for name, right in same.items() if not right and name != "row"]
        if wrong:
            yield f"wrong    {_row(text, gold)}"
            for name in wrong:
                yield f"           {name}: {_value(text, system, name)} instead of {_value(text, gold, name)}"
    for i in result.missed:
        yield f"missed   {_row(text, document.gold[i])}"
    for j in result.spurious:
        yield f"spurious {_row(text, found[j])}"


def _row(text: str, row: Row) -> str:
    source = text[slice(*row["source"])] if row["source"] else "–"
    return f"{row['id']} «{text[slice(*row['cue'])]}» {source}: {_cut(text, row)}"


def _cut(text: str, row: Row) -> str:
    content = " ".join(text[slice(*row["content"])].split())
    return content if len(content) <= SHOWN else f"{content[: SHOWN // 2]} … {content[-SHOWN // 2 :]}"


def _value(text: str, row: Row, name: str) -> str:
    if name == "content":
        return _cut(text, row)
    value = row[name]
    if name == "source":
        return text[slice(*value)] if value else "–"
    return str(value)
