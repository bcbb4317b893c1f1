"""The tables, as a list of forward migrations. A released script is never edited, only followed."""

from musnad.ledger import concerns

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

# Evidence. Bytes are kept once however often they were received, and in the ledger itself: report and bytes are
# recorded together or not at all, and one file is what there is to copy. They come from pages of some tens of
# kilobytes, a size at which SQLite is no slower than a folder of files. «kept» is «bytes» (in contents), «text»
# (the report's text in UTF-8 is these bytes) or «no». A snapshot without a report is of a feed. A visit is
# one answer, or none, to asking for an address; the last ones are the state from which a watch goes on.
_EVIDENCE = """
CREATE TABLE contents(
    row INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    packing TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE snapshots(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER REFERENCES reports(row),
    source ANY NOT NULL,
    place ANY NOT NULL,
    url ANY,
    host TEXT,
    page ANY,
    status INTEGER,
    headers ANY,
    received TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    kept TEXT NOT NULL
) STRICT;
CREATE INDEX snapshots_by_report ON snapshots(report);
CREATE INDEX snapshots_by_page ON snapshots(page) WHERE page IS NOT NULL;
CREATE INDEX snapshots_by_address ON snapshots(source) WHERE status IS NOT NULL;

CREATE TABLE visits(
    row INTEGER PRIMARY KEY,
    url ANY NOT NULL,
    host TEXT,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    etag ANY,
    modified ANY,
    problem ANY,
    until TEXT
) STRICT;
CREATE INDEX visits_by_url ON visits(url);
"""

_EVIDENCE_IDENTITIES = """
CREATE TRIGGER contents_no_replace BEFORE INSERT ON contents
    WHEN EXISTS (SELECT 1 FROM contents WHERE sha256 = NEW.sha256 OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER snapshots_no_replace BEFORE INSERT ON snapshots
    WHEN EXISTS (SELECT 1 FROM snapshots WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER visits_no_replace BEFORE INSERT ON visits
    WHEN EXISTS (SELECT 1 FROM visits WHERE row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# Identities. «statements.entity» and «mentions.entity» are what the reader said. What the knowledge base does not
# know is linked across reports: «found» are the ledger's own entities, a link says whom a name of one story means
# (none: in doubt, with candidates). Judgements are a person's: entries added, merges, splits, and what takes them
# back; whoever reads applies those that stand. «candidates» is NULL where it says no more than «entity».
_IDENTITIES_OF_NAMES = """
ALTER TABLE statements ADD COLUMN entity TEXT;
CREATE INDEX statements_by_entity ON statements(entity) WHERE entity IS NOT NULL;

