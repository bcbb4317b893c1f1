"""Which weapons and events stand beside, within and around the other mentions of a story."""

from collections.abc import Iterable, Sequence

from musnad.find.entities.found import Found

Named = tuple[Found, str]


def nested(found: Sequence[Found], arms: Sequence[Named], events: Sequence[Named]) -> tuple[list[Found], list[Named]]:
    """The other mentions without those that are mere parts of a weapon or an event, and the weapons and events that
    cross nobody's name.

    The tagger's guesses give way («ميغ» is no person); what the knowledge base knows does not. Places keep standing
    within events («معركة حلب»). A weapon may stand within the name of an event or a body. Linear.
    """
    war = sorted([*arms, *events], key=lambda each: (each[0].start, -each[0].end))
    around = _around(each for each, _ in war)
    kept = [f for f in found if not any(_is_part(f, each) for each in _over(f, around))]
    others = _around(kept)
    inside_events = _around(each for each, _ in events)
    return kept, [
        (each, name)
        for each, name in war
        if not any(_forbids(other, each) for other in _over(each, others))
        and not (each.kind == "weapon" and any(_crosses(event, each) for event in _over(each, inside_events)))
    ]


def _around(found: Iterable[Found]) -> dict[int, list[Found]]:
    """Mentions by the tokens that they cover."""
    covers: dict[int, list[Found]] = {}
    for each in found:
        for i in range(each.start, each.end):
            covers.setdefault(i, []).append(each)
    return covers


def _over(f: Found, covers: dict[int, list[Found]]) -> Iterable[Found]:
    return {id(each): each for i in range(f.start, f.end) for each in covers.get(i, ())}.values()


def _is_part(f: Found, war: Found) -> bool:
    """Whether *f* is a guess that the weapon or event explains."""
    if f.way != "tagged":
        return False
    inside = war.start <= f.start and f.end <= war.end
    if f.kind == "place" and war.kind == "event":
        return not inside or (f.start, f.end) == (war.start, war.end)
    # A body named after a weapon («منظمة … الأسلحة») is longer than it, and so is a person's name.
    return inside


def _crosses(f: Found, war: Found) -> bool:
    inside = war.start <= f.start and f.end <= war.end
    outside = f.start <= war.start and war.end <= f.end
    return not inside and not outside


def _forbids(f: Found, war: Found) -> bool:
    """Whether a mention leaves no room for the weapon or event."""
    if f.kind in ("person", "title") and f.start <= war.start and war.end <= f.end:
        return True
    return _crosses(f, war)
