"""Where contents end, and which act lies inside which."""

from musnad.attribute.acts import Act
from musnad.attribute.echoes import drop_echoes
from musnad.attribute.sentence import Sentence

_CONNECTORS = frozenset(
    {"كما", "فيما", "بينما", "لكن", "ولكن", "حيث", "في", "حين", "ثم", "وفيما", "وبينما", "قد", "وقد", "فقد", "ف", "و",
     "كانت", "كان", "وكانت", "وكان", "فان", "اذ", "بالقول", "بدوره", "بدورها"}
)  # fmt: skip
# An adverbial that opens the next speaker's clause («، من جهة أخرى قال …») is at most this long.
LONGEST_OPENING = 7
_AFTER_INITIAL = frozenset({"فان", "فانه", "فانها", "فانهم", "ان", "انه", "انها"})


def settle(s: Sentence, acts: list[Act]) -> list[Act]:
    """Give every act its content's end, in place; returns the acts that remain, in order of their cues."""
    for act in acts:
        if act.quoted > s.end:
            act.quoted = -1  # a quotation longer than any sentence: read as far as the sentence goes
            act.content = (act.content[0], s.end)
    acts = _merge_light_verbs(sorted(acts, key=lambda a: a.cue[0]))
    fixed = [a for a in acts if a.frame == "fixed"]
    others = [a for a in acts if a.frame != "fixed"]
    _place_fixed(s, fixed, others)
    ordered = sorted(others + [f for f in fixed if not f.postposed], key=lambda a: (a.left, a.cue[0]))
    _run_stack(s, ordered, [f for f in fixed if f.postposed])
    kept = []
    for act in acts:
        start, end = act.content
        if act.quoted < 0:
            end = _narrator(s, start, end)
        start, end = s.strip(start, end)
        if end > start and not _covers_cue(act, start, end):
            act.content = (start, end)
            kept.append(act)
    return drop_echoes(s, kept)


def _covers_cue(act: Act, start: int, end: int) -> bool:
    return start <= act.cue[0] < end and act.frame != "fixed"


def _merge_light_verbs(acts: list[Act]) -> list[Act]:
    """«أعرب عن أمله بأن»: verb and noun are one act; the cue is the word next to the content."""
    out: list[Act] = []
    for act in acts:
        before = out[-1] if out else None
        if (
            before is not None
            and before.form is not None
            and before.form.part != "masdar"
            and act.form is not None
            and act.form.part in ("masdar", "noun")
            and before.quoted < 0
            and (
                before.content[0] == act.cue[0]
                or (before.frame in ("object", "whom") and before.content[0] <= act.cue[0] <= before.content[0] + 1)
            )
        ):
            if act.frame == "that" or (before.frame == "object" and act.form.suffix):
                act.source = act.source or before.source
                act.conjunction = before.conjunction
                act.inherits = act.source is None
                act.negated = before.negated
                act.form = act.form._replace(gender=before.form.gender, number=before.form.number)
                out[-1] = act
            elif act.form.suffix or (
                before.entry is not None and before.entry.lemma in ("أعرب", "عبر", "أبدى", "جدد", "عبّر", "وجّه")
            ):
                continue
            else:
                out.append(act)
            continue
        out.append(act)
    return out


def _place_fixed(s: Sentence, fixed: list[Act], others: list[Act]) -> None:
    """Decide for each fixed phrase whether its content follows or precedes it."""
    for act in fixed:
        if _is_initial(s, act, others):
            start = act.content[0]
            while start < s.end and s.is_mark(start):
                start += 1
            if start < s.end and s.forms[start] in _AFTER_INITIAL:
                start += 1
            act.content = (start, s.end)
        else:
            act.postposed = True
            start = s.start
            for other in fixed:
                if other is not act and other.cue[0] < act.cue[0] and other.postposed:
                    start = max(start, other.source[1] if other.source else other.cue[1])
            act.content = (start, act.left)


