"""Chains inside one sentence that its contents do not show: «ذكرت الوكالة، نقلا عن مصدر، أن …»."""

from musnad.attribute.acts import Act, Range
from musnad.attribute.sentence import Sentence

# Contents that share so much of their words are the same words told twice.
SAME_WORDS = 0.7
_THROUGH = frozenset({"نقلا", "ونقلا"})


def nest_relays(s: Sentence, acts: list[Act], up: list[int | None]) -> None:
    """Put a phrase like «بحسب …» around, or «نقلا عن …» inside, the act whose words it passes on. In place.

    Only where both stand at the top level and their contents are the same words: an outlet that writes «نقلا عن»
    somebody lies outside; whoever else is cited, «بحسب» names the one through whom we hear him.
    """
    for i, act in enumerate(acts):
        if act.frame != "fixed" or act.source is None:
            continue
        for k, main in enumerate(acts):
            if k == i or main.frame == "fixed" or not (up[i] is None or (up[i] == k and _is_content(act, main))):
                continue
            if s.forms[act.cue[0]] in _THROUGH and up[k] == i and _is_outlet(s, main.source):
                up[k], act.content = None, main.content  # the phrase was told to speak of its own outlet
            if up[k] is not None:
                continue
            if _is_content(act, main) or _same_words(act, main) or _between(act, main):
                _nest(s, acts, up, i, k)
                break


def _nest(s: Sentence, acts: list[Act], up: list[int | None], i: int, k: int) -> None:
    """Link the phrase *i* and the act *k* over the same words."""
    act, main = acts[i], acts[k]
    if s.forms[act.cue[0]] in _THROUGH:
        if _is_content(act, main):
            _after_relay(s, act, main)
        if _is_outlet(s, main.source):
            up[i] = k
    elif main.cue[0] < act.cue[0] and not _is_content(act, main):
        act.content = (main.left, max(main.content[1], act.content[1]))
        up[k] = i


def _is_content(act: Act, main: Act) -> bool:
    """Whether the phrase itself was told as the content of *main*."""
    end = act.source[1] if act.source else act.cue[1]
    return act.cue[0] <= main.content[0] < main.content[1] <= end


def _after_relay(s: Sentence, act: Act, main: Act) -> None:
    """The content of *main* and of the phrase that was told as it: what follows the phrase."""
    assert act.source is not None
    start = act.source[1]
    while start < s.end and (s.is_comma(start) or s.forms[start] in s.words.complementisers):
        start += 1
    start, end = s.strip(start, s.end)
    if start < end:
        main.content = act.content = (start, end)


def _same_words(a: Act, b: Act) -> bool:
    (start, end), (low, high) = a.content, b.content
    shared = min(end, high) - max(start, low)
    return shared > 0 and shared >= SAME_WORDS * (max(end, high) - min(start, low))


def _between(act: Act, main: Act) -> bool:
    """Whether *act* stands between the cue of *main* and its content."""
    end = act.source[1] if act.source else act.cue[1]
    return main.cue[1] <= act.cue[0] and end <= main.content[0]


def _is_outlet(s: Sentence, source: Range | None) -> bool:
    """Whether a source is an outlet by its first words."""
    if source is None:
        return False
    w, k = s.words, source[0]
    known = w.names.get((s.forms[k],)) or w.names.get(tuple(s.forms[k : k + 2]))
    agency = s.forms[k].endswith("وكاله")
    return agency or w.head_kind(s.forms[k]) == "outlet" or (known is not None and known[0] == "outlet")
