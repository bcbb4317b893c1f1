"""The scripts of the tables of what is found: dispatches, layers, claims, corrections, what statements concern."""

# Which reports carry the same dispatch. A dispatch is the row of the report with which it began; where two turn out
# to be one, the newer is noted as part of the older. Texts that are not copies are kept as their runs of words (32 bits
# each, little-endian), without formulas; some of the runs lead to them. «day» is an ordinal, 0 if unknown.
DISPATCHES = """
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

DISPATCH_IDENTITIES = """
CREATE TRIGGER dispatch_members_no_replace BEFORE INSERT ON dispatch_members
    WHEN EXISTS (SELECT 1 FROM dispatch_members WHERE report = NEW.report)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
CREATE TRIGGER dispatch_joins_no_replace BEFORE INSERT ON dispatch_joins
    WHEN EXISTS (SELECT 1 FROM dispatch_joins WHERE newer = NEW.newer)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# What is known of a report besides: the day of its last change, its language, and from whom its outlet has it.
BESIDES = """
ALTER TABLE reports ADD COLUMN changed TEXT;
ALTER TABLE reports ADD COLUMN language TEXT;
ALTER TABLE reports ADD COLUMN via INTEGER REFERENCES names(row);
"""

# When, how many and where, as the reader found it. Days and moments are ISO 8601; of two readings of a time each is
# «low/high», «=» where it is the one that is meant, «..» for an open end. Amounts are whole or not as the text has
# them, beyond 64 bits as text. «written» and «area» are JSON: the number's span, bounds (and their inclusion), cue and
# holder; an area's relation, bases, direction and circle. «part_of» is the number of another figure of the report.
LAYERS = """
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
CLAIMS = """
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

CLAIMS_IDENTITIES = """
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
CORRECTIONS = """
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

CORRECTIONS_NO_REPLACE = """
CREATE TRIGGER corrections_no_replace BEFORE INSERT ON corrections
    WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# Whom and what statements concern, worked out from what was read, so that it can be asked for from either end. «said»:
# the speaker is this entity; «about»: the content names it; «maybe»: it is a candidate, with the share of belief, for a
# name that stays open. A spot is a place («area» empty) or an area told by it (JSON, as in places). A statement is
# «about» one in its content, «at» one named beside its cue, and «dateline» has that of its story.
CONCERNS = """
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

CONCERNS_IDENTITIES = """
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
CLAIM_SUMMARIES = """
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
ADDITIONS = """
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

ADDITIONS_NO_REPLACE = """
CREATE TRIGGER additions_no_replace BEFORE INSERT ON additions
    WHEN EXISTS (SELECT 1 FROM additions WHERE id = NEW.id OR row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""

# Dispatches that a report carries besides the one that it is a member of: a round-up holds several texts.
DISPATCHES_BESIDES = """
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

DISPATCHES_BESIDES_NO_REPLACE = """
CREATE TRIGGER dispatch_besides_no_replace BEFORE INSERT ON dispatch_besides
    WHEN EXISTS (SELECT 1 FROM dispatch_besides WHERE report = NEW.report AND dispatch = NEW.dispatch)
    BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;
"""