def _is_initial(s: Sentence, act: Act, others: list[Act]) -> bool:
    words_before = [k for k in range(s.start, act.cue[0]) if s.is_word(k)]
    after = act.content[0]
    if act.conjunction and sum(1 for k in range(after, s.end) if s.is_word(k)) > 3:
        return True
    if any(o.cue[0] < act.cue[0] for o in others):
        return False
    if not words_before:
        return True
    if all(s.forms[k] in s.words.openers or s.forms[k] in s.words.adverbs for k in words_before):
        return True
    end = act.content[0]
    rest = sum(1 for k in range(end, s.end) if s.is_word(k))
    return len(words_before) <= LONGEST_OPENING and rest > 2 * len(words_before) + 3


def _run_stack(s: Sentence, ordered: list[Act], postposed: list[Act]) -> None:
    stack: list[Act] = []
    events: list[tuple[int, int, Act]] = [(a.left, 1, a) for a in ordered]
    events += [(a.left, 0, a) for a in postposed]
    for at, _, act in sorted(events, key=lambda e: (e[0], e[1])):
        while stack and stack[-1].content[1] <= at:
            stack.pop()
        if act.postposed and act.frame == "fixed":
            for open_act in stack:
                if open_act.quoted < 0 and open_act.content[0] < at:
                    open_act.content = (open_act.content[0], at)
            stack = [a for a in stack if a.quoted >= 0]
            continue
        level = _closes(s, stack, act)
        if level is not None:
            end = _before(s, stack[level], act.left)
            for open_act in stack[level:]:
                if open_act.quoted < 0:
                    open_act.content = (open_act.content[0], min(open_act.content[1], end))
            del stack[level:]
        elif stack:
            act.content = (act.content[0], min(act.content[1], stack[-1].content[1])) if act.quoted < 0 else act.content
        if act.quoted >= 0:
            act.content = (act.content[0], act.quoted)
        stack.append(act)


def _closes(s: Sentence, stack: list[Act], act: Act) -> int | None:
    """Which open act of the *stack* ends where *act* begins; None when *act* lies inside all of them."""
    lowest = 0
    for level, open_act in enumerate(stack):
        if (
            (open_act.quoted >= 0 and act.cue[0] < open_act.quoted)
            or _inside_own_quotation(s, open_act, act)
            or act.cue[0] < open_act.content[0]
            or open_act.frame == "fixed"
        ):
            lowest = level + 1
    levels = list(range(lowest, len(stack)))
    if not levels or (act.form is None and act.frame != "fixed"):
        return None
    if (
        act.form is not None
        and act.form.part in ("masdar", "noun")
        and not (act.conjunction and act.source is None and act.frame == "that")
    ):
        return None
    if act.form is None:
        return levels[0]
    if act.form.part == "participle":
        if act.form.definite or (act.source is not None and not act.inherits):
            return None
        return _agreeing(stack, act, _by_voice(stack, levels))
    if not _starts_clause(s, act):
        return None
    if act.conjunction and s.forms[act.cue[0]][0] == "ف":
        return levels[-1]
    if act.source is not None:
        return levels[0]
    return _agreeing(stack, act, levels)


def _by_voice(stack: list[Act], levels: list[int]) -> list[int]:
    """Levels in the order in which a participle looks for its subject: who relays others' words comes last."""
    return sorted(levels, key=lambda level: (stack[level].lemma in RELAYS, level))


RELAYS = frozenset({"نقل", "تناقل", "أورد", "نشر", "بث", "نسب"})


def _inside_own_quotation(s: Sentence, outer: Act, act: Act) -> bool:
    """Whether *act* stands in a quotation that opens inside the content of *outer*."""
    return any(act.cue[0] < s.partner[k] < s.end for k in range(outer.content[0], act.cue[0]))


def _agreeing(stack: list[Act], act: Act, levels: list[int]) -> int | None:
    assert act.form is not None
    for level in levels:
        if _same_subject(stack[level], act):
            return level
    return None


def _same_subject(outer: Act, act: Act) -> bool:
    if outer.form is None or act.form is None or not act.form.gender or not outer.form.gender:
        return True
    if act.form.number == "p" and outer.form.number == "s" and outer.source is None:
        return False
    if act.form.number == "d" and outer.form.number != "d" and outer.source is None:
        return False
    return act.form.gender == outer.form.gender or act.form.number == "p"


