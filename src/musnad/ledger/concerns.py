"""Who and what each statement concerns, as an index: written with a report, and added to when its names are linked.

The rows say what the reader said; judgements are applied by whoever reads. The back-fill of an older ledger is part of
a migration, so these scripts are never edited once released, only followed by others.

Whatever stands inside something else is looked for by stretches of 1,024 characters, and names by a passing index over
one report, so that a long report takes no more than its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.ledger.database import Database

# {of} limits the reports that are gone through: one, or all of them. One is told as a range, because SQLite takes «=»
# for a promise of few rows and goes through them again and again instead of making a passing index.
_OF_ONE = "BETWEEN ?1 AND ?1"
_OF_ALL = "> 0"


def _stretches(table: str, start: str, end: str, more: str = "") -> str:
    """«cover»: every stretch of 1,024 characters in which something of *table* lies, with its row and ends."""
    return f"""cover(report, stretch, beyond, row, first, last, story) AS (
            SELECT report, ({start}) >> 10, ({end} - 1) >> 10, row, {start}, {end}, story
                FROM {table} WHERE report {{of}}{more}
            UNION ALL SELECT report, stretch + 1, beyond, row, first, last, story FROM cover WHERE stretch < beyond)"""


_CONTENTS = _stretches("statements", "content_start", "content_end")
_HULLS = _stretches(
    "statements",
    "min(content_start, cue_start, ifnull(source_start, cue_start))",
    "max(content_end, cue_end, ifnull(source_end, cue_end))",
)
_BYLINES = _stretches(
    "(SELECT report, number AS row, span_start, span_end, story, kind FROM blocks)",
    "span_start",
    "span_end",
    " AND kind = 'byline'",
)
_SPOKEN = """spoken AS MATERIALIZED (SELECT row, report, story, speaker FROM statements
            WHERE report {of} AND entity IS NULL AND speaker IS NOT NULL)"""
_OPEN = """open AS MATERIALIZED (SELECT m.report, m.story, m.name, m.span_start, m.span_end,
                m.span_start >> 10 AS stretch, e.row AS entity, c.value ->> 1 AS score
            FROM mentions m, json_each(m.candidates) c JOIN entities e ON e.id = c.value ->> 0
            WHERE m.report {of} AND m.entity IS NULL AND m.candidates IS NOT NULL)"""
_FOUND = """meant AS MATERIALIZED (SELECT l.report, l.story, l.name, e.row AS entity
            FROM links l JOIN found f ON f.row = l.found JOIN entities e ON e.id = f.id WHERE l.report {of})"""
_NAMED = """named AS MATERIALIZED (SELECT report, story, name, span_start, span_end,
                span_start >> 10 AS stretch FROM mentions
            WHERE report {of} AND entity IS NULL)"""

_READ = (
    """INSERT INTO entities(id) SELECT id FROM (
        SELECT entity AS id FROM statements WHERE report {of} AND entity IS NOT NULL
        UNION SELECT entity FROM mentions WHERE report {of} AND entity IS NOT NULL
        UNION SELECT c.value ->> 0 FROM mentions m, json_each(m.candidates) c
            WHERE m.report {of} AND m.entity IS NULL AND m.candidates IS NOT NULL)
        WHERE id NOT IN (SELECT id FROM entities)""",
    """INSERT INTO statement_entities(statement, entity, role, name)
        SELECT s.row, e.row, 'said', s.speaker FROM statements s JOIN entities e ON e.id = s.entity
        WHERE s.report {of} ORDER BY s.row""",
    f"""WITH RECURSIVE {_CONTENTS}
        INSERT INTO statement_entities(statement, entity, role, name)
        SELECT DISTINCT s.row, e.row, 'about', m.name FROM mentions m JOIN entities e ON e.id = m.entity
        JOIN cover s ON s.report = m.report AND s.stretch = m.span_start >> 10
            AND m.span_start >= s.first AND m.span_end <= s.last
        WHERE m.report {{of}} ORDER BY s.row""",
    f"""WITH RECURSIVE {_CONTENTS}, {_OPEN}, {_SPOKEN}
        INSERT INTO statement_entities(statement, entity, role, name, score)
        SELECT row, entity, 'maybe', name, max(score) FROM (
            SELECT s.row, m.entity, m.name, m.score FROM open m
                JOIN cover s ON s.report = m.report AND s.stretch = m.stretch
                    AND m.span_start >= s.first AND m.span_end <= s.last
            UNION ALL SELECT s.row, m.entity, m.name, m.score FROM open m
                JOIN spoken s ON s.report = m.report AND s.speaker = m.name AND s.story = m.story)
        GROUP BY row, entity, name ORDER BY row""",
    """INSERT INTO spots(place, area, lat, lon, km)
        SELECT place, ifnull(area, ''), lat, lon, precision_km FROM places p
        WHERE report {of} AND place IS NOT NULL AND stands_for = 'place'
            AND NOT EXISTS (SELECT 1 FROM spots t WHERE t.place = p.place AND t.area = ifnull(p.area, ''))
        GROUP BY place, ifnull(area, '')""",
    f"""WITH RECURSIVE {_HULLS}
        INSERT INTO statement_places(statement, spot, role)
        SELECT DISTINCT s.row, t.row, CASE
                WHEN p.span_start >= s.content_start AND p.span_start < s.content_end THEN 'about' ELSE 'at' END
        FROM places p JOIN spots t ON t.place = p.place AND t.area = ifnull(p.area, '')
        JOIN cover c ON c.report = p.report AND c.stretch = p.span_start >> 10
            AND p.span_start >= c.first AND p.span_end <= c.last
        JOIN statements s ON s.row = c.row
        WHERE p.report {{of}} AND p.stands_for = 'place'
            AND (s.source_start IS NULL OR p.span_end <= s.source_start OR p.span_start >= s.source_end
                OR (p.span_start >= s.content_start AND p.span_start < s.content_end))
        ORDER BY s.row""",
    f"""WITH RECURSIVE {_BYLINES}, dated AS MATERIALIZED (
            SELECT c.report, c.story, min(p.span_start), t.row AS spot FROM places p
            JOIN cover c ON c.report = p.report AND c.stretch = p.span_start >> 10
                AND p.span_start >= c.first AND p.span_end <= c.last
            JOIN spots t ON t.place = p.place AND t.area = ifnull(p.area, '')
            WHERE p.report {{of}} AND p.stands_for = 'place' GROUP BY c.report, c.story)
        INSERT INTO statement_places(statement, spot, role)
        SELECT s.row, d.spot, 'dateline' FROM statements s JOIN dated d ON d.report = s.report AND d.story = s.story
        WHERE s.report {{of}} ORDER BY s.row""",
)

_LINKED = (
    """INSERT INTO entities(id) SELECT id FROM (
        SELECT f.id FROM links l JOIN found f ON f.row = l.found WHERE l.report {of}
        UNION SELECT c.value ->> 0 FROM links l, json_each(l.candidates) c WHERE l.report {of} AND l.found IS NULL)
        WHERE id NOT IN (SELECT id FROM entities)""",
    f"""WITH {_FOUND}, {_SPOKEN}
        INSERT INTO statement_entities(statement, entity, role, name)
        SELECT s.row, l.entity, 'said', l.name FROM spoken s
        JOIN meant l ON l.report = s.report AND l.story = s.story AND l.name = s.speaker ORDER BY s.row""",
    f"""WITH RECURSIVE {_CONTENTS}, {_FOUND}, {_NAMED}
        INSERT INTO statement_entities(statement, entity, role, name)
        SELECT DISTINCT s.row, l.entity, 'about', l.name FROM named m
        JOIN meant l ON l.report = m.report AND l.story = m.story AND l.name = m.name
        JOIN cover s ON s.report = m.report AND s.stretch = m.stretch
            AND m.span_start >= s.first AND m.span_end <= s.last
        ORDER BY s.row""",
    f"""WITH RECURSIVE {_CONTENTS}, {_SPOKEN}, {_NAMED}, likely AS MATERIALIZED (
            SELECT l.report, l.story, l.name, e.row AS entity, c.value ->> 1 AS score
            FROM links l, json_each(l.candidates) c JOIN entities e ON e.id = c.value ->> 0
            WHERE l.report {{of}} AND l.found IS NULL)
        INSERT INTO statement_entities(statement, entity, role, name, score)
        SELECT row, entity, 'maybe', name, max(score) FROM (
            SELECT s.row, l.entity, l.name, l.score FROM spoken s
                JOIN likely l ON l.report = s.report AND l.story = s.story AND l.name = s.speaker
            UNION ALL SELECT s.row, l.entity, l.name, l.score FROM named m
                JOIN likely l ON l.report = m.report AND l.story = m.story AND l.name = m.name
                JOIN cover s ON s.report = m.report AND s.stretch = m.stretch
                    AND m.span_start >= s.first AND m.span_end <= s.last)
        GROUP BY row, entity, name ORDER BY row""",
)


def index_report(db: Database, report: int) -> None:
    """Index what was read in the report in row *report*, which has just been written."""
    for sql in _READ:
        db.write(sql.format(of=_OF_ONE), [(report,)])


def index_links(db: Database, report: int) -> None:
    """Index whom the names of the report in row *report* mean, which has just been linked."""
    for sql in _LINKED:
        db.write(sql.format(of=_OF_ONE), [(report,)])


def back_fill() -> str:
    """The script that indexes every report of an older ledger."""
    return "".join(f"{sql.format(of=_OF_ALL)};\n" for sql in (*_READ, *_LINKED))
