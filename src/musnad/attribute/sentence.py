"""A sentence as the attribution stages see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.attribute.words import Words
from musnad.segment import Token, TokenKind

COMMAS = frozenset({"،", ",", "؛", ";"})
# A quotation of no more words is a term within a content and not the whole of it.
LONGEST_TERM = 4
DASHES = frozenset({"-", "–", "—", "--"})


def name_end(labels: Sequence[str], i: int, limit: int) -> int:
    """Index after the person's name that *labels* begin at *i*, at most *limit*; *i* where none begins."""
    if i >= limit or i >= len(labels) or labels[i] != "B-PER":
        return i
    end = i + 1
    while end < limit and labels[end] == "I-PER":
        end += 1
    return end


@dataclass(frozen=True)
class Sentence:
    """Tokens *start* to *end* of a report.

    *tokens*, *forms* (folded) and *partner* (of quotation marks) are the whole report's, so that every
    index is an index into the report and nothing has to be searched for again. *known* are the last words
    of the names in its story, by which persons are named again; *verbs* the tokens that may be finite forms of
    cues; *text* the raw text; *labels* what the tagger of names tells of each token of the report,
    *seen* the form of each that the trained readers see.
    """

    tokens: Sequence[Token]
    forms: Sequence[str]
    partner: Sequence[int]
    start: int
    end: int
    words: Words
    text: str = ""
    headline: bool = False
    known: frozenset[str] = frozenset()
    verbs: frozenset[int] = frozenset()
    labels: Sequence[str] = ()
    seen: Sequence[str] = ()

    def named_run(self, i: int, limit: int) -> int:
        """Index after the person's name that begins at token *i* by the tagger; *i* where none does."""
        return name_end(self.labels, i, limit)

    def is_word(self, i: int) -> bool:
        return self.start <= i < self.end and self.tokens[i].kind == TokenKind.WORD

    def is_mark(self, i: int) -> bool:
        return self.tokens[i].kind in (TokenKind.MARK, TokenKind.BREAK)

    def is_comma(self, i: int) -> bool:
        return self.start <= i < self.end and self.forms[i] in COMMAS

    def opens_quote(self, i: int) -> bool:
        """Whether token *i* is a mark whose closing partner stands later."""
        return self.start <= i < self.end and self.partner[i] > i

    def closes_quote(self, i: int) -> bool:
        return self.start <= i < self.end and 0 <= self.partner[i] < i

    def enclosing_quote(self, i: int) -> int:
        """Index of the innermost opening mark whose quotation token *i* stands in; -1 for none."""
        for k in range(i - 1, self.start - 1, -1):
            if self.partner[k] > i:
                return k
            if 0 <= self.partner[k] < k and self.partner[k] < self.start:
                return -1
        return -1

    def is_accusative(self, i: int) -> bool:
        """Whether the word at *i* is written with the ending of an object or adverbial («تعاوناً»، «السياسيين»)."""
        token = self.tokens[i]
        raw = self.text[token.start : token.end]
        if raw.endswith(("\u064b", "\u064bا", "ا\u064b")):
            return True
        form, vocabulary = token.form, self.words.vocabulary
        if self.words.is_listed_name(form) or (form,) in self.words.names:
            return False
        if form.startswith("ال") and form.endswith("ين") and len(form) > 6:
            stem = form[2:-2]
            return stem in vocabulary or stem + "ين" in vocabulary or stem + "ون" in vocabulary or stem.endswith("ي")
        return len(form) > 3 and form.endswith("ا") and form[:-1] in vocabulary

    def strip(self, start: int, end: int) -> tuple[int, int]:
        """The token range without marks at its edges, keeping balanced quotation marks and brackets."""
        while start < end and self._loose(start, start, end):
            start += 1
        while end > start and self._loose(end - 1, start, end):
            end -= 1
        return start, end

    def _loose(self, i: int, start: int, end: int) -> bool:
        token = self.tokens[i]
        if token.kind == TokenKind.QUOTE:
            return not start <= self.partner[i] < end
        if token.form == ")":
            return not any(self.forms[k] == "(" for k in range(start, i))
        if token.form == "(":
            return not any(self.forms[k] == ")" for k in range(i, end))
        return token.kind == TokenKind.BREAK or (token.kind == TokenKind.MARK and token.form not in "%$€£")
