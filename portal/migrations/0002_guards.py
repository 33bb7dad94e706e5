"""Guard the sealed zone and the record: triggers refuse every deletion and every change but the named ones.

Named changes: a response gets a batch of its unit that is not released, once, or loses its profile; a comment changes its state, and its text only
to nothing; a held batch is completed and released, with its tallies; a handle may be erased, and
handles and day flags may be written again unchanged. The site's revision
counts the changes of the register and the record, so that kept pages know when they are out of date. A version's
first response, which freezes it, is no such change: it must not show on any public page.
"""

from portal.migrations import triggers
from portal.migrations.triggers import same

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PROFILE = ("sex", "age", "education", "occupation")
RESPONSE_KEPT = (
    "unit_id", "month", "id", "counter_id", "service_id", "version_id", "part", "tier", "language",
    "scores", "total", "keyed_by",
)  # fmt: skip


_PROFILE_ERASED = " AND ".join(f"(NEW.{name} IS NULL OR {same((name,))})" for name in PROFILE)
_BATCH_SET_ONCE = (
    "(NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id OR (OLD.batch_id IS NULL AND EXISTS (SELECT 1"
    " FROM sealed_batches b WHERE b.id = NEW.batch_id AND b.unit_id = NEW.unit_id AND b.released_on IS NULL)))"
)

# (table, operation, condition under which it is allowed, what the refusal says)
RULES = [
    ("sealed_responses", "DELETE", "FALSE", "a response is never deleted"),
    (
        "sealed_responses",
        "UPDATE",
        f"{same(RESPONSE_KEPT)} AND {_BATCH_SET_ONCE} AND {_PROFILE_ERASED}",
        "a response changes only by its batch or the erasure of its profile",
    ),
    ("sealed_responses", "INSERT", "NEW.batch_id IS NULL", "a response starts outside every batch"),
    ("sealed_submissions", "DELETE", "FALSE", "a submission is never deleted"),
    ("sealed_submissions", "UPDATE", "FALSE", "a submission never changes"),
    (
        "sealed_handles",
        "UPDATE",
        same(("handle", "unit_id", "month", "response_id", "seed")),
        "a handle never changes",
    ),
    ("sealed_events", "DELETE", "FALSE", "an event is never deleted"),
    ("sealed_events", "UPDATE", "FALSE", "an event never changes"),
    ("sealed_comments", "DELETE", "FALSE", "a comment is never deleted; its text may be erased"),
    (
        "sealed_comments",
        "UPDATE",
        f"{same(('unit_id', 'id', 'month', 'handle'))} AND (NEW.text = OLD.text OR NEW.text = '')",
        "a comment changes only its state, and its text to nothing",
    ),
    ("sealed_days", "DELETE", "FALSE", "a day flag is never deleted"),
    ("sealed_days", "UPDATE", same(("unit_id", "day")), "a day flag never changes"),
    ("sealed_batches", "DELETE", "FALSE", "a batch is never deleted"),
    (
        "sealed_batches",
        "UPDATE",
        f"OLD.released_on IS NULL AND {same(('id', 'unit_id', 'instrument', 'number', 'first_month'))}",
        "a released batch never changes",
    ),
    (
        "sealed_tallies",
        "INSERT",
        "EXISTS (SELECT 1 FROM sealed_batches WHERE id = NEW.batch_id AND released_on IS NULL)",
        "a released batch gets no further tally",
    ),
    (
        "sealed_tallies",
        "DELETE",
        "EXISTS (SELECT 1 FROM sealed_batches WHERE id = OLD.batch_id AND released_on IS NULL)",
        "a released tally is never deleted",
    ),
    ("sealed_tallies", "UPDATE", "FALSE", "a tally never changes"),
    ("sealed_closings", "DELETE", "FALSE", "a closing is never deleted"),
    ("sealed_closings", "UPDATE", "FALSE", "a closing never changes"),
    ("record_editions", "DELETE", "FALSE", "an edition is never deleted"),
    ("record_editions", "UPDATE", "FALSE", "an edition never changes; a correction is a new revision"),
    (
        "register_questionnaire_versions",
        "DELETE",
        "NOT OLD.frozen",
        "a questionnaire version that was answered is never deleted",
    ),
    (
        "register_questionnaire_versions",
        "UPDATE",
        f"NOT OLD.frozen OR (NEW.frozen AND {same(('id', 'questionnaire_id', 'number'))}"
        " AND CAST(NEW.content AS TEXT) = CAST(OLD.content AS TEXT))",
        "a questionnaire version that was answered never changes; make a new version",
    ),
]

# (table, operation) that raises the revision.
SHOWN = [
    *(
        (table, operation)
        for table in (
            "register_units",
            "register_services",
            "register_counters",
            "register_counter_services",
            "register_questionnaires",
        )
        for operation in ("INSERT", "UPDATE", "DELETE")
    ),
    ("register_questionnaire_versions", "INSERT"),
    ("register_questionnaire_versions", "UPDATE OF content, starts_month"),
    ("register_questionnaire_versions", "DELETE"),
    ("record_editions", "INSERT"),
]


def upgrade() -> None:
    """Create the triggers in the engine's own language."""
    triggers.create_functions()
    triggers.create(RULES, SHOWN)


def downgrade() -> None:
    """Drop the triggers and their functions."""
    triggers.drop(RULES, SHOWN)
    triggers.drop_functions()
