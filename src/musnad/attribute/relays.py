"""Chains inside one sentence that its contents do not show: «ذكرت الوكالة، نقلا عن مصدر، أن …»."""

from musnad.attribute.acts import Act
from musnad.attribute.sentence import Sentence

# Contents that share so much of their words are the same words told twice.
SAME_WORDS = 0.7
_THROUGH = frozenset({"نقلا عن", "نقلاً عن"})


def nest_relays(s: Sentence, acts: list[Act], up: list[int | None]) -> None:
    """Put a phrase like «بحسب …» around, or «نقلا عن …» inside, the act whose words it passes on.

    Only where both stand at the top level and their contents are the same words: an outlet that writes «نقلا عن»
    somebody lies outside; whoever else is cited, «بحسب» names the one through whom we hear him. In place.
    """
    for i, act in enumerate(acts):
        if act.frame != "fixed" or up[i] is not None or act.source is None:
            continue
        for k, main in enumerate(acts):
            if (
                k == i
                or up[k] is not None
                or main.frame == "fixed"
                or not (_same_words(act, main) or _between(act, main))
            ):
                continue
            if act.lemma in _THROUGH:
                if main.source is not None and _is_outlet(s, main.source[0]):
                    up[i] = k
            elif main.cue[0] < act.cue[0]:
                start, end = main.left, max(main.content[1], act.content[1])
                up[k] = i
                act.content = (start, end)
            break


def _same_words(a: Act, b: Act) -> bool:
    (start, end), (low, high) = a.content, b.content
    shared = min(end, high) - max(start, low)
    return shared > 0 and shared >= SAME_WORDS * (max(end, high) - min(start, low))


def _between(act: Act, main: Act) -> bool:
    """Whether *act* stands between the cue of *main* and its content."""
    end = act.source[1] if act.source else act.cue[1]
    return main.cue[1] <= act.cue[0] and end <= main.content[0]


def _is_outlet(s: Sentence, k: int) -> bool:
    w, form = s.words, s.forms[k]
    known = w.names.get((form,)) or w.names.get(tuple(s.forms[k : k + 2]))
    return w.head_kind(form) == "outlet" or form.endswith("وكاله") or (known is not None and known[0] == "outlet")
