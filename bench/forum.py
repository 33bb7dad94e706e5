"""Time the forum with 10 and with 5,000 topics of ten posts each: `python -m bench.forum`.

The two places are asked in turn, so noise meets both; what is printed is the median of each and their ratio, which
is to stay below 3. Time is this process's own CPU time, and no page comes from the shelf.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from portal import migrations
from portal.app import create_app
from portal.db import db
from portal.domain.permissions import Role
from portal.models import Post
from tests import factories
from tests.conftest import forget_pages, make_settings
from tests.forum.crowd import add_topics
from tests.forum.test_forum_cost import PUBLIC, STAFF
from tests.staff import make_account, sign_in

ROUNDS = 15
FEW, MANY = 10, 5_000

Place = tuple[Flask, FlaskClient, str]


def place(folder: Path, topics: int) -> Place:
    """Return an app with so many topics, a client who moderates and answers, and an office's slug."""
    app = create_app(make_settings(f"sqlite:///{folder / f'{topics}.sqlite3'}"))
    with app.app_context():
        migrations.upgrade()
        factories.make_site(db.session)
        slug = add_topics(db.session, topics)[7].slug
        account = make_account(db.session, role=Role.OWNER)
        account.posts.append(Post(role=Role.MODERATOR))
        db.session.commit()
        client = app.test_client()
        sign_in(client, account)
    return app, client, slug


def seconds(where: Place, page: str) -> float:
    """Return the CPU time of one page, made anew."""
    app, client, slug = where
    forget_pages(app)
    start = time.process_time()
    assert client.get(page.format(slug=slug)).status_code == 200, page
    return time.process_time() - start


def main() -> None:
    """Print a line for each page."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (place(Path(folder), topics) for topics in (FEW, MANY))
        print(f"{'page':34}{FEW:>8} {MANY:>10}   ratio")
        for page in (*PUBLIC, *STAFF):
            for where in (few, many):
                seconds(where, page)
            rounds = [(seconds(few, page), seconds(many, page)) for _ in range(ROUNDS)]
            before, after = (median(times) * 1000 for times in zip(*rounds, strict=True))
            print(f"{page:34}{before:8.1f}{after:11.1f}{after / before:8.2f}")


if __name__ == "__main__":
    main()
