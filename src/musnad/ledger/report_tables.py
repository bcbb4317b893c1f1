"""The scripts of the tables of reports: their statements, the evidence for them, own names."""

# Texts are TEXT, or BLOB (UTF-8 with surrogates passed through) where a lone surrogate keeps them from being
# valid UTF-8; hence ANY. Speakers and outlets are names, each kept once with its folded key and its words.
# Statements refer to their parent by row. The index tables keep no text of their own: they give row numbers.
TABLES = """
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

IDENTITIES = """
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
EVIDENCE = """
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

EVIDENCE_IDENTITIES = """
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
IDENTITIES_OF_NAMES = """
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

NAMES_NO_REPLACE = """
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
