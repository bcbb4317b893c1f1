"""Features of what an act does, for :mod:`musnad.attribute.force_reader`.

Names are seen by their class alone: whoever speaks or is spoken of, the same words must do the same.
"""

from musnad.attribute.acts import Act
from musnad.attribute.features import is_name, word_class
from musnad.attribute.force import force_of
from musnad.attribute.point import point_features
from musnad.attribute.sentence import Sentence
from musnad.lexicons import read_table, read_words
from musnad.segment import TokenKind

# Words of a content that are looked at: the point of a statement stands early.
REACH = 40
OPENING = 6
# What stands for a name.
NAME = "#"
_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال")
_STEM = 5


def force_features(s: Sentence, act: Act, kind: str) -> list[str]:
    """Features of what an act does; *kind* is its source's."""
    rule = force_of(s, act)
    part = act.form.part[:4] if act.form else act.frame
    out = ["b", "l=" + act.lemma, f"l|p={act.lemma}|{part}", f"l|f={act.lemma}|{act.frame}", "r=" + rule,
           f"l|r={act.lemma}|{rule}",
           f"n={act.negated}", "kind=" + kind, f"q={act.quoted >= 0}",
           f"fut={bool(act.form and act.form.future)}"]  # fmt: skip
    start, end = act.content
    if end < s.end and s.forms[end] in "؟?":
        out.append("ask")
    base = act.entry.force if act.entry else "assert"
    plain = base == "assert"
    out.append("base=" + base)
    clusters = read_table("clusters")
    marker = _blind(s, start - 1) if start > s.start else "#"
    out.append("m=" + marker)
    negations = read_words("closed_class", "negations")
    seen = 0
    previous = "#"
    for k in range(start, min(end, start + REACH * 2)):
        token = s.tokens[k]
        if token.kind not in (TokenKind.WORD, TokenKind.NUMBER):
            continue
        form = _blind(s, k)
        cls = word_class(s, k)
        root = stem(form)
        fine = clusters.get(form, "").partition("\t")[2]
        if seen < OPENING:
            out += [
                f"o={form}",
                f"o|p={plain}{root}",
                f"oc{min(seen, 3)}={cls}",
                f"oq={fine}",
                f"o2={previous}_{form}",
            ]
            if form[0] == "س" and cls.startswith("v"):
                out.append("ofut")
        out.append(f"w|p={plain}{root}")
        if form in negations:
            out.append(f"neg@{min(seen // 3, 2)}")
        if form[0] == "س" and cls in ("v", "v?") and len(form) > 4:
            out.append(f"fut@{min(seen // 4, 2)}")
        if form[0] == "ن" and cls in ("v", "v?"):
            out.append(f"we@{min(seen // 4, 2)}")
        previous = form
        seen += 1
        if seen >= REACH:
            break
    return out + [f"{plain}{feature}" for feature in point_features(s, act, kind)]


def stem(form: str) -> str:
    """The beginning of a word without article and conjunction, by which its inflected forms meet."""
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) > len(prefix) + 2:
            form = form[len(prefix) :]
            break
    else:
        if form[0] in "وف" and len(form) > 4:
            form = form[1:]
    return form[:_STEM]


def _blind(s: Sentence, i: int) -> str:
    return NAME if is_name(s, i) else s.seen[i]
