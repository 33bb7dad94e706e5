"""The home page says what is due for whoever signed in, and shows only their offices."""

from datetime import datetime, timedelta

from portal.domain.periods import WITA, first_day, month_of
from portal.domain.permissions import Role
from portal.models import Comment, Consultation, Contribution, Sheet, Target, Topic
from portal.publishing.job import publish
from tests import factories
from tests.staff import make_account, sign_in

THIS_MONTH = month_of(datetime.now(WITA).date())


def home(app, session, role: Role, unit=None, path: str = "/staf/") -> str:
    client = app.test_client()
    sign_in(client, make_account(session, role=role, unit=unit))
    return client.get(path).text


def test_somebody_for_whom_nothing_waits_reads_so(app, session):
    factories.make_site(session)
    assert "Tidak ada yang menunggu Anda hari ini." in home(app, session, Role.EMPLOYEE)


def test_a_portal_without_offices_says_how_to_begin(app, session):
    factories.make_site(session)
    assert "Daftarkan kantor pertama" in home(app, session, Role.OWNER)
    assert "Daftarkan kantor pertama" not in home(app, session, Role.AUDITOR)


def test_the_owner_sees_each_office_with_answers_target_edition_and_comments(app, session):
    factories.make_site(session, period="year")
    unit = factories.make_unit(session, name_id="Dinas Uji")
    counter = factories.make_counter(session, unit)
    factories.make_responses(session, counter, ["3" * 9] * 12, month=THIS_MONTH - 13)
    publish(session, first_day(THIS_MONTH))
    factories.make_responses(session, counter, ["3" * 9] * 7, month=THIS_MONTH)
    year = THIS_MONTH // 12
    session.add(Target(unit_id=unit.id, kind="year", sequence=year, population=100))
    session.add(Comment(unit_id=unit.id, id=bytes(16), month=THIS_MONTH, text="Ramah.", handle=bytes(32)))
    session.commit()
    page = home(app, session, Role.OWNER)
    assert "Dinas Uji" in page
    assert "7 / 80" in page
    assert "75,00 C" in page
    assert "1 komentar belum dibaca" in page


def test_a_head_sees_the_own_office_and_no_fresh_comments(app, session):
    factories.make_site(session)
    unit, other = factories.make_unit(session), factories.make_unit(session)
    session.add(Comment(unit_id=unit.id, id=bytes(16), month=THIS_MONTH, text="Ramah.", handle=bytes(32)))
    session.commit()
    page = home(app, session, Role.HEAD, unit)
    assert unit.name_id in page
    assert f">{other.name_id}<" not in page
    assert "belum dibaca" not in page


def test_a_clerk_is_told_of_sheets_for_fresh_eyes(app, session):
    factories.make_site(session)
    unit = factories.make_unit(session)
    mine = make_account(session, role=Role.CLERK, unit=unit)
    other = make_account(session, role=Role.CLERK, unit=unit)
    third = make_account(session, role=Role.CLERK, unit=unit)
    row = {"unit_id": unit.id, "month": THIS_MONTH, "response_id": bytes(16), "sampled": True}
    read = {"second_by": third.id, "second_scores": "3" * 9, "differing": 1}
    session.add_all(
        [
            Sheet(number=1, keyed_by=mine.id, **row),
            Sheet(number=2, keyed_by=other.id, **row),
            Sheet(number=3, keyed_by=other.id, **row, **read),
        ]
    )
    session.commit()
    client = app.test_client()
    sign_in(client, mine)
    page = client.get("/staf/").text
    assert "1 lembar kertas perlu Anda baca sekali lagi" in page
    assert "1 lembar kertas terbaca berbeda" in page


def test_the_forum_says_what_waits_for_each_post(app, session):
    factories.make_site(session)
    unit, other = factories.make_unit(session), factories.make_unit(session)
    today = datetime.now(WITA).date()
    dates = {"opened_on": today, "last_on": today}
    topic = {"origin": "citizen", "title": "Antrean", "state": "waiting", **dates}
    late = Topic(unit_id=unit.id, due_on=today - timedelta(days=1), **topic)
    session.add_all(
        [late, Topic(unit_id=unit.id, due_on=today, **topic), Topic(unit_id=other.id, due_on=today, **topic)]
    )
    session.flush()
    words = {"title_id": "Konsultasi", "title_en": "Consultation", "purpose_id": "Jam buka", "purpose_en": "Hours"}
    session.add_all(
        [
            Contribution(
                id=bytes(16), handle=bytes(32), body_seal=bytes(32), unit_id=unit.id, text="Tolong.",
                language="id", received_on=today,
            ),
            Consultation(
                unit_id=unit.id, topic_id=late.id, held_on=today, starts="09:00", ends="11:00", place="Aula",
                state="held", announced_on=today, **words,
            ),
        ]
    )  # fmt: skip
    session.commit()
    head = home(app, session, Role.HEAD, unit)
    assert "1 topik forum lewat tenggat jawaban" in head
    assert "1 topik forum menunggu jawaban kantor" in head
    assert "1 konsultasi publik menunggu berita acara" in head
    assert "dibaca moderator" not in head
    assert "1 tulisan warga menunggu dibaca moderator" in home(app, session, Role.MODERATOR)
