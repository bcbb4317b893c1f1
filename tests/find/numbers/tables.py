"""The tables of phrases and sentences beside this file."""

from pathlib import Path

HERE = Path(__file__).parent


def read_phrases() -> list[tuple[str, str]]:
    """Text and expected numbers of each line of ``numbers.txt``."""
    lines = [line for line in (HERE / "numbers.txt").read_text("utf-8").splitlines() if "=>" in line and line[0] != ";"]
    return [(text.strip(), numbers.strip()) for text, _, numbers in (line.partition("=>") for line in lines)]


def read_sentences() -> list[tuple[str, list[str]]]:
    """Sentence and expected figures of each block of ``figures.txt``."""
    out: list[tuple[str, list[str]]] = []
    for line in (HERE / "figures.txt").read_text("utf-8").splitlines():
        if line.startswith(";") or not line:
            continue
        if line.startswith("  "):
            out[-1][1].append(line.strip())
        else:
            out.append((line, []))
    return out
