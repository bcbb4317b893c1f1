"""What the learned readers look at: features of words, of possible cues, and of words seen from a cue.

A feature is a short string. The same functions serve training and reading, so that the two cannot differ.
"""

from collections.abc import Sequence
from functools import lru_cache

from musnad.attribute.acts import Act
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import COMMAS, DASHES, Sentence
from musnad.attribute.words import Words, is_nisba, load_words
from musnad.encode import seen_states
from musnad.lexicons import read_table
from musnad.segment import TokenKind

# Of a token: its class, coarse cluster, fine cluster, and its form if that is telling.
View = tuple[str, str, str, str]

_STOPS = frozenset({".", "!", "؟", "?", "…"})
_SUFFIXES = ("ون", "ين", "ات", "ان", "ها", "هم", "نا", "وا", "ه", "ي", "ا")
_NEAR = 3
# Words before and after a cue that are looked at. News sentences with their quotations are shorter; a text
# without marks must not cost the square of its length.
BEFORE, AFTER = 150, 250


def word_class(s: Sentence, i: int) -> str:
    """The class of token *i*: its mark, or what its word is by the lexicons."""
    token = s.tokens[i]
    kind = token.kind
    if kind == TokenKind.WORD:
        return _class_of_word(s.seen[i])
    if kind == TokenKind.NUMBER:
        return "0"
    if kind == TokenKind.QUOTE:
        return "<<" if s.partner[i] > i else ">>" if s.partner[i] >= 0 else "'"
    if kind == TokenKind.BREAK:
        return "BR"
    form = token.form
    if form in COMMAS:
        return ","
    if form in _STOPS or form.startswith(".."):
        return "."
    if form in DASHES:
        return "-"
    return form if form in ":()" else "*"


def is_name(s: Sentence, i: int) -> bool:
    """Whether token *i* is of a name, or an adjective of one, by the lexicons or the tagger of names."""
    if s.labels and s.labels[i] not in ("", "O"):
        return True
    if s.seen[i] in seen_states():
        return True
    known = word_class(s, i)
    return "name:" in known or "nisba" in known or "cap" in known


@lru_cache(maxsize=1 << 16)
def _class_of_word(form: str) -> str:
    return _bare_class(load_words(), form) or _prefixed(load_words(), form) or "unk"


def _bare_class(w: Words, form: str) -> str:
    for name, words in (("that", w.complementisers), ("prep", w.prepositions), ("rel", w.relatives),
                        ("op", w.openers), ("dem", w.demonstratives), ("pron", w.pronouns),
                        ("adv", w.adverbs), ("time", w.times)):  # fmt: skip
        if form in words:
            return name
    if (form,) in w.names:
        return "name:" + w.names[(form,)][0][:3]
    if form in w.capitals:
        return "cap"
    if form in w.nisba:
        return "nisba"
    head = w.head_kind(form) if form[0] not in "وف" else None
    if head is not None:
        return ("al" if form.startswith("ال") else "") + "H" + head[:3]
    classes = w.vocabulary.get(form)
    if classes:
        return classes
    return ""


def _prefixed(w: Words, form: str) -> str:
    if form.startswith("ال") and len(form) > 3:
        inner = form[2:]
        if inner in w.nisba:
            return "alnisba"
        known = _bare_class(w, inner)
        if is_nisba(inner) and not known:
            return "alnis"
        return "al" + (known if known[:1] in ("n", "p", "v") else "")
    if form[0] in "وف" and len(form) > 3:
        return "w" + _class_of_word(form[1:])
    if form.startswith(("بال", "لل", "كال")) and len(form) > 4:
        return "bl+al"
    if form[0] in "بل" and len(form) > 3:
        rest = _bare_class(w, form[1:])
        if rest:
            return "bl" + rest
    if w.is_verb(form):
        return "v?"
    return ""