CREATE TABLE mentions(
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names(row),
    entity TEXT,
    office TEXT,
    story INTEGER NOT NULL,
    candidates TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions(entity) WHERE entity IS NOT NULL;

CREATE TABLE found(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names(row),
    skeleton TEXT NOT NULL,
    last TEXT NOT NULL
) STRICT;
CREATE INDEX found_by_skeleton ON found(skeleton);
CREATE INDEX found_by_last ON found(last);

CREATE TABLE links(
    report INTEGER NOT NULL REFERENCES reports(row),
    story INTEGER NOT NULL,
    name INTEGER NOT NULL REFERENCES names(row),
    found INTEGER REFERENCES found(row),
    states TEXT NOT NULL,
    candidates TEXT NOT NULL,
    PRIMARY KEY (report, story, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_found ON links(found) WHERE found IS NOT NULL;

CREATE TABLE linked(report INTEGER PRIMARY KEY REFERENCES reports(row)) STRICT;

CREATE TABLE judgements(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject ANY NOT NULL,
    object ANY,
    name TEXT,
    report INTEGER REFERENCES reports(row),
    note ANY,
    author ANY NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX judgements_by_subject ON judgements(subject);

CREATE TABLE entries(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    section TEXT NOT NULL,
    entry ANY NOT NULL,
    arabic INTEGER NOT NULL,
    judgement INTEGER NOT NULL REFERENCES judgements(row)
) STRICT;
CREATE INDEX entries_by_id ON entries(id);
CREATE INDEX entries_to_read ON entries(row) WHERE arabic;

CREATE TABLE entry_words(
    word TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES entries(row),
    PRIMARY KEY (word, entry)
) STRICT, WITHOUT ROWID;
"""

_NAMES_NO_REPLACE = """
CREATE TRIGGER found_no_replace BEFORE INSERT ON found
    WHEN EXISTS (SELECT 1 FROM found WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER judgements_no_replace BEFORE INSERT ON judgements
    WHEN EXISTS (SELECT 1 FROM judgements WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE row = NEW.row)
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

# What is known of a report besides: the day of its last change, its language, and from whom its outlet has it.
_BESIDES = """
ALTER TABLE reports ADD COLUMN changed TEXT;
ALTER TABLE reports ADD COLUMN language TEXT;
ALTER TABLE reports ADD COLUMN via INTEGER REFERENCES names(row);
"""

# When, how many and where, as the reader found it. Days and moments are ISO 8601; of two readings of a time each is
# «low/high», «=» where it is the one that is meant, «..» for an open end. Amounts are whole or not as the text has
# them, beyond 64 bits as text. «written» and «area» are JSON: the number's span, bounds (and their inclusion), cue and
# holder; an area's relation, bases, direction and circle. «part_of» is the number of another figure of the report.
_LAYERS = """
CREATE TABLE times(
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    timex TEXT NOT NULL,
    low TEXT,
    high TEXT,
    precision TEXT NOT NULL,
    past TEXT,
    future TEXT,
    direction TEXT NOT NULL,
    approximate INTEGER NOT NULL,
    zone TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX times_by_day ON times(low) WHERE low IS NOT NULL;

CREATE TABLE figures(
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    counted TEXT NOT NULL,
    counted_start INTEGER,
    counted_end INTEGER,
    status TEXT,
    low ANY,
    high ANY,
    part_of INTEGER,
    implied INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value ANY,
    precision TEXT NOT NULL,
    unit TEXT,
    written TEXT NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_counted ON figures(counted);
CREATE INDEX figures_by_status ON figures(status) WHERE status IS NOT NULL;

CREATE TABLE places(
    report INTEGER NOT NULL REFERENCES reports(row),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    name_start INTEGER NOT NULL,
    name_end INTEGER NOT NULL,
    place TEXT,
    candidates TEXT,
    stands_for TEXT NOT NULL,
    area TEXT,
    lat REAL,
    lon REAL,
    precision_km REAL,
    side TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_place ON places(place) WHERE place IS NOT NULL;
"""

# Claims. Grouping is worked out and only grows: a statement joins the claim of its «anchor», the one most like it that
# came before, or begins a claim. «claim_keys» are hashes of rare words and word pairs, by which the alike are found.
# Judgements are a person's: merges, splits, and what takes them back; whoever reads applies those that stand.
_CLAIMS = """
CREATE TABLE claims(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    first INTEGER NOT NULL REFERENCES statements(row)
) STRICT;

CREATE TABLE claim_members(
    statement INTEGER PRIMARY KEY REFERENCES statements(row),
    claim INTEGER NOT NULL REFERENCES claims(row),
    anchor INTEGER REFERENCES statements(row),
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX claim_members_by_claim ON claim_members(claim);

CREATE TABLE claim_keys(
    key INTEGER NOT NULL,
    statement INTEGER NOT NULL REFERENCES statements(row),
    PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_judgements(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    object TEXT,
    note ANY,
    author ANY NOT NULL,
    at TEXT NOT NULL
) STRICT;
"""

_CLAIMS_IDENTITIES = """
CREATE TRIGGER claims_no_replace BEFORE INSERT ON claims
    WHEN EXISTS (SELECT 1 FROM claims WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER claim_members_no_replace BEFORE INSERT ON claim_members
    WHEN EXISTS (SELECT 1 FROM claim_members WHERE statement = NEW.statement)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER claim_judgements_no_replace BEFORE INSERT ON claim_judgements
    WHEN EXISTS (SELECT 1 FROM claim_judgements WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# A person's corrections of statements, beside what the reader said. «value» is JSON; one of field «undo» takes back
# the correction in row «undoes», which may itself be one that takes back. Whoever reads applies those that stand.
_CORRECTIONS = """
CREATE TABLE corrections(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    statement INTEGER NOT NULL REFERENCES statements(row),
    field TEXT NOT NULL,
    value ANY NOT NULL,
    undoes INTEGER REFERENCES corrections(row),
    author ANY NOT NULL,
    at TEXT NOT NULL,
    note ANY
) STRICT;
CREATE INDEX corrections_by_statement ON corrections(statement);
"""

_CORRECTIONS_NO_REPLACE = """
CREATE TRIGGER corrections_no_replace BEFORE INSERT ON corrections
    WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# Whom and what statements concern, worked out from what was read, so that it can be asked for from either end. «said»:
# the speaker is this entity; «about»: the content names it; «maybe»: it is a candidate, with the share of belief, for a
# name that stays open. A spot is a place («area» empty) or an area told by it (JSON, as in places). A statement is
# «about» one in its content, «at» one named beside its cue, and «dateline» has that of its story.
_CONCERNS = """
CREATE TABLE entities(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE statement_entities(
    row INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statements(row),
    entity INTEGER NOT NULL REFERENCES entities(row),
    role TEXT NOT NULL,
    name INTEGER REFERENCES names(row),
    score REAL
) STRICT;
CREATE INDEX statement_entities_by_entity ON statement_entities(entity, role, statement);

CREATE TABLE spots(
    row INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    area TEXT NOT NULL,
    lat REAL,
    lon REAL,
    km REAL,
    UNIQUE (place, area)
) STRICT;

CREATE TABLE statement_places(
    row INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statements(row),
    spot INTEGER NOT NULL REFERENCES spots(row),
    role TEXT NOT NULL
) STRICT;
CREATE INDEX statement_places_by_spot ON statement_places(spot, role, statement);

CREATE INDEX found_by_name ON found(name);
"""

_CONCERNS_IDENTITIES = """
CREATE TRIGGER entities_no_replace BEFORE INSERT ON entities
    WHEN EXISTS (SELECT 1 FROM entities WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER spots_no_replace BEFORE INSERT ON spots
    WHEN EXISTS (SELECT 1 FROM spots WHERE row = NEW.row OR (place = NEW.place AND area = NEW.area))
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# What lists of claims show, worked out again when a claim has grown or was judged: the last row of a claim stands, and
# one of fewer than two statements is no claim to show. «told» is JSON: its first disputes, each [kind, evidence …].
# «claims_summed» says up to which statement this was done.
_CLAIM_SUMMARIES = """
CREATE TABLE claim_summaries(
    row INTEGER PRIMARY KEY,
    claim TEXT NOT NULL,
    lead INTEGER NOT NULL REFERENCES statements(row),
    statements INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    denials INTEGER NOT NULL,
    differences INTEGER NOT NULL,
    disputes INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    told TEXT NOT NULL
) STRICT;
CREATE INDEX claim_summaries_by_claim ON claim_summaries(claim);

CREATE TABLE claims_summed(statement INTEGER PRIMARY KEY REFERENCES statements(row)) STRICT;
"""

# Statements that a person added. «value» is the JSON of their parts, or "undo" for what takes back that in «undoes».
_ADDITIONS = """
CREATE TABLE additions(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports(row),
    value TEXT NOT NULL,
    undoes INTEGER REFERENCES additions(row),
    author ANY NOT NULL,
    at TEXT NOT NULL,
    note ANY
) STRICT;
CREATE INDEX additions_by_report ON additions(report);
"""

_ADDITIONS_NO_REPLACE = """
CREATE TRIGGER additions_no_replace BEFORE INSERT ON additions
    WHEN EXISTS (SELECT 1 FROM additions WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# Dispatches that a report carries besides the one that it is a member of: a round-up holds several texts.
_DISPATCHES_BESIDES = """
CREATE TABLE dispatch_besides(
    report INTEGER NOT NULL REFERENCES reports(row),
    dispatch INTEGER NOT NULL REFERENCES reports(row),
    nearest INTEGER NOT NULL REFERENCES reports(row),
    version TEXT NOT NULL,
    shared REAL NOT NULL,
    PRIMARY KEY (report, dispatch)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispatch_besides_by_dispatch ON dispatch_besides(dispatch);
"""

_DISPATCHES_BESIDES_NO_REPLACE = """
CREATE TRIGGER dispatch_besides_no_replace BEFORE INSERT ON dispatch_besides
    WHEN EXISTS (SELECT 1 FROM dispatch_besides WHERE report = NEW.report AND dispatch = NEW.dispatch)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

MIGRATIONS: tuple[str, ...] = (
    _TABLES
    + _append_only("names", "name_words", "reports", "blocks", "statements", "narration", "sources_read")
    + _IDENTITIES,
    _EVIDENCE + _append_only("contents", "snapshots", "visits") + _EVIDENCE_IDENTITIES,
    _IDENTITIES_OF_NAMES
    + _append_only("mentions", "found", "links", "linked", "judgements", "entries", "entry_words")
    + _NAMES_NO_REPLACE,
    _DISPATCHES
    + _append_only("dispatch_members", "dispatch_joins", "dispatch_texts", "dispatch_runs")
    + _DISPATCH_IDENTITIES,
    _BESIDES,
    _LAYERS + _append_only("times", "figures", "places"),
    _CLAIMS + _append_only("claims", "claim_members", "claim_keys", "claim_judgements") + _CLAIMS_IDENTITIES,
    _CORRECTIONS + _append_only("corrections") + _CORRECTIONS_NO_REPLACE,
    _CONCERNS
    + _append_only("entities", "statement_entities", "spots", "statement_places")
    + _CONCERNS_IDENTITIES
    + concerns.back_fill(),
    _CLAIM_SUMMARIES + _append_only("claim_summaries", "claims_summed"),
    _ADDITIONS + _append_only("additions") + _ADDITIONS_NO_REPLACE,
    _DISPATCHES_BESIDES + _append_only("dispatch_besides") + _DISPATCHES_BESIDES_NO_REPLACE,
)

VERSION = len(MIGRATIONS)
