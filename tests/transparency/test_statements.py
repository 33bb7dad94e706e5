"""What the busiest pages ask of the database, on the demo, with nothing kept in memory."""

from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from portal.db import db
from portal.models import Account, Statement, Unit
from portal.site import forget_site
from tests.staff import StaffClient, sign_in


def test_full_pages_stay_within_twelve_statements(demo_app):
    seen: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        if "SAVEPOINT" not in statement:
            seen.append(statement)

    client = StaffClient(demo_app)
    with demo_app.app_context():
        fullest = db.session.scalars(
            select(Unit.slug)
            .join(Statement, Statement.unit_id == Unit.id)
            .where(Statement.kind == "action")
            .group_by(Unit.slug)
            .order_by(func.count().desc())
        ).first()
        owner = db.session.scalars(select(Account).where(Account.email.startswith("organisasi@"))).one()
    sign_in(client, owner)
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for path in (f"/unit/{fullest}", "/", "/staf/"):
            with demo_app.app_context():
                forget_site()
            seen.clear()
            assert client.get(path).status_code == 200
            assert 1 < len(seen) <= 12, (path, seen)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
