"""Publishing themes: once, whole, and only what ten said."""

import pytest
from sqlalchemy import select

from portal.admin.themes.actions import add_default_themes
from portal.domain.periods import Period, month_of, period_of
from portal.domain.permissions import Role
from portal.models import Handling, ThemeReport
from tests.admin.comments.desk import make_comment, send, signed_in, today
from tests.factories import make_site, make_unit

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # The rule is not the database's.


def period() -> Period:
    """Return the newest quarter whose last month is open on every day."""
    month = month_of(today().date())
    running = period_of(month, "quarter")
    steps = next(step for step in (1, 2) if running.first_month - 3 * (step - 1) <= month - 1)
    return Period(kind="quarter", sequence=running.sequence - steps)


@pytest.fixture
def office(session):
    make_site(session, period="quarter")
    add_default_themes(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


@pytest.fixture
def owner(app, session, office):
    return signed_in(app, session, Role.OWNER)


def say(session, office, themes, *, times=1, month=None, **changes):
    """Add comments of the period that were sorted, or with None for the themes left unread."""
    for _ in range(times):
        comment = make_comment(session, office, month=month or period().last_month, **changes)
        if themes is not None:
            session.add(Handling(unit_id=office.id, comment_id=comment.id, themes=list(themes)))
    session.commit()


def address(office):
    return f"/staf/tema/terbit/{office.slug}/{period().sequence}"


def reports(session):
    session.expire_all()
    return session.scalars(select(ThemeReport)).all()


def test_what_ten_said_is_published_once_and_never_again(session, owner, office):
    say(session, office, ["antrean", "biaya"], times=9)
    say(session, office, ["antrean"])
    say(session, office, ["antrean"], state="withdrawn")
    say(session, office, ["antrean"], month=period().first_month - 1)
    assert send(owner, address(office)).status_code == 303
    (report,) = reports(session)
    assert (report.kind, report.sequence, report.published_on) == ("quarter", period().sequence, today().date())
    assert report.content == {"themes": [{"slug": "antrean", "name": {"id": "Antrean", "en": "Queue"}, "n": 10}]}
    say(session, office, ["antrean"])
    page = owner.get(address(office))
    assert "sekali saja" in page.text
    assert "Terbitkan" not in page.text


def test_a_second_form_that_was_open_publishes_nothing(session, owner, office):
    say(session, office, ["antrean"], times=10)
    form = owner.get(address(office)).text.split('name="csrf_token" value="')[1].split('"')[0]
    assert owner.post(address(office), data={"csrf_token": form}).status_code == 303
    again = owner.post(address(office), data={"csrf_token": form})
    assert again.status_code == 422
    assert "sekali saja" in again.text
    assert len(reports(session)) == 1


@pytest.mark.parametrize("themes", [None, []], ids=["unread", "read or answered without a theme"])
def test_comments_without_a_theme_are_sorted_first(session, owner, office, themes):
    say(session, office, ["antrean"], times=10)
    say(session, office, themes)
    page = owner.get(address(office)).text
    assert "1 belum dipilah" in page
    assert "1–1 dari 1" in owner.get("/staf/komentar/?unit=kantor&theme=-").text
    assert "Pilah dulu semuanya" in page
    assert "Antrean" not in page
    assert owner.post(address(office), data={}).status_code == 422
    assert reports(session) == []


def test_a_period_without_any_theme_of_ten_is_published_as_that(session, owner, office):
    say(session, office, ["antrean"], times=9)
    say(session, office, ["lainnya"])
    assert "tidak terbit: kurang dari 10" in owner.get(address(office)).text
    send(owner, address(office))
    assert [report.content for report in reports(session)] == [{"themes": []}]


def test_the_list_says_how_far_each_office_is(session, owner, office):
    say(session, office, ["antrean"], times=3)
    say(session, make_unit(session, name_id="Kantor Lain"), None, times=3)
    make_unit(session, name_id="Kantor Sepi")
    page = owner.get(f"/staf/tema/terbit?periode={period().label}").text
    assert "siap terbit" in page
    assert "belum semua dipilah" in page
    assert "Kantor Sepi" not in page
    csv = owner.get(f"/staf/tema/terbit?periode={period().label}&format=csv").text
    assert "Kantor Uji,3,0,siap terbit" in csv


def test_periods_that_are_not_over_or_silent_are_not_there(session, owner, office):
    running = period_of(month_of(today().date()), "quarter").sequence
    assert owner.get(address(office)).status_code == 404
    say(session, office, [], month=running * 3)
    assert owner.get(f"/staf/tema/terbit/kantor/{running}").status_code == 404


def test_only_the_owner_of_everything_publishes(app, session, office):
    say(session, office, ["antrean"], times=10)
    for role, unit in ((Role.OWNER, office), (Role.HEAD, office), (Role.MODERATOR, None)):
        assert signed_in(app, session, role, unit).get(address(office)).status_code == 403
