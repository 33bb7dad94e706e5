"""Give PostgreSQL one role a zone: what the public pages, the survey and the publishing job may touch.

SQLite has no roles. Roles belong to the whole cluster, so they are made only if missing and never dropped, and a
user who may not make roles gets none; the triggers hold either way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PUBLIC, SURVEY, PUBLISHING = ROLES = ("portal_public", "portal_survey", "portal_publishing")

SHOWN = (
    "register_site",
    "register_units",
    "register_services",
    "register_counters",
    "register_counter_services",
    "register_questionnaires",
    "register_questionnaire_versions",
    "record_editions",
)

# (role, privilege, tables)
GRANTS = (
    *((role, "SELECT", SHOWN) for role in ROLES),
    (SURVEY, "SELECT, INSERT", ("sealed_submissions", "sealed_responses", "sealed_handles", "sealed_events")),
    (SURVEY, "INSERT", ("sealed_comments", "sealed_days")),
    (SURVEY, "SELECT (handle), UPDATE (text, state)", ("sealed_comments",)),
    (SURVEY, "SELECT", ("sealed_batches",)),
    (SURVEY, "UPDATE (frozen)", ("register_questionnaire_versions",)),
    (PUBLISHING, "SELECT", ("sealed_responses", "sealed_events", "sealed_days")),
    (PUBLISHING, "UPDATE (batch_id)", ("sealed_responses",)),
    (PUBLISHING, "SELECT, INSERT, UPDATE", ("sealed_batches",)),
    (PUBLISHING, "SELECT, INSERT, DELETE", ("sealed_tallies",)),
    (PUBLISHING, "SELECT, INSERT", ("sealed_closings",)),
    (PUBLISHING, "INSERT", ("record_editions",)),
    # Written again as they are when a batch closes; a trigger refuses any change.
    (PUBLISHING, "SELECT (unit_id, month, response_id, seed), UPDATE (seed)", ("sealed_handles",)),
    (PUBLISHING, "UPDATE (day)", ("sealed_days",)),
    # Locking a row asks for the right to change it; nobody can change the id of a unit that has anything.
    (SURVEY, "UPDATE (id)", ("register_units",)),
    (PUBLISHING, "UPDATE (id)", ("register_units",)),
)


def upgrade() -> None:
    """Make the roles and their grants."""
    if op.get_bind().dialect.name != "postgresql" or not _may_make_roles():
        return
    for role in ROLES:
        if not _is_there(role):
            op.execute(f"CREATE ROLE {role} NOLOGIN")
    for role, privilege, tables in GRANTS:
        op.execute(f"GRANT {privilege} ON {', '.join(tables)} TO {role}")
    op.execute(f"GRANT USAGE ON SEQUENCE sealed_batches_id_seq TO {PUBLISHING}")


def downgrade() -> None:
    """Take the grants back; the roles stay, since another database of the cluster may use them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for role in ROLES:
        if _is_there(role):
            op.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
            op.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")


def _may_make_roles() -> bool:
    allowed = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(op.get_bind().scalar(sa.text(allowed)))


def _is_there(role: str) -> bool:
    known = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(known, {"role": role}) is not None