def word_features(s: Sentence) -> list[View]:
    """For each token of the sentence: class, coarse cluster, fine cluster, and form if it is telling."""
    clusters = read_table("clusters")
    out = []
    for i in range(s.start, s.end):
        form = s.seen[i]
        coarse, _, fine = clusters.get(form, "").partition("\t")
        if not coarse and form[0] in "وف" and len(form) > 3:
            coarse, _, fine = clusters.get(form[1:], "").partition("\t")
        out.append((_told_class(s, i), coarse, fine, form if _is_telling(form) else ""))
    return out


def _told_class(s: Sentence, i: int) -> str:
    """The class of token *i*, a name's where the tagger of names finds one that the lexicons do not know."""
    known = word_class(s, i)
    label = s.labels[i] if s.labels else "O"
    if label == "O":
        return known
    if label.endswith("PER"):
        return label
    return label if known in ("unk", "al", "p", "v?") else known


@lru_cache(maxsize=1 << 16)
def _is_telling(form: str) -> bool:
    """Whether the word itself, not only its class, may serve as a feature: closed classes and marks."""
    w = load_words()
    bare = form[1:] if form[0] in "وف" and len(form) > 2 else form
    return (
        form in w.complementisers or bare in w.prepositions or bare in w.openers or form in w.relatives
        or bare in w.pronouns or bare in w.adverbs or not form[0].isalpha() or bare in w.media
    )  # fmt: skip


def _ending(form: str) -> str:
    return next((x for x in _SUFFIXES if form.endswith(x) and len(form) > len(x) + 1), "-")


def cue_features(s: Sentence, views: Sequence[View], proposals: Sequence[Proposal],
                 n: int, has_speaker: bool) -> list[str]:  # fmt: skip
    """Features by which a possible cue is judged: does it report here?"""
    p = proposals[n]
    act = p.act
    out = ["b", "l=" + p.lemma, "k=" + p.kind, "rule=" + (act.frame if act else "no"), f"hs={has_speaker}"]
    out.append(f"l|rule={p.lemma}|{act is not None}")
    if act is not None:
        out += _act_features(s, views, act)
    if p.hits:
        form = p.hits[0].form
        shape = f"{form.part[:4]}{'s' if form.suffix else ''}{'d' if form.definite else ''}{form.number}"
        out += ["f=" + shape, f"f|r={shape}|{act.frame if act else 'no'}", f"l|p={p.lemma}|{form.part[:3]}"]
        out.append("sp=" + str(any(h.entry.speech for h in p.hits)))
    out.append(f"c={p.conjunction}{p.negated}{p.weak}")
    for d in (-3, -2, -1, 0, 1, 2, 3):
        k = p.start + d - s.start if d <= 0 else p.end - 1 + d - s.start
        if not 0 <= k < len(views):
            out.append(f"w{d}=#")
            continue
        cls, coarse, fine, telling = views[k]
        out += [f"w{d}={cls}", f"k{d}={coarse}"]
        if abs(d) <= 1 and d:
            out += [f"q{d}={fine}", f"x{d}={cls}|{p.kind}"]
        if telling:
            out.append(f"t{d}={telling}")
    out += _surroundings(s, p)
    inside = [q for q in proposals if q is not p and q.act and q.act.content[0] <= p.start < q.act.content[1]]
    out.append(f"in={min(2, len(inside))}")
    if inside:
        out.append("inl=" + inside[-1].lemma)
    if any(q.act and q.act.source and q.act.source[0] <= p.start < q.act.source[1] for q in proposals):
        out.append("insrc")
    if n and proposals[n - 1].end == p.start:
        out.append("prev=" + proposals[n - 1].lemma)
    if n + 1 < len(proposals) and proposals[n + 1].start <= p.end + 1:
        out.append("next=" + proposals[n + 1].lemma)
    return out


def _act_features(s: Sentence, views: Sequence[View], act: Act) -> list[str]:
    out = [f"cl={min(6, (act.content[1] - act.content[0]).bit_length())}", f"q={act.quoted >= 0}"]
    first = views[act.content[0] - s.start]
    out += ["c0=" + first[0], "c0k=" + first[1]]
    if act.source is None:
        return [*out, f"src=no{act.inherits}"]
    head = views[act.source[0] - s.start]
    last = views[act.source[1] - 1 - s.start]
    side = "<" if act.source[0] < act.cue[0] else ">"
    return [*out, f"src={side}{head[0]}", "srck=" + head[1], "srcq=" + head[2], "srcl=" + last[0],
            f"gap={min(3, abs(act.source[0] - act.cue[1]))}{side}"]  # fmt: skip