def _starts_clause(s: Sentence, act: Act) -> bool:
    """Whether the act opens a clause of its own: by a conjunction, after a comma or a connector."""
    left = act.left
    first = s.forms[left]
    if act.conjunction and left == act.cue[0]:
        return True
    if left > s.start:
        before = s.forms[left - 1]
        if before in s.words.relatives or before in s.words.complementisers:
            return False
        if before in _CONNECTORS and before not in ("في", "ان", "قد", "كان", "كانت"):
            return True
        if before in ("كان", "كانت", "وكان", "وكانت", "قد", "وقد"):
            return before[0] == "و" or (left - 2 >= s.start and s.forms[left - 2] in ("كما", "فيما", "بينما"))
        if first[0] == "و" and act.source is not None and left == act.source[0]:
            return True
        if s.is_comma(left - 1):
            return act.source is not None
        if s.closes_quote(left - 1):
            return True
    return False


def _before(s: Sentence, outer: Act, left: int) -> int:
    """The end of a content before the next act's clause, without what opens that clause."""
    end = left
    while end > outer.content[0] and (s.forms[end - 1] in _CONNECTORS or s.is_comma(end - 1)):
        end -= 1
    for k in range(end - 1, max(outer.content[0], end - LONGEST_OPENING) - 1, -1):
        if s.is_comma(k):
            opening = [i for i in range(k + 1, end) if s.is_word(i)]
            if (
                opening
                and s.forms[opening[0]] in _OPENING_WORDS
                and not any(s.words.is_verb(s.forms[i]) for i in opening)
            ):
                return k
            break
    return end


_OPENING_WORDS = frozenset(
    {
        "من",
        "في",
        "وفي",
        "ومن",
        "علي",
        "وعلي",
        "الي",
        "والي",
        "خلال",
        "وخلال",
        "بدوره",
        "بدورها",
        "ومع",
        "وبعد",
        "بعد",
    }
)


def _narrator(s: Sentence, start: int, end: int) -> int:
    """The end of a content before the outlet takes the word back («، في إشارة إلى …»)."""
    for k in range(start + 1, end - 1):
        after = k + 1
        if not s.is_comma(k) and not s.closes_quote(k):
            if s.forms[k] != "وهو":
                continue
            after = k
        for turn in s.words.turns:
            if tuple(s.forms[after : after + len(turn)]) == turn and s.enclosing_quote(k) < start:
                return k
    return end


def parents(acts: list[Act]) -> list[int | None]:
    """For each act the index of the smallest act whose content holds its cue; None at the top level.

    Links never form a circle: where two acts hold each other's cues, the longer one lies outside.
    """
    out: list[int | None] = []
    for i, act in enumerate(acts):
        best: int | None = None
        for k, other in enumerate(acts):
            if k == i or not (other.content[0] <= act.cue[0] and act.cue[1] <= other.content[1]):
                continue
            if act.content[0] <= other.cue[0] < act.content[1] and (_length(act), k) > (_length(other), i):
                continue
            if best is None or _length(other) < _length(acts[best]):
                best = k
        out.append(best)
    for i in range(len(acts)):
        _cut_circle(acts, out, i)
    return out


def _cut_circle(acts: list[Act], up: list[int | None], start: int) -> None:
    """Free the longest act of a circle that *start* leads into, if it leads into one."""
    seen: list[int] = []
    at: int | None = start
    while at is not None and at not in seen:
        seen.append(at)
        at = up[at]
    if at is not None:
        circle = seen[seen.index(at) :]
        up[max(circle, key=lambda k: (_length(acts[k]), -k))] = None


def confine(acts: list[Act], up: list[int | None]) -> None:
    """Keep every content inside that of its parent, as far as anything is left of it."""
    for i in sorted(range(len(acts)), key=lambda k: _depth(up, k)):
        parent = up[i]
        if parent is None:
            continue
        start, end = acts[i].content
        low, high = acts[parent].content
        start, end = max(start, low), min(end, high)
        if end > start:
            acts[i].content = (start, end)
        else:
            up[i] = None


def _depth(up: list[int | None], i: int) -> int:
    depth = 0
    at = up[i]
    while at is not None:
        depth += 1
        at = up[at]
    return depth


def _length(act: Act) -> int:
    return act.content[1] - act.content[0]
