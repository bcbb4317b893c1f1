"""Colons of headlines: «X: …». All that follows is X's, who stands before the colon."""

from musnad.attribute.acts import Range
from musnad.attribute.noun_phrase import is_nominal
from musnad.attribute.phrases import LONGEST_HEADLINE_SOURCE
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import Sentence


def told_after(s: Sentence, p: Proposal) -> Range:
    """What is told after the colon: two dots divide it («… .. …») without ending it."""
    return s.strip(p.end, s.end)


def teller_before(s: Sentence, p: Proposal, told: Range | None) -> Range | None:
    """Who tells it: *told*, with the nouns before it («إمام الجامع …» where only «الجامع …» is told); where nobody is
    told, the words before the colon since two dots, without an addressee in marks («… لـ«الأفق»: …»)."""
    start = max((k + 1 for k in range(s.start, p.start) if s.forms[k].startswith("..")), default=s.start)
    end = next((k for k in range(start + 1, p.start) if s.forms[k] == "ل" and s.opens_quote(k + 1)), p.start)
    start, end = s.strip(start, end)
    if told is not None:
        nouns = start < told[0] < p.start and all(s.is_word(k) and is_nominal(s, k) for k in range(start, told[0]))
        return (start, told[1]) if nouns else told
    return (start, end) if start < end <= start + LONGEST_HEADLINE_SOURCE else None