def _surroundings(s: Sentence, p: Proposal) -> list[str]:
    """What stands further off: a complementiser, a colon, a quotation; where in the sentence the cue is."""
    out = []
    w = s.words
    for k in range(p.end, min(s.end, p.end + 20)):
        form = s.forms[k]
        far = min(3, (k - p.end) // 3)
        if form in w.complementisers:
            out.append(f"that@{far}")
            break
        if form == ":" or s.opens_quote(k):
            out.append(f"{'colon' if form == ':' else 'quote'}@{far}")
            break
        if s.is_comma(k):
            out.append(f"comma@{far}")
            break
    out.append("start" if p.start == s.start else f"left={min(4, (p.start - s.start).bit_length())}")
    out.append(f"right={min(4, (s.end - p.end).bit_length())}")
    if s.enclosing_quote(p.start) >= 0:
        out.append("quoted")
    if s.headline:
        out.append("headline")
    return out


def span_features(s: Sentence, views: Sequence[View], accepted: Sequence[Proposal],
                  p: Proposal) -> list[list[str]]:  # fmt: skip
    """For each token of the sentence: features by which it is told to be source, content or neither of *p*."""
    rule = _rule_labels(s, p)
    others = _other_labels(s, accepted, p)
    size = s.end - s.start
    frame = p.act.frame if p.act else "no"
    shape = p.hits[0].form.part[:4] if p.hits else p.kind
    out: list[list[str]] = []
    cue0, cue1 = p.start - s.start, p.end - s.start
    that, commas, quotes, cues, verbs = _counts(s, views, others, cue0, cue1)
    lasts, nexts = _neighbours(views, others, cue0, cue1)
    for i in range(size):
        if not cue0 - BEFORE <= i < cue1 + AFTER:
            out.append(["far"])
            continue
        cls, coarse, fine, telling = views[i]
        side = "<" if i < cue0 else ">" if i >= cue1 else "="
        gap = cue0 - i if i < cue0 else i - cue1 + 1
        near = gap if gap <= _NEAR else 3 + min(4, gap.bit_length() - 1)
        before = views[i - 1][0] if i else "#"
        after = views[i + 1][0] if i + 1 < size else "#"
        after2 = views[i + 2][0] if i + 2 < size else "#"
        r0, rb = rule[i], rule[i - 1] if i else "#"
        ra = rule[i + 1] if i + 1 < size else "#"
        row = [
            "b", f"r={rb}{r0}{ra}", f"r|c={r0}{cls}", f"r|f={rb}{r0}{frame}", f"d={side}{near}",
            f"d|c={side}{near}{cls}", "c=" + cls, f"c2={before}|{cls}", f"c3={cls}|{after}",
            f"c4={cls}|{after}|{after2}",
            f"k={side}{coarse}", f"th={side}{that[i]}", f"th|r={side}{that[i]}{r0}", f"co={side}{commas[i]}{that[i]}",
            f"qu={side}{quotes[i]}{r0}", f"cu={side}{cues[i]}{r0}", f"o={others[i]}{r0}",
            f"o2={others[i - 1] if i else '#'}{others[i]}", f"ve={side}{verbs[i]}{r0}", f"sh={shape}{side}{r0}",
            f"l={p.lemma}{side}", f"l|r={p.lemma}{rb}{r0}", f"fr|th={frame}{side}{that[i]}",
            f"e={_ending(s.seen[s.start + i])}{cls[:2]}",
        ]  # fmt: skip
        prv, nxt = lasts[i], nexts[i]
        row += [f"nm={side}{nxt}{that[i]}", f"pm={side}{prv}", f"pn={side}{prv}{nxt}{cls}",
                f"pn|r={side}{prv}{nxt}{r0}{shape}"]  # fmt: skip
        if fine:
            row.append(f"q={side}{fine}")
        if telling:
            row += [f"t={side}{telling}", f"t|r={telling}{r0}{rb}"]
        if i and (told := views[i - 1][3]):
            row += [f"t-={side}{told}", f"t-|c={told}{cls}"]
        if i + 1 < size and (told := views[i + 1][3]):
            row += [f"t+={side}{told}{r0}"]
        if gap <= 2:
            row.append(f"l|d={p.lemma}{side}{gap}{cls}")
        if i + 2 >= size:
            row.append(f"end{size - i}")
        out.append(row)
    return out


def _neighbours(views: Sequence[View], others: Sequence[str], cue0: int, cue1: int) -> tuple[list[str], list[str]]:
    """For each token the last structural word or mark before it, and the next one after it."""
    marks = []
    for i, view in enumerate(views):
        cls = view[0]
        if cue0 <= i < cue1:
            marks.append("K")
        elif others[i][0] == "k":
            marks.append("k")
        elif cls in _STRUCTURE:
            marks.append(_STRUCTURE[cls])
        else:
            marks.append("")
    lasts, last = [], "#"
    for mark in marks:
        lasts.append(last)
        last = mark or last
    nexts, after = [], "#"
    for mark in reversed(marks):
        nexts.append(after)
        after = mark or after
    return lasts, nexts[::-1]


_STRUCTURE = {"that": "t", ":": ":", "<<": "<", ">>": ">", ",": ",", ".": ".", "rel": "r", "op": "o", "prep": "p",
              "wthat": "t",
              "BR": ".", "(": "(", ")": ")", "-": "-", "v": "v", "wv": "w", "wop": "o"}  # fmt: skip


def _rule_labels(s: Sentence, p: Proposal) -> list[str]:
    labels = ["O"] * (s.end - s.start)
    if p.act is None:
        labels = ["n"] * (s.end - s.start)
    else:
        for i in range(*p.act.content):
            labels[i - s.start] = "C"
        if p.act.source is not None:
            for i in range(*p.act.source):
                labels[i - s.start] = "S"
    for i in range(p.start, p.end):
        labels[i - s.start] = "K"
    return labels


def _other_labels(s: Sentence, accepted: Sequence[Proposal], p: Proposal) -> list[str]:
    """For each token what it is to the other cues: a cue, a source, or in a content, with its side."""
    labels = ["o"] * (s.end - s.start)
    for q in accepted:
        if q is p:
            continue
        if q.act is not None:
            for i in range(*q.act.content):
                if labels[i - s.start] == "o":
                    labels[i - s.start] = "c<" if q.start < p.start else "c>"
    for q in accepted:
        if q is p:
            continue
        if q.act is not None and q.act.source is not None:
            for i in range(*q.act.source):
                labels[i - s.start] = "s"
        for i in range(q.start, q.end):
            labels[i - s.start] = "k" + q.kind[0] + ("w" if q.conjunction else "")
    return labels


def _counts(s: Sentence, views: Sequence[View], others: Sequence[str], cue0: int,
            cue1: int) -> tuple[list[int], list[int], list[int], list[int], list[int]]:  # fmt: skip
    """Between the cue and each token: complementisers, commas, depth of quotation, other cues, finite verbs."""
    size = s.end - s.start
    that, commas, quotes, cues, verbs = ([0] * size for _ in range(5))
    for walk in (range(cue1, size), range(cue0 - 1, -1, -1)):
        t = c = q = k = v = 0
        for i in walk:
            that[i], commas[i], quotes[i], cues[i], verbs[i] = min(t, 2), min(c, 3), q, min(k, 2), min(v, 2)
            cls = views[i][0]
            if cls == "that":
                t += 1
            elif cls == ",":
                c += 1
            elif cls == "<<":
                q = min(q + 1, 2)
            elif cls == ">>":
                q = max(q - 1, -1)
            elif cls in ("v", "v?", "wv", "wv?"):
                v += 1
            if others[i][0] == "k":
                k += 1
    return that, commas, quotes, cues, verbs
