"""From what people say to what changed, on the pages of offices and of all together."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest

from portal.domain.periods import WITA
from portal.domain.words import Words
from portal.editions import list_editions
from portal.models.consultations import Consultation
from portal.models.forum import ThemeReport, Topic
from portal.models.statements import Statement
from portal.site import forget_site
from portal.transparency import loop
from portal.transparency.loop import government_loop, next_consultation, office_loop
from portal.transparency.promises import office_promises
from portal.transparency.queries import UnitView
from tests.factories import make_site, make_unit
from tests.transparency.documents import BAD, GOOD, make_edition
from tests.transparency.test_actions import S2_2026, say

TODAY = date(2026, 8, 3)
S1_2026 = 4052

one_engine = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is not the database's: pages, and rules over what was read."""


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji", name_en="Test Office")


@pytest.fixture
def baseline(session, office):
    return make_edition(session, office, sheets=BAD * 8)


def report(session, office, sequence=S1_2026, kind="semester", **counts):
    themes = [{"slug": slug, "name": {"id": slug, "en": slug}, "n": n} for slug, n in counts.items()]
    session.add(
        ThemeReport(
            unit_id=office.id, kind=kind, sequence=sequence, published_on=TODAY, content={"themes": themes}
        )
    )
    session.commit()
    forget_site()


def topic(session, office, title="Kursi kurang", state="open", last_on=TODAY, **changes):
    row = Topic(
        unit_id=office.id,
        origin="citizen",
        title=title,
        state=state,
        opened_on=last_on,
        last_on=last_on,
        **changes,
    )
    session.add(row)
    session.commit()
    forget_site()
    return row


def of_office(session, slug="kantor", today=TODAY):
    unit = UnitView(slug=slug, name=Words(slug, slug), address="")
    return office_loop(session, unit, office_promises(session, slug, list_editions(session, slug), today), today)


def words(client, path) -> str:
    html = client.get(path).text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.split("<main")[1])).split())


@one_engine
def test_an_office_of_which_nothing_is_known_says_so(client, office):
    page = words(client, "/unit/kantor")
    assert "Belum ada tema yang diumumkan." in page
    assert "Kantor ini belum menjanjikan apa pun." in page
    assert "Belum ada janji yang selesai." in page
    assert "Belum ada topik." in page
    assert "Dari suara ke perubahan" not in words(client, "/")


@one_engine
def test_a_page_shows_the_newest_report_and_never_what_is_not_in_it(session, client, office):
    report(session, office, sequence=S1_2026 - 1, biaya=31)
    report(session, office, antrean=14, parkir=10)
    page = words(client, "/unit/kantor")
    assert "Semester 1 2026" in page
    assert page.index("antrean 14") < page.index("parkir 10")
    assert "biaya" not in page.split("Dari suara ke perubahan")[1].split("Yang dijanjikan kantor")[0]


def test_the_whole_government_adds_up_reports_of_one_period(session, client, office):
    other = make_unit(session, slug="lain")
    report(session, office, antrean=14, parkir=10)
    report(session, other, antrean=11)
    report(session, make_unit(session), sequence=S1_2026 - 1, antrean=50)
    themes = government_loop(session, TODAY).themes
    assert [(theme.slug, theme.n) for theme in themes.themes] == [("antrean", 25), ("parkir", 10)]
    assert themes.offices == 2
    assert "dari 2 kantor" in words(client, "/")


def test_age_counts_from_the_first_revision_and_the_oldest_stands_first(session, client, office, baseline):
    say(session, baseline, subject="new", published_on=date(2026, 7, 20))
    say(session, baseline, subject="old", published_on=date(2026, 7, 1), element="sarana")
    say(session, baseline, subject="old", revision=1, published_on=date(2026, 8, 1), status="started")
    opened = of_office(session).open
    assert [(line.promise.wording.en, line.age(TODAY)) for line in opened] == [
        ("Promise old.", 33),
        ("Promise new.", 14),
    ]
    today = datetime.now(WITA).date()
    assert f"{(today - date(2026, 7, 1)).days} hari" in words(client, "/unit/kantor")


@one_engine
def test_the_day_after_a_promise_was_due_it_counts_as_late(session, office, baseline):
    say(session, baseline, due="2026-08-03")
    assert of_office(session).account.overdue == 0
    assert of_office(session, today=TODAY + timedelta(days=1)).account.overdue == 1


def test_the_front_page_judges_promises_as_the_offices_pages_do(session, client, office, baseline):
    say(session, baseline, subject="a", status="done", ended_on="2026-06-12")
    say(session, baseline, subject="b", status="done", ended_on="2026-11-12")
    say(
        session,
        baseline,
        subject="c",
        status="dropped",
        ended_on="2026-06-12",
        reason={"id": "Batal.", "en": "No."},
    )
    other = make_unit(session, slug="lain")
    say(session, make_edition(session, other, sheets=GOOD * 8), subject="d", status="done", ended_on="2026-06-12")
    make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8)
    make_edition(session, other, sequence=S2_2026, sheets=BAD * 8)
    mine, theirs, both = of_office(session), of_office(session, "lain"), government_loop(session, TODAY)
    assert (mine.account.improved, mine.account.early, mine.account.dropped) == (1, 1, 1)
    assert (theirs.account.worsened, theirs.account.done) == (1, 1)
    assert (both.account.improved, both.account.early, both.account.worsened, both.account.done) == (1, 1, 1, 3)


