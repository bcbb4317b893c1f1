"""What people judge of claims: two are one, or a statement is one of its own."""

import re
from collections.abc import Mapping

from starlette.responses import Response

from musnad.compare.claims import Claims
from musnad.compare.commonness import load_commonness
from musnad.compare.words import content_words, words_of
from musnad.ledger import Conflict, Ledger, Statement
from musnad.ledger.claims import JudgementKind
from musnad.model import MusnadError
from musnad.web.call import Call, place
from musnad.web.claims_asked import ClaimsAsked
from musnad.web.desk import Desk, see
from musnad.web.views import NotThere
from musnad.web.views_claims import ClaimRow, ClaimView

_CANDIDATES = 10
# Rare words of a claim by which others are looked for that may be the same.
_TELLING = 4
_ID = re.compile(r"[0-9a-f]{4,32}(?![0-9a-z])")


def form(desk: Desk, call: Call) -> Response:
    """The form to merge or split with; first it asks which other claim is meant."""
    if desk.settings.readonly:
        raise NotThere("This desk is for reading only.")
    return _form(desk, call, desk.claims.claim(call.parts["id"]), call.query)


def merge(desk: Desk, call: Call) -> Response:
    """Make another claim a part of this one."""
    return _judge(desk, call, "merge", "other")


def split(desk: Desk, call: Call) -> Response:
    """Make a statement a claim of its own."""
    return _judge(desk, call, "split", "statement")


def undo(desk: Desk, call: Call) -> Response:
    """Take a judgement back."""
    if not desk.is_ours(call):
        return desk.page("error.html", call, 403, message=call.reading.say("stale"))
    author = call.session.author or call.form.get("author", "") or call.author
    take_back(desk, call.parts["id"], author, call.form.get("note"))
    response = see(place(call.form.get("next", "/claims/judgements")))
    desk.remember_author(response, call, author)
    return response


def record(
    desk: Desk, kind: JudgementKind, claim: str, other: str, author: str, note: str | None, seen: str | None
) -> str:
    """Record that the claim *other* is part of *claim*, or that the statement *other* of it is one of its own.

    Args:
        seen: id of what was judged last of *claim* that the person knows, "" for nothing; None: whichever.

    Returns:
        The id of the claim.

    Raises:
        Conflict: somebody else has judged the claim since *seen*.
        MusnadError: it makes no sense; nothing is recorded.
    """
    _named(author)
    with desk.store.writing() as ledger, ledger.transaction():
        compared = Claims(ledger.claim_store, fresh=False)
        id_ = compared.find(claim)
        history = compared.history(id_)
        if seen is not None and seen != (history[-1][0].id if history else ""):
            raise Conflict("Somebody else has judged this claim in the meantime. Look again.")
        if kind == "merge":
            compared.merge(id_, _id_in(other), note=note, author=author)
        else:
            compared.split(_of_claim(ledger, compared, id_, other), note=note, author=author)
    desk.claims.stale()
    return id_


def take_back(desk: Desk, id_: str, author: str, note: str | None) -> None:
    """Take back a judgement. Raises :class:`MusnadError` if it does not stand."""
    _named(author)
    with desk.store.writing() as ledger:
        Claims(ledger.claim_store, fresh=False).undo(id_, author=author, note=note)
    desk.claims.stale()


def _of_claim(ledger: Ledger, compared: Claims, claim: str, prefix: str) -> str:
    found = ledger.find_statement(prefix)
    if len(found) != 1 or compared.find(found[0]) != claim:
        raise MusnadError("This statement is not in the claim. Load the page again.")
    return found[0]


def _named(author: str) -> None:
    if not author.strip():
        raise MusnadError("Give your name: others want to know who judged.")


def _id_in(given: str) -> str:
    """The id in what a person typed: itself, or the end of an address."""
    found = _ID.findall(given)
    return found[-1] if found else given


def _judge(desk: Desk, call: Call, kind: JudgementKind, field: str) -> Response:
    id_ = call.parts["id"]
    given = {name: value.strip() for name, value in call.form.items()}
    if not desk.is_ours(call):
        return _form(desk, call, desk.claims.claim(id_), given, 403, call.reading.say("stale"))
    author = call.session.author or given.get("author", "")
    try:
        to = record(desk, kind, id_, given.get(field, ""), author, given.get("note"), given.get("seen", ""))
    except Conflict:
        # Their judgement is in the view that is read now, and what was typed stays in the form.
        desk.claims.stale()
        return _form(desk, call, desk.claims.claim(id_), given, 409, call.reading.say("judged_meanwhile"))
    except NotThere:
        raise
    except MusnadError as error:
        return _form(desk, call, desk.claims.claim(id_), given, 400, str(error))
    response = see(f"/claim/{to}?saved=1")
    desk.remember_author(response, call, author)
    return response


def _form(
    desk: Desk, call: Call, view: ClaimView, given: Mapping[str, str], status: int = 200, problem: str = ""
) -> Response:
    statement = next((s for s in view.claim.statements if s.id == given.get("statement")), None)
    other = None
    if not statement and given.get("other"):
        other = desk.claims.claim(_id_in(given["other"]))
        if other.claim.id == view.claim.id:
            other, problem = None, problem or call.reading.say("same_claim")
    words = given.get("q", "").strip()
    candidates: tuple[ClaimRow, ...] = ()
    if statement is None and other is None:
        words, candidates = _candidates(desk, view, words)
    return desk.page(
        "judge.html", call, status, view=view, given=given, problem=problem, statement=statement, other=other,
        candidates=candidates, words=words,
    )  # fmt: skip


def _candidates(desk: Desk, view: ClaimView, words: str) -> tuple[str, tuple[ClaimRow, ...]]:
    """Claims that may be the same: those with *words*, or else with as many rare words of this one as others have."""
    tried = [words] if words else _telling(view.lead)
    for asked in tried:
        found = desk.claims.search(ClaimsAsked(q=asked), size=_CANDIDATES + 1)
        if others := [row for row in found.rows if row.summary.claim != view.claim.id]:
            return asked, tuple(others[:_CANDIDATES])
    return tried[-1] if tried else "", ()


def _telling(lead: Statement) -> list[str]:
    """The rarest words of a statement, as they stand: all, then fewer and fewer, down to each alone."""
    weight = load_commonness().weight
    found = {word.form: weight(word) for word in content_words(words_of(lead.content[:500])) if word.form.isalpha()}
    rare = sorted(found, key=lambda form: -found[form])[:_TELLING]
    return [" ".join(rare[:n]) for n in range(len(rare), 1, -1)] + rare
