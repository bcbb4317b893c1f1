"""Divide a report into stories and set aside what is not the report itself.

A file may hold the furniture of a web page, and it may hold several stories pasted together without a
mark. Both are told apart by shape: how a line begins, how long it is, what it repeats.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from musnad.lexicons import load_cues, read_table, read_words
from musnad.model import Block, BlockKind, Span
from musnad.normalise import fold_key
from musnad.segment.tokens import Token, TokenKind

# A headline has no more words than this; a longer first line is a lead.
LONGEST_HEADLINE = 22
# A byline or caption line has no more words than this.
LONGEST_BYLINE = 9
# A cut or repeated lead repeats at least this many characters.
SHORTEST_REPEAT = 30
# A new story begins where a lead shares less than this part of its words with the story before it.
# On the 31 reports of the gold set, 12 stories were found in the one pasted file and one in each other.
STORY_OVERLAP = 0.5
# A lead is at least this many words long.
SHORTEST_LEAD = 9
_PREFIX_LETTERS = 5

_TIME_STAMP = re.compile(r"\s*\d{3,4}\s*\(GMT[^)\n]*\)\s*-?\s*\d{1,2}/\d{1,2}/\d{2,4}\s*")
_SITE = re.compile(r"www\.|https?://|\w\.(?:com|net|org|info|tv)", re.IGNORECASE)
_SITE_PREFIX = re.compile(r"\s*[\w.]*\w\.(?:com|net|org)\s*[-–—|]\s*", re.IGNORECASE)
# «دمشق - رويترز:», «لندن (أ ف ب) -», «دبي، الإمارات (CNN)--»
_DATELINE = re.compile(
    r"""\s*(?:
        [^\W\d_]+(?:[ ،,]+[^\W\d_]+){0,4}\s*\([^()\n]{2,25}\)\s*[-–—]+\s*:?
      | [^\W\d_]+(?:[ ،,]+[^\W\d_]+){0,3}\s*[-–—]+\s*[^\W\d_]+(?:[ .][^\W\d_]+){0,3}\s*(?:\([^()\n]{2,15}\)\s*)?[:\-–—]+
      | [^\W\d_]+(?:[ ][^\W\d_]+){0,3}\s*[-–—]+\s*[^\W\d_]+(?:[ ][^\W\d_]+){0,3}\s*\([^()\n]{2,15}\)\s*:?
      )\s*""",
    re.VERBOSE,
)
_BYLINE = re.compile(
    r"\s*[^\W\d_]+(?:[ ][^\W\d_]+){0,3}\s*[-–—/]\s*[^\W\d_]+(?:[ .][^\W\d_]+){0,4}\s*(?:\([^()\n]{2,20}\))?\s*[:.]?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    first: int
    last: int
    forms: tuple[str, ...]
    key: str


def divide(text: str, tokens: Sequence[Token]) -> list[tuple[Block, int, int]]:
    """Blocks of a report in order, each with its range of tokens. Together they hold every token."""
    lines = _lines(text, tokens)
    kinds = _kinds(text, lines)
    stories = _stories(lines, kinds)
    out: list[tuple[Block, int, int]] = []
    for line, kind, story in zip(lines, kinds, stories, strict=True):
        out += _split_prefix(text, tokens, line, kind, story)
    return _join(out)


def _lines(text: str, tokens: Sequence[Token]) -> list[_Line]:
    lines = []
    first = 0
    for i in range(len(tokens) + 1):
        if i < len(tokens) and tokens[i].kind != TokenKind.BREAK:
            continue
        if i > first:
            forms = tuple(t.form for t in tokens[first:i] if t.kind in (TokenKind.WORD, TokenKind.NUMBER))
            if forms:
                start, end = tokens[first].start, tokens[i - 1].end
                lines.append(_Line(start, end, first, i, forms, " ".join(forms[:60])))
        first = i + 1
    return lines


@cache
def _marks(section: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w.split()) for w in read_words("clutter", section))


def _begins(line: _Line, section: str) -> bool:
    return any(line.forms[: len(mark)] == mark for mark in _marks(section))


def _kinds(text: str, lines: list[_Line]) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    for n in range(len(lines)):
        kinds.append(_kind(text, lines, n, kinds))
    return kinds


def _kind(text: str, lines: list[_Line], n: int, before: list[BlockKind]) -> BlockKind:
    line = lines[n]
    raw = text[line.start : line.end]
    words = len(line.forms)
    stops = raw.rstrip().endswith((".", "!", "؟", "»", "”", '"', "،"))
    if _begins(line, "updated") and words <= 14:
        return "updated"
    if _begins(line, "related") and words <= LONGEST_HEADLINE:
        return "related"
    if n and before[n - 1] == "related" and _looks_like_headline(line, raw) and n + 1 < len(lines):
        return "related"
    if words <= 14 and (_begins(line, "caption") or raw.rstrip().endswith(("(أرشيف)", "(ارشيف)", "(أرشيفية)"))):
        return "caption"
    if words <= LONGEST_BYLINE and (_SITE.search(raw) or _begins(line, "header")) and not _SITE_PREFIX.match(raw):
        return "header"
    if (
        words <= LONGEST_BYLINE
        and not stops
        and ((_BYLINE.match(raw) and ":" not in raw[:-1]) or _begins(line, "byline"))
        and n + 1 < len(lines)
    ):
        return "byline"
    if _repeats(lines, n):
        return "repeat"
    if not stops and words <= LONGEST_HEADLINE and n + 1 < len(lines) and _heads(lines, n, before):
        return "headline"
    return "body"


def _looks_like_headline(line: _Line, raw: str) -> bool:
    return len(line.forms) <= 16 and not raw.rstrip().endswith((".", "»."))


def _repeats(lines: list[_Line], n: int) -> bool:
    """Whether a line is cut short from, or the same as, the next line, or the same as an earlier one."""
    key = lines[n].key
    if len(key) < SHORTEST_REPEAT:
        return False
    if (
        n + 1 < len(lines)
        and lines[n + 1].key.startswith(key)
        and lines[n + 1].end - lines[n + 1].start >= lines[n].end - lines[n].start
    ):
        return True
    return any(line.key == key and line.forms == lines[n].forms for line in lines[max(0, n - 3) : n])


def _heads(lines: list[_Line], n: int, before: list[BlockKind]) -> bool:
    """Whether what follows a short line is longer text, as under a headline."""
    following = lines[n + 1]
    if n == 0 or all(kind not in ("body", "headline") for kind in before):
        return True
    return len(lines[n].forms) <= 14 and len(following.forms) > 1.3 * len(lines[n].forms)


@cache
def _lead_verbs() -> frozenset[str]:
    entries, _ = load_cues()
    verbs = {e.past for e in entries if e.past} | read_words("clutter", "lead")
    verbs |= {past[:-1] + "ت" if past[-1] in "اي" and len(past) > 2 else past + "ت" for past in verbs}
    return frozenset(verbs)


def _is_lead(line: _Line) -> bool:
    """Whether a paragraph begins as a news lead does: a finite verb without a conjunction."""
    if len(line.forms) < SHORTEST_LEAD:
        return False
    first = line.forms[0]
    if _is_event_verb(first):
        return True
    if any(form in read_words("clutter", "deictic") for form in line.forms[:4]):
        return False
    if first in _lead_verbs():
        return True
    return "v" in read_table("vocabulary").get(first, "") and first[0] not in "وف" and first not in _NOT_LEADS


@cache
def _verb_classes() -> frozenset[str]:
    """Distributional classes most of whose words in the vocabulary are finite verbs."""
    vocabulary = read_table("vocabulary")
    verbs: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for word, classes in read_table("clusters").items():
        if word in vocabulary:
            fine = classes.partition("\t")[2]
            known[fine] += 1
            verbs[fine] += "v" in vocabulary[word]
    return frozenset(name for name, count in known.items() if count >= FEWEST_KNOWN and verbs[name] > VERBAL * count)


def _is_event_verb(word: str) -> bool:
    """Whether a word that the vocabulary does not list stands where finite verbs do («سيّرت»، «ناقش»)."""
    if word in read_table("vocabulary") or word in _NOT_LEADS or word[0] in "وفا":
        return False
    return read_table("clusters").get(word, "").partition("\t")[2] in _verb_classes()


# A class is one of verbs when more than this part of its known words are, and at least so many are known.
VERBAL = 0.6
FEWEST_KNOWN = 5
_NOT_LEADS = frozenset({"كان", "كانت", "يذكر", "جاء", "جاءت", "ياتي", "تاتي", "بات", "ليس", "لم", "لا"})


def _stories(lines: list[_Line], kinds: list[BlockKind]) -> list[int]:
    """The number of the story each line belongs to."""
    stories: list[int] = []
    story = 0
    seen: set[str] = set()
    bodies = 0
    for n, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        words = _content_words(line)
        lead = n
        if kind == "headline" and n + 1 < len(lines):
            lead = n + 1
        if bodies >= 2 and kind in ("body", "headline") and _is_lead(lines[lead]):
            lead_words = _content_words(lines[lead])
            if len(lead_words & seen) < STORY_OVERLAP * max(1, len(lead_words)):
                story += 1
                seen = set()
                bodies = 0
        if kind == "body":
            bodies += 1
            seen |= words
        stories.append(story)
    return stories


def _content_words(line: _Line) -> set[str]:
    out = set()
    for form in line.forms:
        for prefix in ("وال", "بال", "فال", "كال", "لل", "ال", "و"):
            if form.startswith(prefix) and len(form) > len(prefix) + 2:
                form = form[len(prefix) :]
                break
        if len(form) > 3:
            out.add(form[:_PREFIX_LETTERS])
    return out


def _split_prefix(
    text: str, tokens: Sequence[Token], line: _Line, kind: BlockKind, story: int
) -> list[tuple[Block, int, int]]:
    """A line without the site's name, time stamp or dateline before its words."""
    out: list[tuple[Block, int, int]] = []
    at, first = line.start, line.first
    if kind in ("body", "headline"):
        for pattern, found in ((_SITE_PREFIX, "header"), (_TIME_STAMP, "updated"), (_DATELINE, "byline")):
            match = pattern.match(text, at, line.end)
            if not match or match.end() >= line.end or (found == "byline" and not _is_dateline(match.group())):
                continue
            last = first
            while last < line.last and tokens[last].start < match.end():
                last += 1
            if last <= first or last >= line.last:
                continue
            out.append((Block(Span(tokens[first].start, tokens[last - 1].end), found, story), first, last))  # type: ignore[arg-type]
            at, first = tokens[last].start, last
    out.append((Block(Span(tokens[first].start, line.end), kind, story), first, line.last))
    return out


def _is_dateline(prefix: str) -> bool:
    """Whether the words before the dash are a place and an agency, not the beginning of a sentence."""
    words = fold_key(prefix).split()
    vocabulary = read_table("vocabulary")
    if len(words) > 9:
        return False
    return not any("v" in vocabulary.get(w.strip("،:-–—()"), "") for w in words[:3])


def _join(blocks: list[tuple[Block, int, int]]) -> list[tuple[Block, int, int]]:
    """Neighbouring body lines of one story become one block, so that quotations may run across them."""
    out: list[tuple[Block, int, int]] = []
    for block, first, last in blocks:
        if out and block.kind == "body":
            before, before_first, _ = out[-1]
            if before.kind == "body" and before.story == block.story:
                out[-1] = (
                    Block(Span(before.span.start, block.span.end), "body", block.story),
                    before_first,
                    last,
                )
                continue
        out.append((block, first, last))
    return out
