"""Role mentions («وزير الخارجية الروسي» without a name beside it): collecting them, and scoring who is meant.

The gold holds article ids, offsets and entity ids only; the texts are in the shared corpora.
``python -m quality.roles`` scores; ``python -m quality.roles --collect N`` prints mentions to be checked by hand.
"""

import argparse
import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from musnad.find.entities import Story, find_entities
from musnad.find.entities.gazetteer import Gazetteer, load_gazetteer
from musnad.find.names import tag_names
from musnad.model import Mention
from musnad.normalise import fold, fold_key
from musnad.segment import Token, TokenKind, tokenise
from quality.sets import ROOT, shared_folder

GOLD = ROOT / "quality/roles.jsonl"
# What was looked at while rules were written, and what was only counted.
PARTS = ("tuned", "aside")
# A name so near makes a role no mere role.
_BESIDE = 4
# Words from the head of an office to the state or body that it belongs to.
_REACH = 5
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "لل")
_AROUND = 260


@dataclass(frozen=True)
class Role:
    """A role mention in an article of the corpora: code points of the article's text, and who is meant.

    *entity* is None where the person is not among those that the knowledge base could be asked for.
    """

    article: str
    start: int
    end: int
    entity: str | None
    part: str


@dataclass(frozen=True)
class Figures:
    """Of role mentions: how many there are, were resolved, were resolved rightly."""

    mentions: int
    resolved: int
    right: int

    @property
    def coverage(self) -> float:
        """Share that was resolved."""
        return self.resolved / self.mentions if self.mentions else 0.0

    @property
    def precision(self) -> float:
        """Share of the resolved that is right."""
        return self.right / self.resolved if self.resolved else 0.0


def read_gold() -> list[Role]:
    """The checked role mentions."""
    return [Role(**json.loads(line)) for line in GOLD.read_text("utf-8").splitlines() if line]


def score(roles: list[Role], articles: dict[str, dict[str, Any]]) -> tuple[Figures, list[tuple[Role, Mention | None]]]:
    """Figures of *roles*, and those that are wrong or unresolved with what was found."""
    resolved = right = 0
    misses = []
    found: dict[str, tuple[Mention, ...]] = {}
    for role in roles:
        if role.article not in found:
            found[role.article] = mentions(articles[role.article])
        mention = of_role(role.start, found[role.article])
        entity = mention.entity if mention else None
        resolved += entity is not None
        right += entity is not None and entity == role.entity
        if entity is None or entity != role.entity:
            misses.append((role, mention))
    return Figures(len(roles), resolved, right), misses


def of_role(start: int, found: tuple[Mention, ...]) -> Mention | None:
    """The longest title that stands at *start*, clitics or a word aside."""
    titles = [m for m in found if m.kind == "title" and m.span.start <= start + 3 and start < m.span.end]
    return max(titles, key=lambda m: m.span.end - m.span.start, default=None)


def mentions(article: dict[str, Any]) -> tuple[Mention, ...]:
    """The mentions of an article, read as one story."""
    tokens = tokenise(fold(article["text"]))
    labels = tag_names(tokens)
    return find_entities(article["text"], tokens, labels, [Story(0, 0, len(tokens))], day(article))


def day(article: dict[str, Any]) -> date | None:
    """When an article was published."""
    return date.fromisoformat(str(article["date"])[:10]) if article.get("date") else None


def corpus() -> Iterator[dict[str, Any]]:
    """The articles of the shared corpora that have a date."""
    folder = shared_folder()
    for path in sorted((folder / "corpora").glob("news-*.jsonl.xz")) if folder else ():
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if article.get("date"):
                    yield article


def articles_of(roles: list[Role]) -> dict[str, dict[str, Any]]:
    """The articles in which *roles* stand, by id; those that are not there are missing."""
    wanted = {role.article for role in roles}
    found = {}
    for article in corpus():
        if article["id"] in wanted:
            found[article["id"]] = article
            if len(found) == len(wanted):
                break
    return found


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((Path(__file__).parent / "role_words.yaml").read_text("utf-8"))
    return {name: frozenset(map(fold_key, words)) for name, words in raw.items()}


