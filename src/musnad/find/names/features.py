"""What the tagger of names looks at."""

from collections.abc import Sequence
from functools import lru_cache

from musnad.lexicons import read_table, read_words

_LONGEST_AFFIX = 3


def name_features(forms: Sequence[str]) -> list[list[str]]:
    """Features of each folded word of a sentence, shared by training and tagging."""
    views = [_view(form) for form in forms]
    size = len(forms)
    edge = ("#", "#", "", "")
    out = []
    for i in range(size):
        form = forms[i]
        shape, known, coarse, fine = views[i]
        before, after = views[i - 1] if i else edge, views[i + 1] if i + 1 < size else edge
        row = ["b", "w=" + form, "s=" + shape, "v=" + known, "k=" + coarse, "q=" + fine,
               "w-=" + (forms[i - 1] if i else "#"), "w+=" + (forms[i + 1] if i + 1 < size else "#"),
               f"v-={before[1]}|{known}", f"v+={known}|{after[1]}", f"k-={before[2]}", f"k+={after[2]}",
               f"k-k={before[2]}|{coarse}", f"q-={before[3]}", f"q+={after[3]}", f"s-={before[0]}|{shape}",
               "p2=" + form[:2], "p3=" + form[:3], "e2=" + form[-2:], "e3=" + form[-3:]]  # fmt: skip
        if i > 1:
            row += ["w--=" + forms[i - 2], "q--=" + views[i - 2][3], f"v--={views[i - 2][1]}{before[1]}"]
        if i + 2 < size:
            row += ["w++=" + forms[i + 2], "k++=" + views[i + 2][2]]
        out.append(row)
    return out


@lru_cache(maxsize=1 << 16)
def _view(form: str) -> tuple[str, str, str, str]:
    """Shape, lexicon classes, coarse and fine cluster of a word."""
    clusters = read_table("clusters")
    coarse, _, fine = clusters.get(form, "").partition("\t")
    inner = ""
    if not coarse and len(form) > 3 and form[0] in "وفبل":
        inner, _, fine = clusters.get(form[1:], "").partition("\t")
        coarse = "+" + inner
    return _shape(form), _known(form), coarse, fine


def _shape(form: str) -> str:
    if not form[:1].isalpha():
        return "0" if form.isdigit() else form[:2]
    if form.isascii():
        return "A"
    article = "al" if form.startswith("ال") else "w" if form[0] in "وف" else form[0] if form[0] in "بلك" else ""
    return f"{article}{min(len(form), 7)}{'y' if form[-1] in 'يه' else ''}"


def _known(form: str) -> str:
    vocabulary = read_table("vocabulary")
    classes = vocabulary.get(form, "")
    if not classes and form.startswith("ال"):
        classes = "al" + vocabulary.get(form[2:], "")
    title = form in _titles() or (form.startswith("ال") and form[2:] in _titles())
    return classes + ("T" if title else "")


def _titles() -> frozenset[str]:
    return read_words("sources", "titles") | read_words("sources", "honorifics")
