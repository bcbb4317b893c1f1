"""A statement as a citation: text, Markdown, BibTeX, in Arabic and English."""

import re
from datetime import date

from musnad.ledger import Statement
from musnad.web.language import Language, Reading

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")
_TEX = {c: f"\\{c}" for c in "{}$&%#_"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\^{}"}
_BLANKS = re.compile(r"\s+")
_LONGEST = 500


def citations(statement: Statement) -> dict[str, str]:
    """By «ar», «en» (text), «markdown-ar», «markdown-en», «bibtex»."""
    return {
        "ar": _plain(statement, "ar"),
        "en": _plain(statement, "en"),
        "markdown-ar": _markdown(statement, "ar"),
        "markdown-en": _markdown(statement, "en"),
        "bibtex": _bibtex(statement),
    }


def chain_of(statement: Statement, reading: Reading) -> list[str]:
    """Who passes it on, from the outlet inwards."""
    names = [statement.report.outlet or reading.say("unknown_outlet")]
    return names + [link.speaker or link.source or reading.say("unknown") for link in statement.chain]


def _plain(statement: Statement, language: Language) -> str:
    reading = Reading(language)
    arrow = " ← " if language == "ar" else " → "
    report = statement.report
    parts = [
        arrow.join(map(_flat, chain_of(statement, reading))),
        f"«{_words(statement)}»",
        _flat(report.title or report.name or ""),
        reading.day(report.published),
        report.url or "",
        f"SHA-256 {report.sha256[:16]}, {statement.attribution.content.start}–{statement.attribution.content.end}",
    ]
    return (". " if language == "en" else "، ").join(part for part in parts if part)


def _markdown(statement: Statement, language: Language) -> str:
    reading = Reading(language)
    report = statement.report
    arrow = " ← " if language == "ar" else " → "
    who = arrow.join(_escaped(name) for name in chain_of(statement, reading))
    title = _escaped(report.title or report.name or report.id[:12])
    # Only what cannot end the address early may stand in it.
    link = f"[{title}](<{report.url}>)" if _plain_address(report.url) else title
    return f"> {_escaped(_words(statement))}\n>\n> — {who}, {link}, {reading.day(report.published)}"


def _bibtex(statement: Statement) -> str:
    report = statement.report
    fields = {
        "author": report.author or report.outlet,
        "title": report.title or report.name,
        "journal": report.outlet,
        "year": str(report.published.year) if report.published else None,
        "date": report.published.isoformat() if isinstance(report.published, date) else None,
        "url": report.url if _plain_address(report.url) else None,
        "note": f"«{_words(statement)}» ({' > '.join(chain_of(statement, Reading('en')))})",
        "langid": "arabic",
    }
    told = ",\n".join(f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value)
    return f"@misc{{musnad-{statement.id[:12]},\n{told}\n}}"


def _words(statement: Statement) -> str:
    words = _flat(statement.content)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _flat(text))


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in _flat(text))


def _plain_address(url: str | None) -> bool:
    return bool(url) and bool(re.fullmatch(r"https?://[^\s<>\"{}\\]+", url or ""))
