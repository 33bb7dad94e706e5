"""Give PostgreSQL's roles what the forum adds.

What citizens write comes in through the role of the survey, which reads a writer's own contribution and report back
by its handle. Like the first grants: roles are made only if missing and by whoever may, and never dropped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PUBLIC, SURVEY, PUBLISHING, STAFF = ("portal_public", "portal_survey", "portal_publishing", "portal_staff")

MEETING = ("record_consultations", "record_consultation_files", "record_attendance", "record_agreements")
RECORD = ("record_topics", "record_topic_posts", "record_moderation_counts", "record_theme_reports", *MEETING)
SHOWN = (*RECORD, "register_holidays")
DESK = ("sealed_contributions", "sealed_reports", "sealed_report_messages")

# (role, privilege, tables)
GRANTS = (
    *((role, "SELECT", SHOWN) for role in (PUBLIC, SURVEY, PUBLISHING)),
    # A writer takes words back, or says whether an answer helped; both show in the record.
    (SURVEY, "INSERT, UPDATE", ("record_topics", "record_topic_posts")),
    (SURVEY, "SELECT, INSERT, UPDATE", ("sealed_contributions",)),
    (SURVEY, "SELECT, INSERT", ("sealed_reports", "sealed_report_messages")),
    # Only so that it can lock a report while something is added to it: an id never changes.
    (SURVEY, "UPDATE (id)", ("sealed_reports",)),
    (STAFF, "SELECT, INSERT, UPDATE", (*RECORD, *DESK, "personnel_notices", "register_holidays")),
    (
        STAFF,
        "DELETE",
        ("record_consultation_files", "record_attendance", "record_agreements", "register_holidays"),
    ),
)
OF_RECORD = ("record_topics_id_seq", "record_topic_posts_id_seq")
SEQUENCES = (
    *OF_RECORD, "record_theme_reports_id_seq", "record_consultations_id_seq", "record_consultation_files_id_seq",
    "record_agreements_id_seq", "personnel_notices_id_seq",
)  # fmt: skip


def upgrade() -> None:
    """Make the grants."""
    if op.get_bind().dialect.name != "postgresql" or not _is_there(STAFF):
        return
    for role, privilege, tables in GRANTS:
        op.execute(f"GRANT {privilege} ON {', '.join(tables)} TO {role}")
    op.execute(f"GRANT USAGE ON SEQUENCE {', '.join(SEQUENCES)} TO {STAFF}")
    op.execute(f"GRANT USAGE ON SEQUENCE {', '.join(OF_RECORD)} TO {SURVEY}")


def downgrade() -> None:
    """Take these grants back."""
    if op.get_bind().dialect.name != "postgresql" or not _is_there(STAFF):
        return
    for role, privilege, tables in GRANTS:
        op.execute(f"REVOKE {privilege} ON {', '.join(tables)} FROM {role}")
    op.execute(f"REVOKE USAGE ON SEQUENCE {', '.join(SEQUENCES)} FROM {STAFF}")
    op.execute(f"REVOKE USAGE ON SEQUENCE {', '.join(OF_RECORD)} FROM {SURVEY}")


def _is_there(role: str) -> bool:
    known = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(known, {"role": role}) is not None
