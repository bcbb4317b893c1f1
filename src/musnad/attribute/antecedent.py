"""Which speaker met before a source means, and whom a verb without a subject may go back to."""

from collections.abc import Iterable, Sequence

from musnad.attribute.source_phrase import Speaker
from musnad.attribute.words import load_words

_BODIES = frozenset({"organisation", "outlet", "document"})
# Sources of which all that is said must be known of the speaker met before.
_CLASSES = _BODIES | {"anonymous", "group", "state"}
# Words that stand for any office-holder named before («المسؤول التركي»).
_GENERIC = frozenset(
    {"مسوول", "مسوولون", "قيادي", "دبلوماسي", "سياسي", "زعيم", "كاتب", "جنرال", "وزير", "وزيره", "رييس"}
)


def same_speaker(reading: Speaker, speakers: Sequence[Speaker]) -> Speaker | None:
    """The one of *speakers* whom a source phrase, read as *reading*, means; the latest that fits."""
    candidates = sorted(speakers, key=lambda p: -p.last)
    if reading.entity is not None:
        for speaker in candidates:
            if speaker.entity == reading.entity:
                return speaker
    if reading.named:
        return _first(p for p in candidates if p.named and _one_name(reading.keys, p.keys)) or _first(
            p
            for p in candidates
            if not p.named and p.kind == "role" and p.titles & reading.titles and p.origins & reading.origins
        )
    return (
        _first(p for p in candidates if p.kind == reading.kind and not p.named and reading.keys == p.keys)
        or _first(p for p in candidates if reading.titles and _described(reading, p))
        or _only_one(reading, candidates)
    )


def _first(speakers: Iterable[Speaker]) -> Speaker | None:
    return next(iter(speakers), None)


def _one_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether *a* is *b*, a part of it or more than it, or differs from it by a word."""
    return a <= b or b <= a or _spelt_together(a, b) or (len(a) > 1 and len(a & b) >= max(2, len(a) - 1))


def _described(reading: Speaker, speaker: Speaker) -> bool:
    """Whether a description («الوزيرة»، «المصدر الكردي») fits a speaker met before."""
    if not reading.definite:
        return False
    rest = _adjectives(reading.keys - reading.titles)
    if not reading.titles & speaker.titles:
        generic = bool(reading.titles & _GENERIC) and speaker.named
        return generic and bool(rest) and rest <= _adjectives(speaker.aliases)
    known = _adjectives(speaker.keys | speaker.origins | speaker.titles | speaker.aliases)
    if reading.kind in _BODIES and reading.head != speaker.head:
        return False
    if (reading.kind == "state" and speaker.kind != "state") or _elsewhere(reading, speaker):
        return False
    if reading.kind in _CLASSES:
        return rest <= known
    return not rest or (bool(rest & known) and len(rest - known) <= 1)


def _elsewhere(a: Speaker, b: Speaker) -> bool:
    """Whether two descriptions are told apart by their adjectives («الخبير العسكري»، «الخبير الاقتصادي»)."""
    return bool(a.origins) and bool(b.origins) and not _adjectives(a.origins) & _adjectives(b.origins)


def _only_one(reading: Speaker, candidates: Sequence[Speaker]) -> Speaker | None:
    """The only one of his calling in the story, described another way («الخبير المقرب من …»)."""
    if not reading.definite or reading.number == "p" or reading.kind not in ("anonymous", "role"):
        return None
    alike = [p for p in candidates if p.head == reading.head and not p.named and p.kind == reading.kind]
    return alike[0] if len(alike) == 1 and alike[0].definite and not _elsewhere(reading, alike[0]) else None


def person_meant(reading: Speaker, gender: str, speakers: Sequence[Speaker]) -> Speaker | None:
    """The person whom a bare description must mean («المسؤول التركي»): the named one who spoke last."""
    if not reading.definite or len(reading.keys) > 3 or reading.kind not in ("role", "anonymous"):
        return None
    if not reading.titles & _GENERIC or reading.number == "p":
        return None
    states = load_words().nisba
    wanted = {word for word in reading.origins if word in states}
    fit = [
        p
        for p in speakers
        if p.named
        and (not p.genders or gender in p.genders)
        and not (wanted and p.origins & states.keys() and not _adjectives(wanted) & _adjectives(p.origins))
    ]
    return max(fit, key=recency, default=None)


# How far back, in words, someone who spoke at the top level is preferred to someone quoted since.
TOP_LEVEL_REACH = 150


def recency(speaker: Speaker) -> int:
    """Where a speaker spoke last, with a head start for words of his own over words quoted."""
    return max(speaker.top, speaker.last - TOP_LEVEL_REACH)


def agree(speaker: Speaker, gender: str, number: str) -> bool:
    """Whether a verb or participle of that gender and number may be said of a speaker."""
    plural = speaker.number == "p" or (speaker.kind == "group" and speaker.number != "s")
    if number == "p" and gender == "m":
        return plural or (speaker.kind in ("anonymous", "organisation", "outlet") and speaker.number != "s")
    if gender == "f":
        return "f" in speaker.genders or (not speaker.genders and not speaker.named)
    if gender == "m" and number == "s":
        return ("m" in speaker.genders or "f" not in speaker.genders) and not (plural and not speaker.named)
    return True


def _spelt_together(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name is the other's family name written as one word («لودريان»، «لو دريان»)."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) != 1 or len(b) < 2:
        return False
    (word,) = a
    return len(word) > 4 and any(x + y == word for x in b for y in b if x != y)


def _adjectives(words: Iterable[str]) -> set[str]:
    """Words without the ending of their gender, so that «السورية» and «السوري» are one."""
    return {word[:-1] if word.endswith("يه") else word for word in words}
