"""Guard what the staff area keeps: traces stay, published words stay, a cited edition stays as it was cited."""

from portal.migrations import triggers
from portal.migrations.triggers import same

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEPT_FOR_GOOD = (
    "personnel_audit", "personnel_accounts", "personnel_actions", "personnel_evaluations", "personnel_citations",
    "record_statements", "record_imported_results", "sealed_handlings", "sealed_replies", "sealed_sheets",
)  # fmt: skip

RULES = [
    *((table, "DELETE", "FALSE", f"a row of {table} is never deleted") for table in _KEPT_FOR_GOOD),
    ("personnel_audit", "UPDATE", "FALSE", "a trace never changes"),
    ("record_statements", "UPDATE", "FALSE", "a statement never changes; a change is a new revision"),
    ("record_imported_results", "UPDATE", "FALSE", "an imported result never changes; import it again"),
    (
        "personnel_citations",
        "UPDATE",
        f"{same(('id', 'evaluation_id', 'edition_id', 'hash', 'reading', 'cited_at'))} AND OLD.reply IS NULL",
        "a citation changes only by the one reply of its officer",
    ),
    (
        "personnel_evaluations",
        "UPDATE",
        same(("id", "employee_id", "unit_id", "year", "quarter")),
        "an evaluation keeps its officer and period",
    ),
    (
        "sealed_handlings",
        "UPDATE",
        f"{same(('unit_id', 'comment_id'))} AND (OLD.state <> 'published' OR {same(('statement',))}"
        " AND CAST(NEW.redactions AS TEXT) = CAST(OLD.redactions AS TEXT))",
        "a published comment keeps its redactions",
    ),
    (
        "sealed_replies",
        "UPDATE",
        f"{same(('unit_id', 'comment_id', 'side', 'author_id', 'posted_on'))} AND NEW.text = ''",
        "a reply changes only to nothing",
    ),
    (
        "sealed_replies",
        "INSERT",
        "NEW.side = 'unit' OR EXISTS (SELECT 1 FROM sealed_replies r WHERE r.unit_id = NEW.unit_id"
        " AND r.comment_id = NEW.comment_id AND r.side = 'unit')",
        "a writer answers a reply",
    ),
    (
        "sealed_sheets",
        "UPDATE",
        f"{same(('unit_id', 'number', 'month', 'keyed_by', 'sampled'))} AND (OLD.second_by IS NULL OR"
        f" {same(('second_by', 'second_scores', 'differing'))}) AND ({same(('response_id', 'settled_by'))}"
        " OR (OLD.settled_by IS NULL AND NEW.settled_by IS NOT NULL))",
        "a sheet is keyed again once, and settled once",
    ),
]

SHOWN = [
    *(
        (table, operation)
        for table in (
            "register_themes", "register_retention", "register_old_codes", "register_targets", "register_visits"
        )  # fmt: skip
        for operation in ("INSERT", "UPDATE", "DELETE")
    ),
    ("record_statements", "INSERT"),
    ("record_imported_results", "INSERT"),
]


def upgrade() -> None:
    """Create the triggers."""
    triggers.create(RULES, SHOWN)


def downgrade() -> None:
    """Drop them again."""
    triggers.drop(RULES, SHOWN)
