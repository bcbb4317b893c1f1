"""What sort of source speaks, told by a trained model."""

from collections.abc import Sequence

from musnad.attribute.acts import Range
from musnad.attribute.features import word_class
from musnad.attribute.models import Models
from musnad.attribute.sentence import Sentence
from musnad.attribute.source_phrase import Speaker
from musnad.lexicons import read_table
from musnad.model import Kind


def told_kind(s: Sentence, source: Range, reading: Speaker, models: Models) -> Kind:
    """What sort of source a phrase names, which is read as *reading*."""
    if reading.kind == "role" and s.words.is_title(s.forms[source[0]]):
        return "role"  # an office is an office, whoever else in the report holds one
    return models.kind.best(kind_features(s, source, reading.kind, reading.named))  # type: ignore[return-value]


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
