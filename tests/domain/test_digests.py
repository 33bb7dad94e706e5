"""A digest counts and leads somewhere; with nothing to do there is none."""

from datetime import date, timedelta

import pytest

from portal.domain.digests import MOST_ATTEMPTS, Line, compose, is_given_up, is_too_old

DAY = date(2026, 6, 30)
PLACES = {"home": "https://a.example/staf/", "leave": "https://a.example/staf/saya"}


def line(key: str, count: int) -> Line:
    return Line(key=key, count=count, text=f"{count} {key} menunggu", address=f"https://a.example/{key}")


def digest(*lines: Line, sample: bool = False):
    return compose(lines, today=DAY, sample=sample, **PLACES)


def test_each_line_has_its_link_and_the_subject_the_sum():
    made = digest(line("komentar", 3), line("evaluasi", 4))
    assert made.subject == "Suara Warga: 7 hal menunggu Anda"
    assert "\n- 3 komentar menunggu\nhttps://a.example/komentar\n\n- 4 evaluasi menunggu\n" in made.body
    assert "30/06/2026" in made.body
    assert [address in made.body for address in PLACES.values()] == [True, True]


@pytest.mark.parametrize(
    "lines", [(), (line("komentar", 0),), (line("trail_today", 12),), (line("reports_unread", 1),)]
)
def test_where_nothing_waits_there_is_no_digest(lines):
    assert digest(*lines) is None


def test_news_makes_no_line_and_sealed_reports_are_not_told_of():
    made = digest(line("komentar", 1), line("trail_today", 12), line("reports_unread", 2))
    assert made.subject == "Suara Warga: 1 hal menunggu Anda"
    assert not any(key in made.body for key in ("trail_today", "reports_unread"))


def test_made_up_counts_say_so():
    made = digest(line("komentar", 1), sample=True)
    assert made.subject.startswith("[DATA CONTOH]")
    assert made.body.startswith("DATA CONTOH")


def test_a_digest_is_given_up_after_five_tries_or_five_days():
    assert [is_given_up(tries) for tries in (MOST_ATTEMPTS - 1, MOST_ATTEMPTS)] == [False, True]
    assert [is_too_old(DAY - timedelta(days=days), DAY) for days in (0, 5, 6)] == [False, False, True]


def test_a_letter_does_not_tell_what_waits_about_the_readers_own_work():
    made = digest(line("komentar", 3), line("plans_returned", 1), line("evaluations_to_receive", 2))
    assert made.subject == "Suara Warga: 4 hal menunggu Anda"
    assert "Ada yang menunggu Anda di ruang kinerja." in made.body
    assert not any(key in made.body for key in ("plans_returned", "evaluations_to_receive"))
