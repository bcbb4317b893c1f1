"""The tables, as a list of forward migrations. A released script is never edited, only followed."""

# «MUSN»: marks the file as a ledger (PRAGMA application_id).
APPLICATION_ID = 0x4D55534E

# Texts are TEXT, or BLOB (UTF-8 with surrogates passed through) where a lone surrogate keeps them from being
# valid UTF-8; hence ANY. Speakers and outlets are names, each kept once with its folded key and its words.
# Statements refer to their parent by row. The index tables keep no text of their own: they give row numbers.
_TABLES = """
CREATE TABLE names(
    row INTEGER PRIMARY KEY,
    name ANY NOT NULL UNIQUE,
    key TEXT NOT NULL
) STRICT;
CREATE INDEX names_by_key ON names(key);

CREATE TABLE name_words(
    word TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names(row),
    PRIMARY KEY (word, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    outlet INTEGER REFERENCES names(row),
    published TEXT,
    url ANY,
    title ANY,
    author ANY,
    name ANY,
    added TEXT NOT NULL,
    text ANY NOT NULL
) STRICT;
CREATE INDEX reports_by_name ON reports(name);
CREATE INDEX reports_by_day ON reports(published);
CREATE INDEX reports_by_outlet ON reports(outlet);

CREATE TABLE blocks(
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    story INTEGER NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    cue_start INTEGER NOT NULL,
    cue_end INTEGER NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    content_start INTEGER NOT NULL,
    content_end INTEGER NOT NULL,
    parent INTEGER REFERENCES statements(row) DEFERRABLE INITIALLY DEFERRED,
    speaker INTEGER REFERENCES names(row),
    kind TEXT NOT NULL,
    force TEXT NOT NULL,
    quote TEXT NOT NULL,
    lemma ANY NOT NULL,
    lemma_key TEXT NOT NULL,
    story INTEGER NOT NULL,
    UNIQUE (report, number)
) STRICT;
CREATE INDEX statements_by_speaker ON statements(speaker);

CREATE TABLE narration(
    row INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    story INTEGER NOT NULL,
    UNIQUE (report, number)
) STRICT;

CREATE TABLE sources_read(
    key ANY NOT NULL PRIMARY KEY,
    added TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE statement_index USING fts5(content, content='', tokenize='musnad');
CREATE VIRTUAL TABLE narration_index USING fts5(content, content='', tokenize='musnad');
"""


def _append_only(*tables: str) -> str:
    """Triggers that refuse changes. REPLACE deletes without a trigger unless recursive_triggers is on, so
    an INSERT over an existing row is refused by name."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;\n"
    return "".join(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
        for table in tables
    )


_IDENTITIES = """
CREATE TRIGGER reports_no_replace BEFORE INSERT ON reports
    WHEN EXISTS (SELECT 1 FROM reports WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER statements_no_replace BEFORE INSERT ON statements
    WHEN EXISTS (SELECT 1 FROM statements WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER narration_no_replace BEFORE INSERT ON narration
    WHEN EXISTS (SELECT 1 FROM narration WHERE row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# Which reports carry the same dispatch. A dispatch is the row of the report with which it began; where two turn out
# to be one, the newer is noted as part of the older. Texts that are not copies are kept as their runs of words (32 bits
# each, little-endian), without formulas; some of the runs lead to them. «day» is an ordinal, 0 if unknown.
_DISPATCHES = """
CREATE TABLE dispatch_members(
    report INTEGER PRIMARY KEY REFERENCES reports(row),
    dispatch INTEGER NOT NULL REFERENCES reports(row),
    nearest INTEGER REFERENCES reports(row),
    version TEXT NOT NULL,
    shared REAL NOT NULL,
    agency TEXT
) STRICT;
CREATE INDEX dispatch_members_by_dispatch ON dispatch_members(dispatch);

CREATE TABLE dispatch_joins(
    newer INTEGER PRIMARY KEY REFERENCES reports(row),
    older INTEGER NOT NULL REFERENCES reports(row)
) STRICT;
CREATE INDEX dispatch_joins_by_older ON dispatch_joins(older);

CREATE TABLE dispatch_texts(
    report INTEGER PRIMARY KEY REFERENCES reports(row),
    runs BLOB NOT NULL
) STRICT;

CREATE TABLE dispatch_runs(
    run INTEGER NOT NULL,
    day INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports(row),
    PRIMARY KEY (run, day, report)
) STRICT, WITHOUT ROWID;
"""

_DISPATCH_IDENTITIES = """
CREATE TRIGGER dispatch_members_no_replace BEFORE INSERT ON dispatch_members
    WHEN EXISTS (SELECT 1 FROM dispatch_members WHERE report = NEW.report)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER dispatch_joins_no_replace BEFORE INSERT ON dispatch_joins
    WHEN EXISTS (SELECT 1 FROM dispatch_joins WHERE newer = NEW.newer)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

MIGRATIONS: tuple[str, ...] = (
    _TABLES
    + _append_only("names", "name_words", "reports", "blocks", "statements", "narration", "sources_read")
    + _IDENTITIES,
    _DISPATCHES
    + _append_only("dispatch_members", "dispatch_joins", "dispatch_texts", "dispatch_runs")
    + _DISPATCH_IDENTITIES,
)

VERSION = len(MIGRATIONS)
