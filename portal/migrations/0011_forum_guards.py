"""Guard what is said in public and in confidence: words may go, and never change; what an office said stays."""

from portal.migrations import triggers
from portal.migrations.triggers import same

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KEPT_FOR_GOOD = (
    "record_topics", "record_topic_posts", "record_moderation_counts", "record_theme_reports", "record_consultations",
    "sealed_contributions", "sealed_reports", "sealed_report_messages", "personnel_notices",
)  # fmt: skip

_CITIZENS = "OLD.kind IN ('citizen', 'hall')"
_STAYS_A_POST = same(("id", "topic_id", "number", "kind", "party", "posted_on", "due_on"))
_LOSES_WORDS = "NEW.state IN ('withdrawn', 'removed')"  # The table's own check empties it then.
_LOSES_NAME = f"NEW.nickname = '' AND {same(('state', 'heading', 'text', 'reason'))}"

_STILL_OPEN = (
    "EXISTS (SELECT 1 FROM record_consultations c WHERE c.id = {}.consultation_id"
    " AND c.state IN ('announced', 'held'))"
)
_OF_A_MEETING = ("record_consultation_files", "record_attendance", "record_agreements")


def _only_before_the_end(table: str) -> list[triggers.Rule]:
    """Return the rules that rows of a table come, change and go only until the consultation is concluded."""
    old, new = _STILL_OPEN.format("OLD"), _STILL_OPEN.format("NEW")
    refusal = "a concluded consultation never changes"
    return [
        (table, "INSERT", new, refusal),
        (table, "UPDATE", f"{old} AND {new}", refusal),
        (table, "DELETE", old, refusal),
    ]


RULES = [
    *((table, "DELETE", "FALSE", f"a row of {table} is never deleted") for table in _KEPT_FOR_GOOD),
    *(rule for table in _OF_A_MEETING for rule in _only_before_the_end(table)),
    (
        "record_topics",
        "UPDATE",
        f"{same(('id', 'unit_id', 'edition_id', 'origin', 'opened_on'))} AND (NEW.title = '' OR {same(('title',))})"
        " AND NEW.posts >= OLD.posts AND NEW.reopened >= OLD.reopened",
        "a topic keeps what it is about; its title may only go",
    ),
    (
        "record_topic_posts",
        "UPDATE",
        f"{_STAYS_A_POST} AND {_CITIZENS} AND OLD.state = 'shown' AND ({_LOSES_WORDS} OR ({_LOSES_NAME}))",
        "a post never changes; its words or its name may only go",
    ),
    (
        "record_moderation_counts",
        "UPDATE",
        f"{same(('unit_id', 'year', 'act', 'reason'))} AND NEW.n > OLD.n",
        "a count of decisions only grows",
    ),
    ("record_theme_reports", "UPDATE", "FALSE", "themes are published once"),
    (
        "record_consultations",
        "UPDATE",
        f"{same(('id', 'unit_id', 'topic_id', 'announced_on'))} AND OLD.state IN ('announced', 'held')",
        "a concluded consultation never changes",
    ),
    (
        "sealed_contributions",
        "UPDATE",
        f"{same(('id', 'handle', 'body_seal', 'unit_id', 'topic_id', 'edition_id', 'received_on', 'language'))}"
        f" AND (NEW.text = '' OR {same(('text',))}) AND (NEW.title = '' OR {same(('title',))})"
        f" AND (NEW.nickname = '' OR {same(('nickname',))})",
        "a contribution never changes; its words may only go",
    ),
    (
        "sealed_reports",
        "UPDATE",
        f"{same(('id', 'handle', 'body_seal', 'kind', 'unit_id', 'received_on', 'may_hand_over'))}"
        f" AND (length(NEW.words) = 0 OR {same(('words',))})",
        "a report never changes; its words may only go",
    ),
    (
        "sealed_report_messages",
        "UPDATE",
        f"{same(('report_id', 'number', 'side', 'account_id', 'written_on'))} AND length(NEW.words) = 0",
        "a message changes only to nothing",
    ),
    (
        "personnel_notices",
        "UPDATE",
        f"{same(('id', 'account_id', 'made_on', 'subject', 'body'))} AND OLD.state = 'waiting'",
        "a notice changes only until it was sent",
    ),
]

_CHANGING = (
    "record_topics", "record_topic_posts", "record_moderation_counts", "record_consultations", *_OF_A_MEETING,
)  # fmt: skip
SHOWN = [
    *((table, operation) for table in _CHANGING for operation in ("INSERT", "UPDATE")),
    *((table, "DELETE") for table in _OF_A_MEETING),
    ("record_theme_reports", "INSERT"),
    *(("register_holidays", operation) for operation in ("INSERT", "UPDATE", "DELETE")),
]


def upgrade() -> None:
    """Create the triggers."""
    triggers.create(RULES, SHOWN)


def downgrade() -> None:
    """Drop them again."""
    triggers.drop(RULES, SHOWN)
