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

ROLES = ("portal_public", "portal_survey", "portal_publishing")

GRANTS = (
    ("SELECT", "register_*, record_*", ROLES),
    ("INSERT", "sealed_submissions, sealed_responses, sealed_handles, sealed_comments, sealed_events, sealed_days",
     ("portal_survey",)),
    ("SELECT", "sealed_submissions, sealed_responses, sealed_handles, sealed_comments, sealed_events, sealed_days, sealed_batches",
     ("portal_survey",)),
    ("UPDATE (text, state)", "sealed_comments", ("portal_survey",)),
    ("UPDATE (sex, age, education, occupation)", "sealed_responses", ("portal_survey",)),
    ("UPDATE (frozen)", "register_questionnaire_versions", ("portal_survey",)),
    ("UPDATE (revision)", "register_site", ("portal_survey",)),
    ("SELECT", "sealed_responses, sealed_events, sealed_days, sealed_batches, sealed_tallies, sealed_closings",
     ("portal_publishing",)),
    ("UPDATE (batch_id)", "sealed_responses", ("portal_publishing",)),
    ("INSERT, UPDATE", "sealed_batches", ("portal_publishing",)),
    ("INSERT, DELETE", "sealed_tallies", ("portal_publishing",)),
    ("INSERT", "sealed_closings, record_editions", ("portal_publishing",)),
    ("UPDATE (officers)", "register_units", ("portal_survey", "portal_publishing")),  # SELECT ... FOR UPDATE asks for it.
)  # fmt: skip


def _tables(pattern: str) -> list[str]:
    every = sa.inspect(op.get_bind()).get_table_names()
    wanted = [name.strip() for name in pattern.split(",")]
    return [
        table for table in sorted(every) if any(table == name or table.startswith(name[:-1]) for name in wanted
                                                if name == table or name.endswith("*"))
    ]  # fmt: skip


def _may_make_roles() -> bool:
    allowed = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(op.get_bind().scalar(sa.text(allowed)))


def upgrade() -> None:
    """Make the roles and their grants."""
    if op.get_bind().dialect.name != "postgresql" or not _may_make_roles():
        return
    for role in ROLES:
        known = op.get_bind().scalar(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
        if not known:
            op.execute(f"CREATE ROLE {role} NOLOGIN")
    for privilege, tables, roles in GRANTS:
        op.execute(f"GRANT {privilege} ON {', '.join(_tables(tables))} TO {', '.join(roles)}")
    op.execute(f"GRANT USAGE ON SEQUENCE sealed_batches_id_seq TO {ROLES[2]}")


def downgrade() -> None:
    """Take the grants back; the roles stay, since another database of the cluster may use them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for role in ROLES:
        known = op.get_bind().scalar(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
        if known:
            op.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
            op.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
