"""`portal staff-invite` lets the first administrator of a place in."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from portal.cli.places import init
from portal.cli.staff import staff_invite
from portal.settings import DATABASE_FILE, VARIABLES
from portal.wsgi import make_app
from tests.admin.accounts import steps
from tests.staff import StaffClient

EMAIL = "admin@bulungan.go.id"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a place that was just made."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "http://localhost")
    assert CliRunner().invoke(init, ["--data", str(tmp_path)]).exit_code == 0
    return tmp_path


def call(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(staff_invite, ["--data", str(place), "--name", "Ani", *arguments])


def link_in(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output.splitlines()[-1]


def test_the_first_administrator_gets_in(place):
    link = link_in(call(place, "--email", EMAIL))
    assert link.startswith("http://localhost/staf/setel/")
    app = make_app()
    browser = StaffClient(app)
    steps.set_password(browser, link)
    steps.give_password(browser, EMAIL)
    steps.enrol(browser)
    assert browser.get("/staf/akun").status_code == 200


def test_who_is_there_already_gets_a_new_link_and_the_old_one_dies(place):
    old = link_in(call(place, "--email", EMAIL))
    new = link_in(call(place, "--email", EMAIL.upper(), "--forget-phone"))
    browser = StaffClient(make_app())
    answers = [browser.get(link.removeprefix("http://localhost")).status_code for link in (old, new)]
    assert answers == [302, 200]
    engine = create_engine(f"sqlite:///{place / DATABASE_FILE}")
    with engine.connect() as connection:
        posts = connection.execute(text("SELECT role, unit_id FROM personnel_posts")).all()
    engine.dispose()
    assert [tuple(post) for post in posts] == [("administrator", None)]


def test_a_disabled_account_gets_no_link(place):
    link_in(call(place, "--email", EMAIL))
    engine = create_engine(f"sqlite:///{place / DATABASE_FILE}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE personnel_accounts SET active = 0"))
    engine.dispose()
    refused = call(place, "--email", EMAIL)
    assert (refused.exit_code, "dinonaktifkan" in refused.output) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--email", "bukan surel"), "bukan alamat surel"), (("--email", EMAIL, "--role", "raja"), "raja")],
)
def test_what_will_not_do_is_refused(place, arguments, said):
    refused = call(place, *arguments)
    assert (refused.exit_code, said in refused.output) == (2, True)


def test_a_folder_without_a_place_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_SECRET", "00" * 32)
    refused = call(tmp_path, "--email", EMAIL)
    assert refused.exit_code == 1
    assert "portal init" in refused.output