@one_engine
def test_a_replaced_edition_judges_nothing(session, office, baseline):
    say(session, baseline, status="done", ended_on="2026-06-12")
    make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8)
    assert government_loop(session, TODAY).account.improved == 1
    make_edition(session, office, sequence=S2_2026, revision=1, sheets=None)
    assert government_loop(session, TODAY).account == of_office(session).account
    assert of_office(session).account.early == 1


def test_a_replaced_edition_judges_nothing_though_another_promise_answers_to_it(session, office, baseline):
    replaced = make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8)
    make_edition(session, office, sequence=S2_2026, revision=1, sheets=None)
    say(session, baseline, subject="a", status="done", ended_on="2026-06-12")
    say(session, replaced, subject="b", status="done", ended_on="2027-01-12")
    both, mine = government_loop(session, TODAY).account, of_office(session).account
    assert both == mine
    assert (mine.early, mine.improved) == (2, 0)


def test_taking_a_promise_up_again_neither_puts_off_nor_wipes_how_it_turned_out(session, client, office):
    good = make_edition(session, office, sheets=GOOD * 8)
    say(session, good, status="done", ended_on="2026-06-12")
    make_edition(session, office, sequence=S2_2026, sheets=BAD * 8)
    say(session, good, revision=1, status="started")
    say(session, good, revision=2, status="done", ended_on="2027-01-05")
    assert government_loop(session, TODAY).account.worsened == of_office(session).account.worsened == 1
    assert "Dinilai sejak pertama kali dinyatakan selesai, 12 Juni 2026." in words(client, "/unit/kantor")


@one_engine
def test_what_cannot_be_compared_is_counted_as_not_judged(session, office, baseline):
    say(session, baseline, status="done", ended_on="2026-06-12")
    make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8, questionnaires=["skm/2"])
    assert government_loop(session, TODAY).account == of_office(session).account
    assert (of_office(session).account.early, of_office(session).account.unclear) == (1, 0)


@one_engine
def test_no_more_editions_are_read_than_promises_are_measured_by(session, office, baseline):
    say(session, baseline, status="done", ended_on="2026-06-12")
    for later in range(4):
        make_edition(session, office, sequence=S2_2026 + later, sheets=GOOD * 8)
        month = 12 * 2026 + 7 + later
        make_edition(session, office, kind="interim", sequence=later, month=month, sheets=GOOD * 8)
    known, _newest = loop._editions(session, loop._promises(session))
    assert list(known) == ["kantor-2026-s1", "kantor-2028-s1", "kantor-antara-3"]
    assert government_loop(session, TODAY).account.improved == 1


@one_engine
def test_a_promise_without_a_figure_is_counted_and_not_judged(session, client, office):
    content = {
        "element": "ikm", "wording": {"id": "Disepakati.", "en": "Agreed."}, "owner": "Sekretaris",
        "due": "2026-09-30", "status": "done", "ended_on": "2026-07-01", "reason": None, "baseline": None,
    }  # fmt: skip
    session.add(
        Statement(unit_id=office.id, kind="action", subject="x", revision=0, published_on=TODAY, content=content)
    )
    session.commit()
    assert government_loop(session, TODAY).account.early == of_office(session).account.early == 1
    assert client.get("/").status_code == client.get("/unit/kantor").status_code == 200


def test_topics_show_where_they_stand_and_late_ones_are_counted(session, client, office):
    topic(session, office, "Lama", last_on=TODAY - timedelta(days=9))
    topic(session, office, "Ditunggu", "waiting", TODAY - timedelta(days=3), due_on=TODAY)
    topic(session, office, "Terlambat", "waiting", TODAY - timedelta(days=2), due_on=TODAY - timedelta(days=1))
    topic(session, make_unit(session, slug="lain"), "Tetangga", "answered", TODAY)
    talk = of_office(session).talk
    assert [line.title for line in talk.newest] == ["Terlambat", "Ditunggu", "Lama"]
    assert (talk.waiting, talk.overdue) == (2, 1)
    assert [line.title for line in government_loop(session, TODAY).talk.newest] == [
        "Tetangga",
        "Terlambat",
        "Ditunggu",
    ]
    page = client.get("/unit/kantor").text
    assert "/forum/baru?kantor=kantor" in page
    assert "Tetangga" not in page
    assert "2 topik menunggu jawaban kantor, 2 lewat tenggat" in words(client, "/").replace(" ,", ",")


def announce(session, office, title, state, held_on):
    session.add(
        Consultation(
            unit_id=office.id,
            topic_id=topic(session, office, title).id,
            title_id=title,
            title_en=title,
            purpose_id="Membahas standar.",
            purpose_en="About standards.",
            held_on=held_on,
            starts="09:00",
            ends="11:00",
            place="Aula",
            state=state,
            announced_on=TODAY,
        )
    )
    session.commit()
    forget_site()


@one_engine
def test_the_next_consultation_is_the_nearest_that_was_announced(session, client, office):
    today = datetime.now(WITA).date()
    coming = (("batal", "cancelled", 1), ("kelak", "announced", 40), ("dekat", "announced", 9))
    for title, state, away in (*coming, ("lewat", "announced", -1)):
        announce(session, office, title, state, today + timedelta(days=away))
    assert next_consultation(session, today).title.id == "dekat"
    assert "Konsultasi publik berikutnya: dekat" in words(client, "/")


@one_engine
def test_pages_stay_within_twelve_statements(session, client, office, baseline, statements):
    say(session, baseline, status="done", ended_on="2026-06-12")
    report(session, office, antrean=14)
    topic(session, office)
    for path in ("/", "/?cari=uji", "/unit/kantor"):
        with statements(session) as seen:
            client.get(path)
        assert len(seen) <= 12, path
