"""Acts that are one and were taken for two: «أعلنت رفضها …», «قال … على حد قوله»."""

from musnad.attribute.acts import Act
from musnad.attribute.cue_index import NOUNS
from musnad.attribute.sentence import Sentence
from musnad.segment import TokenKind

COLON = ":"
# With what somebody says of himself they are one act: «جدد رفضه», «أعلن دعمه».
_LIGHT_VERBS = frozenset({"أعرب", "عبر", "أبدى", "جدد", "أكد", "أعلن", "كرر", "وجه"})


def drop_echoes(s: Sentence, acts: list[Act]) -> list[Act]:
    """Leave out what says of words a second time whose they are.

    A phrase that names the same speaker again («…، على حد قوله»), the colon of a cue («وقال الوزير: …»).
    """
    kept = []
    for act in acts:
        if act.lemma == COLON and any(
            o.cue[0] < act.cue[0] and o.lemma != COLON and o.content[0] == act.content[0] for o in acts
        ):
            continue
        if act.frame == "fixed" and act.postposed:
            inner = [
                o
                for o in acts
                if o is not act and o.frame != "fixed" and act.content[0] <= o.cue[0] < act.content[1] + 1
            ]
            if act.source is None and inner:
                continue
            if act.source is not None and any(_names_again(s, act, o) for o in inner):
                continue
        kept.append(act)
    return kept


def join_light(s: Sentence, acts: list[Act]) -> list[Act]:
    """Make one act of «أعلنت رفضها الهدنة», where both words were taken for cues: that of the word next to the content.

    *acts* stand in the order of their cues.
    """
    out: list[Act] = []
    for act in acts:
        before = out[-1] if out else None
        if (
            before is not None
            and before.lemma in _LIGHT_VERBS
            and before.content[0] == act.cue[0]
            and _own_noun(s, act)
        ):
            out.pop()
            if before.source is not None:
                act.source, act.inherits = before.source, False
            act.conjunction, act.negated = before.conjunction, before.negated
        out.append(act)
    return out


def _own_noun(s: Sentence, act: Act) -> bool:
    """Whether the cue is a noun with the speaker's pronoun, or is spelled as one («رفضها»)."""
    form, entry = act.form, act.entry
    if form is None or entry is None or not form.suffix:
        return False
    return form.part in NOUNS or s.forms[act.cue[0]].removesuffix(form.suffix) in entry.nouns


def _names_again(s: Sentence, act: Act, other: Act) -> bool:
    if other.source is None or act.source is None:
        return False
    if act.source[1] - act.source[0] == 1 and s.forms[act.source[0]] in ("البيان", "المصدر"):
        return True
    mine = {_bare(s.forms[k]) for k in range(*act.source) if s.tokens[k].kind == TokenKind.WORD}
    theirs = {_bare(s.forms[k]) for k in range(*other.source) if s.tokens[k].kind == TokenKind.WORD}
    return bool(mine) and mine <= theirs


def _bare(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form
