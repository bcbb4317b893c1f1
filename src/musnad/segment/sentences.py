"""Sentences: stretches of tokens that end at a full stop outside quotation marks."""

from collections.abc import Iterator, Sequence

from musnad.segment.tokens import Token, TokenKind

_STOPS = frozenset({".", "!", "؟", "?", "…"})
# Abbreviated titles and initials before a stop («د.», «أ.») are one or two letters long.
_ABBREVIATION = 1
# Words after a question mark with which the same sentence goes on: «سأل: متى نعود؟ فأجاب الوزير …», «متى نعود؟ يتساءل».
_AFTER_QUESTION = frozenset(
    {"فاجاب", "فاجابت", "فاجابه", "فاجابته", "فاجابوا", "فقال", "فقالت", "فقالوا", "فرد", "فردت", "فردوا"}
    | {"يتساءل", "تتساءل", "تساءل", "تساءلت", "يسال", "تسال"}
)
_COMMAS = frozenset({"،", ",", "؛", ";", ":"})


def sentences(
    tokens: Sequence[Token],
    partner: Sequence[int],
    start: int,
    end: int,
    longest: int,
    *,
    headline: bool = False,
) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences between tokens *start* and *end* (a stretch of paragraphs).

    A stop inside a pair of quotation marks does not end a sentence, so that a quotation of several
    sentences stays with its cue. A line break always ends one outside quotation marks. No sentence
    is much longer than *longest* characters: after that the next mark ends it, after twice that any word.
    In a *headline* two dots divide parts of one sentence («… .. …»).
    """
    first = start
    quoted_until = -1
    i = start
    while i < end:
        token = tokens[i]
        opens = token.kind == TokenKind.QUOTE and i < partner[i] < end and i > quoted_until
        if opens and tokens[partner[i]].end - token.start < longest:
            quoted_until = partner[i]
        if i == quoted_until and _stopped_inside(tokens, i, end):
            yield first, i + 1
            first = i + 1
        elif i > quoted_until and _ends(tokens, i, start) and not (headline and token.form.startswith("..")):
            stop = _closing(tokens, partner, i + 1, end)
            if token.kind == TokenKind.BREAK:
                stop = i
            if stop > first:
                yield first, stop
            first = max(stop, i + 1) if token.kind != TokenKind.BREAK else i + 1
            i = max(i, first - 1)
        elif (over := token.end - tokens[first].start - longest) > 0 and (
            token.kind == TokenKind.MARK or over > longest
        ):
            yield first, i + 1
            first = i + 1
        i += 1
    if first < end:
        yield first, end


def _ends(tokens: Sequence[Token], i: int, start: int) -> bool:
    token = tokens[i]
    if token.kind == TokenKind.BREAK:
        return True
    if token.kind != TokenKind.MARK or (token.form not in _STOPS and not token.form.startswith("..")):
        return False
    if token.form in "؟?" and i + 1 < len(tokens) and tokens[i + 1].form in _AFTER_QUESTION:
        return False
    if token.form == "." and i > start and tokens[i - 1].kind == TokenKind.WORD:
        before = tokens[i - 1]
        if len(before.form) <= _ABBREVIATION and before.end == token.start:
            return False
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after and before.form.isascii() and after.form.isascii() and after.start == token.end:
            return False  # an address or a domain name
    return True


def _closing(tokens: Sequence[Token], partner: Sequence[int], i: int, end: int) -> int:
    """Past closing marks and further stops that follow a stop."""
    while i < end and (
        (tokens[i].kind == TokenKind.QUOTE and (0 <= partner[i] < i))
        or (tokens[i].kind == TokenKind.MARK and (tokens[i].form in _STOPS or tokens[i].form in ")]"))
    ):
        i += 1
    return i


def _stopped_inside(tokens: Sequence[Token], close: int, end: int) -> bool:
    """Whether the quotation that closes here ended with a stop and the next words start anew."""
    before = tokens[close - 1]
    if before.kind != TokenKind.MARK or (before.form not in _STOPS and not before.form.startswith("..")):
        return False
    if close + 1 >= end:
        return False
    after = tokens[close + 1]
    return after.kind == TokenKind.WORD and after.form[0] == "و"
