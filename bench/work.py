"""Time the boards of performance with 10 and with 500 officers: `python -m bench.work`.

500 officers have 5,000 indicators and 50,000 entries. The two places are asked in turn, so noise meets both; what
is printed is the median of each and their ratio, which is to stay below 3. Time is this process's own CPU time.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from portal import migrations
from portal.db import db
from portal.domain.permissions import Role
from portal.models import Post
from tests import factories
from tests.admin.work_crowd import add_work
from tests.conftest import make_settings
from tests.staff import make_account, sign_in

ROUNDS = 15
FEW, MANY = 10, 500
PAGES = (
    "/staf/", "/staf/tim/", "/staf/tim/2", "/staf/statistik/", "/staf/pegawai/", "/staf/skp/", "/staf/evaluasi/",
    "/staf/pelatihan/", "/staf/pengembangan/2",
)  # fmt: skip


def place(folder: Path, officers: int) -> FlaskClient:
    """Return a client that may see everything in a place with so many officers."""
    from portal.app import create_app

    app: Flask = create_app(make_settings(f"sqlite:///{folder / f'{officers}.sqlite3'}"))
    with app.app_context():
        migrations.upgrade()
        factories.make_site(db.session)
        account = make_account(db.session, role=Role.SUPERVISOR)
        account.posts += [Post(role=role) for role in Role if role is not Role.SUPERVISOR]
        add_work(db.session, officers, account)
        client = app.test_client()
        sign_in(client, account)
    return client


def seconds(client: FlaskClient, page: str) -> float:
    """Return the CPU time of one page."""
    start = time.process_time()
    assert client.get(page).status_code == 200, page
    return time.process_time() - start


def main() -> None:
    """Print a line for each page."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (place(Path(folder), officers) for officers in (FEW, MANY))
        print(f"{'page':24}{FEW:>8} ms{MANY:>8} ms   ratio")
        for page in PAGES:
            for client in (few, many):
                seconds(client, page)
            rounds = [(seconds(few, page), seconds(many, page)) for _ in range(ROUNDS)]
            before, after = (median(times) * 1000 for times in zip(*rounds, strict=True))
            print(f"{page:24}{before:11.1f}{after:11.1f}{after / before:8.2f}")


if __name__ == "__main__":
    main()