def collect(number: int, salt: str = "") -> Iterator[tuple[dict[str, Any], int, int]]:
    """*number* role mentions from as many articles, in an order that depends on their ids and *salt* only."""
    chosen = sorted(corpus(), key=lambda a: hashlib.sha256((salt + a["id"]).encode()).digest())
    by_outlet: dict[str, int] = {}
    for article in chosen:
        group = _group(article["outlet"])
        if by_outlet.get(group, 0) >= number // 3 or not _words()["topics"] & set(fold_key(article["text"]).split()):
            continue
        spans = list(_roles(article))
        if spans:
            by_outlet[group] = by_outlet.get(group, 0) + 1
            rank = int(hashlib.sha256((salt + article["id"]).encode()).hexdigest(), 16) % len(spans)
            yield article, *spans[rank]


def _group(outlet: str) -> str:
    return outlet if outlet in ("aljazeera", "jawharafm") else "saudi"


def _roles(article: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Spans from the head of an office to its state or body, without a person's name beside them."""
    tokens = tokenise(fold(article["text"]))
    labels = tag_names(tokens)
    words = _words()
    gazetteer = load_gazetteer()
    last = 0
    for i, token in enumerate(tokens):
        if i < last or _head(token) not in words["heads"] or (i and _head(tokens[i - 1]) in words["not_after"]):
            continue
        end = _owner(tokens, i, gazetteer)
        if end is None or _near_name(labels, i, end) or tokens[min(end, len(tokens) - 1)].form in words["not_before"]:
            continue
        last = end
        yield token.start, tokens[end - 1].end


def _head(token: Token) -> str:
    for clitic in _CLITICS:
        rest = token.form.removeprefix(clitic)
        if rest != token.form or not clitic:
            bare = rest.removeprefix("ال")
            if bare in _words()["heads"] or bare in _words()["not_after"]:
                return bare
    return token.form


def _owner(tokens: list[Token], i: int, gazetteer: Gazetteer) -> int | None:
    """Index after the nearest state, demonym or body that follows token *i*."""
    texts = [t.form for t in tokens[i : i + _REACH + 8]]
    words = _words()
    definite = _head(tokens[i]) != tokens[i].form and "ال" in tokens[i].form[:3]
    for k in range(1, min(_REACH, len(texts))):
        if tokens[i + k].kind != TokenKind.WORD:
            return None
        if k > 1 and definite and texts[k - 1] not in words["after_article"]:
            return None
        for first in (texts[k], texts[k][1:] if texts[k][0] in "ل" else texts[k]):
            hits = [f for f in gazetteer.at(texts, k, first) if f.kind in ("state", "nationality", "body")]
            if hits:
                return i + k + len(hits[0].words)
        if texts[k] in words["breaks"] and not (definite and texts[k] in words["after_article"]):
            return None
    return None


def _near_name(labels: list[str], start: int, end: int) -> bool:
    before = labels[max(0, start - 2) : start]
    return any(label.endswith("PER") for label in (*before, *labels[start : end + _BESIDE]))


def main() -> None:
    """The command: score the gold, or print mentions for checking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collect", type=int, metavar="N", help="print N mentions with their surroundings")
    parser.add_argument("--salt", default="", help="another draw with each salt")
    parser.add_argument("--misses", action="store_true", help="also what was missed in the part that is tuned on")
    arguments = parser.parse_args()
    if arguments.collect:
        for article, start, end in collect(arguments.collect, arguments.salt):
            print(json.dumps({"article": article["id"], "start": start, "end": end, "outlet": article["outlet"],
                              "date": str(article["date"])[:10], "mention": article["text"][start:end],
                              "around": article["text"][max(0, start - _AROUND) : end + _AROUND]},
                             ensure_ascii=False))  # fmt: skip
        return
    roles = read_gold()
    articles = articles_of(roles)
    roles = [role for role in roles if role.article in articles]
    for part in PARTS:
        figures, misses = score([role for role in roles if role.part == part], articles)
        print(f"{part}: {figures.mentions} mentions, resolved {figures.coverage:.3f}, right {figures.precision:.3f}")
        if arguments.misses and part == PARTS[0]:
            for role, mention in misses:
                got = (mention.entity, mention.candidates, mention.office) if mention else None
                print(f"  {role.article} {role.start}: wanted {role.entity}, found {got}")


if __name__ == "__main__":
    main()
