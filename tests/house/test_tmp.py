from sqlalchemy import select
from portal.db import db
from portal.models import Unit
from tests.factories import make_site
def test_a(app):
    with app.app_context():
        make_site(db.session)
    with app.app_context():
        print(db.session.scalars(select(Unit.slug)).all())
    with app.app_context():
        print(db.session.scalars(select(Unit.slug)).all())
def test_b(demo_app):
    with demo_app.app_context():
        c = db.session.connection()
        print(c.in_transaction(), c.in_nested_transaction())
        db.session.scalars(select(Unit.slug)).all()
        print(c.in_transaction(), c.in_nested_transaction())
    print(c.in_transaction(), c.in_nested_transaction())
    with demo_app.app_context():
        print(len(db.session.scalars(select(Unit.slug)).all()))
