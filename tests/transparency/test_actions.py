"""What the public reads about promises: all of it, the late and the dropped too, and never a cause."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest

from portal.domain import promises
from portal.domain.figures import parse
from portal.domain.follow_up import Outcome
from portal.domain.periods import WITA
from portal.editions import list_editions
from portal.models.statements import Statement
from portal.site import forget_site
from portal.transparency.promises import kept_promises, office_promises
from tests.factories import make_site, make_unit
from tests.transparency.documents import BAD, GOOD, make_edition

TODAY = date(2026, 8, 3)
S2_2026 = 4053


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji", name_en="Test Office")


@pytest.fixture
def baseline(session, office):
    return make_edition(session, office, sheets=BAD * 8)


def say(session, edition, *, subject="a", revision=0, published_on=TODAY, **changes) -> None:
    """Publish a revision of a promise about the waiting time."""
    reading = promises.read(parse(edition.document, edition.hash), changes.pop("element", "waktu"))
    base = promises.baseline_of(reading)
    content = {
        "element": "waktu",
        "wording": {"id": f"Janji {subject}.", "en": f"Promise {subject}."},
        "owner": "Kepala Bidang",
        "due": "2026-09-30",
        "status": "planned",
        "ended_on": None,
        "reason": None,
        "baseline": {
            "edition": base.edition, "hash": base.hash, "value": base.value, "low": base.low, "high": base.high,
        },
        **changes,
    }  # fmt: skip
    session.add(
        Statement(
            unit_id=edition.unit_id,
            kind="action",
            subject=subject,
            revision=revision,
            published_on=published_on,
            content=content,
        )
    )
    session.commit()
    forget_site()


def views(session, today=TODAY):
    return office_promises(session, "kantor", list_editions(session, "kantor"), today)


def section(client, path="/unit/kantor") -> str:
    html = client.get(path).text
    if "judul-janji" not in html:
        return ""
    part = html.split('aria-labelledby="judul-janji"')[1].split("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split())


def test_an_office_without_promises_shows_no_such_section(client, baseline):
    assert section(client) == ""


def test_a_promise_is_shown_with_who_when_and_what_it_answers(session, client, baseline):
    far = datetime.now(WITA).date() + timedelta(days=400)
    say(session, baseline, due=far.isoformat())
    said = section(client)
    assert "Waktu Penyelesaian Janji a. Direncanakan" in said
    assert "Kepala Bidang" in said
    reading = promises.read(parse(baseline.document, baseline.hash), "waktu")
    low, value, high = (f"{n / 100:.2f}".replace(".", ",") for n in (reading.low, reading.value, reading.high))
    assert f"{value} (selang {low}–{high})" in said
    assert "Promise a." in section(client, "/en/unit/kantor")


def test_what_was_written_before_stays_readable(session, client, baseline):
    say(session, baseline, published_on=date(2026, 7, 10))
    say(session, baseline, revision=1, due="2026-12-30", wording={"id": "Janji baru.", "en": "New promise."})
    said = section(client)
    assert said.count("Janji a.") == said.count("Janji baru.") == 1
    assert said.index("Janji baru.") < said.index("Yang tertulis sebelumnya") < said.index("Janji a.")
    assert "10 Juli 2026: Direncanakan, tenggat 30 September 2026, Kepala Bidang “Janji a.”" in said


def test_a_due_day_that_was_put_off_says_from_when_and_how_often(session, client, baseline):
    say(session, baseline, due="2026-07-31")
    assert "digeser" not in section(client)
    say(session, baseline, revision=1, due="2026-08-31")
    say(session, baseline, revision=2, due="2026-10-30")
    assert "tenggat 30 Oktober 2026 (tenggat semula 31 Juli 2026, digeser 2 kali)" in section(client)
    say(session, baseline, revision=3, due="2026-07-30")
    assert "digeser" not in section(client)


def test_lateness_shows_from_the_day_after_the_due_day(session, baseline):
    say(session, baseline, due=TODAY.isoformat())
    assert [view.overdue for view in views(session)] == [False]
    assert [view.overdue for view in views(session, TODAY + timedelta(days=1))] == [True]
    assert views(session, TODAY + timedelta(days=5))[0].changed_on == TODAY + timedelta(days=1)


def test_a_late_promise_says_so_on_the_page(session, client, baseline):
    say(session, baseline, due="2026-07-01")
    assert "Lewat tenggat" in section(client)


def test_a_dropped_promise_stays_with_its_reason(session, client, baseline):
    reason = {"id": "Anggaran dialihkan.", "en": "The budget went elsewhere."}
    say(session, baseline, status="dropped", ended_on="2026-07-20", reason=reason)
    assert "Dibatalkan 20 Juli 2026" in section(client)
    assert "Alasannya: Anggaran dialihkan." in section(client)


def test_open_promises_stand_before_ended_ones_and_the_next_due_first(session, baseline):
    say(session, baseline, subject="late", due="2026-11-30")
    say(session, baseline, subject="soon", due="2026-08-31")
    say(session, baseline, subject="old", status="done", ended_on="2026-07-02")
    say(session, baseline, subject="new", status="done", ended_on="2026-07-20")
    order = [view.promise.wording.en for view in views(session)]
    assert order == ["Promise soon.", "Promise late.", "Promise new.", "Promise old."]


def test_whether_it_worked_is_told_from_answers_given_afterwards(session, client, office, baseline):
    say(session, baseline, status="done", ended_on="2026-06-12")
    assert views(session)[0].effect.outcome is Outcome.TOO_EARLY
    assert "Belum dapat dinilai" in section(client)
    make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8)
    assert views(session)[0].effect.outcome is Outcome.IMPROVED
    said = section(client)
    assert "Nilainya naik, lebih besar daripada yang wajar karena kebetulan." in said
    assert "Semester 1 2026" in said
    assert "Semester 2 2026" in said


def test_a_figure_that_was_replaced_since_does_not_count(session, office, baseline):
    say(session, baseline, status="done", ended_on="2026-06-12")
    make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8)
    make_edition(session, office, sequence=S2_2026, revision=1, sheets=BAD * 8)
    (view,) = views(session)
    assert view.effect.newest.edition.id == "kantor-2026-s2-r1"
    assert view.effect.outcome is Outcome.UNCLEAR


def test_an_open_promise_claims_nothing_yet(session, client, office, baseline):
    say(session, baseline, status="started")
    make_edition(session, office, sequence=S2_2026, sheets=GOOD * 8)
    assert views(session)[0].effect is None
    assert "Berhasilkah?" not in section(client)


def test_a_new_promise_renews_the_page(session, client, baseline):
    before = client.get("/unit/kantor").headers
    say(session, baseline, published_on=date(2026, 9, 1))
    after = client.get("/unit/kantor").headers
    assert before["ETag"] != after["ETag"]
    assert "01 Sep 2026" in after["Last-Modified"] or "Oct 2026" in after["Last-Modified"]


def test_other_offices_promises_are_not_mixed_in(session, client, baseline):
    other = make_unit(session, slug="lain")
    say(session, make_edition(session, other, sheets=BAD * 8))
    assert section(client) == ""
    assert section(client, "/unit/lain") != ""


def test_the_front_page_names_what_was_done_last(session, client, office, baseline):
    assert "Yang berubah karena warga menjawab" not in client.get("/").text
    for number in range(5):
        say(session, baseline, subject=f"p{number}")
        say(session, baseline, subject=f"p{number}", revision=1, status="done", ended_on=f"2026-07-0{number + 1}")
    say(session, baseline, subject="p4", revision=2, status="started")
    kept = kept_promises(session, 3)
    assert [one.promise.wording.en for one in kept] == ["Promise p3.", "Promise p2.", "Promise p1."]
    page = client.get("/").text
    assert page.index("Janji p3.") < page.index("Janji p2.") < page.index("Janji p1.")
    assert "Janji p4." not in page
