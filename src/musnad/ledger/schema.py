"""The tables, as a list of forward migrations. A released script is never edited, only followed."""

from musnad.ledger import concerns, finding_tables, report_tables

# «MUSN»: marks the file as a ledger (PRAGMA application_id).
APPLICATION_ID = 0x4D55534E


def _append_only(*tables: str) -> str:
    """Triggers that refuse changes. REPLACE deletes without a trigger unless recursive_triggers is on, so
    an INSERT over an existing row is refused by name."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END;\n"
    return "".join(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
        for table in tables
    )


MIGRATIONS: tuple[str, ...] = (
    report_tables.TABLES
    + _append_only("names", "name_words", "reports", "blocks", "statements", "narration", "sources_read")
    + report_tables.IDENTITIES,
    report_tables.EVIDENCE + _append_only("contents", "snapshots", "visits") + report_tables.EVIDENCE_IDENTITIES,
    report_tables.IDENTITIES_OF_NAMES
    + _append_only("mentions", "found", "links", "linked", "judgements", "entries", "entry_words")
    + report_tables.NAMES_NO_REPLACE,
    finding_tables.DISPATCHES
    + _append_only("dispatch_members", "dispatch_joins", "dispatch_texts", "dispatch_runs")
    + finding_tables.DISPATCH_IDENTITIES,
    finding_tables.BESIDES,
    finding_tables.LAYERS + _append_only("times", "figures", "places"),
    finding_tables.CLAIMS
    + _append_only("claims", "claim_members", "claim_keys", "claim_judgements")
    + finding_tables.CLAIMS_IDENTITIES,
    finding_tables.CORRECTIONS + _append_only("corrections") + finding_tables.CORRECTIONS_NO_REPLACE,
    finding_tables.CONCERNS
    + _append_only("entities", "statement_entities", "spots", "statement_places")
    + finding_tables.CONCERNS_IDENTITIES
    + concerns.back_fill(),
    finding_tables.CLAIM_SUMMARIES + _append_only("claim_summaries", "claims_summed"),
    finding_tables.ADDITIONS + _append_only("additions") + finding_tables.ADDITIONS_NO_REPLACE,
    finding_tables.DISPATCHES_BESIDES + _append_only("dispatch_besides") + finding_tables.DISPATCHES_BESIDES_NO_REPLACE,
)

VERSION = len(MIGRATIONS)
