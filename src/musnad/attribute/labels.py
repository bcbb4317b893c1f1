"""Labels of an act by trained models: its force, and what sort of source speaks."""

from collections.abc import Sequence

from musnad.attribute.acts import Act, Range
from musnad.attribute.features import word_class
from musnad.attribute.force import force_of
from musnad.attribute.models import Models
from musnad.attribute.point import point_features
from musnad.attribute.sentence import Sentence
from musnad.attribute.source_phrase import Speaker
from musnad.encode import seen_states
from musnad.lexicons import read_table, read_words
from musnad.model import Force, Kind
from musnad.segment import TokenKind

# Words of a content that are looked at: the point of a statement stands early.
REACH = 40
OPENING = 6
_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال")
_STEM = 5
# What the model of force sees in place of any known state's name, adjective or capital.
_STATE = "#state"


def told_force(s: Sentence, act: Act, reading: Speaker | None, models: Models) -> Force:
    """The force of *act*, by the lexicons and by what its content says; *reading* is of its source."""
    kind = reading.kind if reading else "none"
    return models.force.best(force_features(s, act, kind, force_of(s, act)))  # type: ignore[return-value]


def told_kind(s: Sentence, source: Range, reading: Speaker, models: Models) -> Kind:
    """What sort of source a phrase names, which is read as *reading*."""
    if reading.kind == "role" and s.words.is_title(s.forms[source[0]]):
        return "role"  # an office is an office, whoever else in the report holds one
    return models.kind.best(kind_features(s, source, reading.kind, reading.named))  # type: ignore[return-value]


def force_features(s: Sentence, act: Act, kind: str, rule: Force) -> list[str]:
    """Features of what an act does; *rule* is the force that the lexicons give it, *kind* its source's."""
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
    clusters, states = read_table("clusters"), seen_states()
    marker = s.seen[start - 1] if start > s.start else "#"
    out.append("m=" + marker)
    negations = read_words("closed_class", "negations")
    seen = 0
    previous = "#"
    for k in range(start, min(end, start + REACH * 2)):
        token = s.tokens[k]
        if token.kind not in (TokenKind.WORD, TokenKind.NUMBER):
            continue
        form = _STATE if s.seen[k] in states else s.seen[k]
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


def kind_features(s: Sentence, source: Sequence[int], rule: str, named: bool) -> list[str]:
    """Features of what sort of source a phrase names; *rule* is the kind by the lexicons."""
    clusters = read_table("clusters")
    start, end = source[0], source[1]
    out = ["b", "r=" + rule, f"named={named}", f"n={min(end - start, 5)}"]
    for d, k in enumerate(range(start, min(end, start + 4))):
        cls = word_class(s, k)
        form = s.seen[k]
        out += [
            f"c{d}={cls}",
            f"f{d}={form}",
            f"k{d}={clusters.get(form, '')}",
            f"t{d}={s.labels[k] if s.labels else ''}",
        ]
        bare = form[2:] if form.startswith("ال") else form
        out += [f"b{d}={bare}", f"al{d}={form.startswith('ال')}"]
    last = s.forms[end - 1]
    out += ["last=" + word_class(s, end - 1), f"lal={last.startswith('ال')}"]
    if end < s.end:
        out.append("next=" + word_class(s, end))
    return out
