"""Two persons put a comment on the office's page; what they cover is nowhere to be found."""

import re

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.admin.comments.actions import GoneError
from portal.admin.publication import actions
from portal.domain.comments import Cover, found_covers
from portal.domain.permissions import Role
from portal.domain.redaction import REDACTED
from portal.models import Comment, Handling, Post, Statement
from tests.admin.comments.desk import (
    NAME,
    OPEN,
    SECRET,
    address,
    client_of,
    handling_of,
    make_comment,
    months_ago,
    send,
    signed_in,
    today,
)
from tests.factories import make_counter, make_responses, make_site, make_unit
from tests.staff import make_account

LIST = "/staf/komentar/"
HIDDEN = ("Budi", "Hartono")


@pytest.fixture
def unit(session):
    """Return an office with two comments of a month that it may read as soon as there is a third."""
    make_site(session)
    office = make_unit(session, name_id="Dinas Uji", name_en="Test Office")
    for text in ("Parkirnya sempit.", "Petugasnya sabar."):
        make_comment(session, office, text)
    return office


@pytest.fixture
def comment(session, unit):
    return make_comment(session, unit, SECRET)


@pytest.fixture
def owner(app, session):
    return signed_in(app, session, Role.OWNER)


@pytest.fixture
def moderator(app, session):
    return signed_in(app, session, Role.MODERATOR)


def ticked(page: str) -> list[str]:
    return re.findall(r'<input checked [^>]*name="covered"[^>]*value="(\d+)"', page)


def propose(client, unit, comment, covered=None):
    page = address(unit, comment, "usul")
    return send(client, page, covered=ticked(client.get(page).text) if covered is None else covered)


def seen_by(client, unit, comment) -> str:
    page = client.get(address(unit, comment, "putusan")).text
    return re.search(r'name="seen"[^>]*value="([^"]+)"', page)[1]


def publish(client, unit, comment, **changes):
    page = address(unit, comment, "putusan")
    fields = {"seen": seen_by(client, unit, comment), "decision": "publish", "reason": ""}
    return send(client, page, **(fields | changes))


def test_found_personal_data_is_ticked_and_published_as_bars(session, client, unit, comment, owner, moderator):
    send(owner, address(unit, comment), address(unit, comment, "tanggapan"), text="Sudah kami tegur.")
    assert propose(owner, unit, comment).status_code == 303
    look = moderator.get(address(unit, comment, "putusan")).text
    assert "di loket dua minta uang rokok." in look
    assert "Sudah kami tegur." in look
    assert publish(moderator, unit, comment).status_code == 303
    row = session.scalars(select(Statement)).one()
    assert (row.kind, row.revision, row.retracted) == ("comment", 0, False)
    assert row.content["text"] == f"Pak {REDACTED} di loket dua minta uang rokok."
    assert row.content["reply"] == "Sudah kami tegur."
    assert row.content["period"]["kind"] == "semester"
    shown = client.get(f"/unit/{unit.slug}").text
    assert "di loket dua minta uang rokok." in shown
    assert "Sudah kami tegur." in shown
    for page in (
        look,
        shown,
        client.get(f"/en/unit/{unit.slug}").text,
        client.get(f"/api/v1/units/{unit.slug}").text,
        moderator.get(LIST).text,
        moderator.get(address(unit, comment)).text,
        moderator.get(LIST + "?format=csv").text,
        str(row.content),
    ):
        assert [word for word in HIDDEN if word in page] == []


def test_the_owner_covers_more_words_and_uncovers_others(session, unit, comment, owner, moderator):
    words = SECRET.split()
    assert propose(owner, unit, comment, [str(words.index("loket")), str(words.index("dua"))]).status_code == 303
    publish(moderator, unit, comment)
    text = session.scalars(select(Statement)).one().content["text"]
    assert text == f"Pak {NAME} di {REDACTED} minta uang rokok."


def test_whoever_proposed_does_not_decide(app, session, unit, comment):
    account = make_account(session, Role.OWNER)
    account.posts.append(Post(role=Role.MODERATOR, unit_id=None))
    session.commit()
    both = client_of(app, account)
    propose(both, unit, comment)
    refused = publish(both, unit, comment)
    assert refused.status_code == 422
    assert "Orang lain yang memutuskan" in refused.text
    assert publish(both, unit, comment, decision="decline", reason="Sendiri saja").status_code == 422
    assert session.scalars(select(Statement)).all() == []
    assert handling_of(session, comment).state == "proposed"


def test_the_database_refuses_one_person_as_both(session, unit, comment):
    account = make_account(session, Role.OWNER)
    actions.propose(session, unit.id, comment.id, (), by=account.id, today=today().date())
    session.commit()
    both = {"state": "published", "statement": "x", "decided_by": account.id}
    with pytest.raises(IntegrityError):
        session.execute(update(Handling).values(**both))
    session.rollback()


def test_what_changed_since_it_was_looked_at_is_not_published(session, unit, comment, owner, moderator):
    propose(owner, unit, comment)
    looked_at = seen_by(moderator, unit, comment)
    propose(owner, unit, comment, [])
    refused = publish(moderator, unit, comment, seen=looked_at)
    assert refused.status_code == 422
    assert "berubah" in refused.text
    assert session.scalars(select(Statement)).all() == []


def test_a_comment_that_can_still_be_taken_back_is_not_proposed(session, unit, comment, owner):
    counter = make_counter(session, unit)
    make_responses(session, counter, ["3" * 9], month=months_ago(OPEN + 1))
    refused = propose(owner, unit, comment)
    assert refused.status_code == 422
    assert "masih dapat menarik" in refused.text
    assert handling_of(session, comment) is None


def test_no_comment_is_proposed_before_its_office_may_read_it(session, unit, owner):
    fresh = make_comment(session, unit, "Baru saja.", ago=0)
    refused = propose(owner, unit, fresh)
    assert refused.status_code == 422
    assert "belum boleh membaca" in refused.text
    assert handling_of(session, fresh) is None


def test_a_moderator_of_single_offices_is_close_to_them_and_reads_nothing(app, session, unit, comment, owner):
    propose(owner, unit, comment)
    close = signed_in(app, session, Role.MODERATOR, unit)
    assert "rokok" not in close.get(LIST).text
    assert close.get(address(unit, comment, "putusan")).status_code == 404


def test_answers_of_a_later_month_do_not_hold_a_comment_back(session, unit, comment, owner):
    counter = make_counter(session, unit)
    make_responses(session, counter, ["3" * 9], month=months_ago(OPEN - 1))
    assert propose(owner, unit, comment).status_code == 303


def test_a_comment_that_was_taken_back_or_erased_is_never_published(session, unit, comment):
    one, two = make_account(session, Role.OWNER), make_account(session, Role.MODERATOR)
    actions.propose(session, unit.id, comment.id, found_covers(SECRET, ()), by=one.id, today=today().date())
    seal = actions.proposal(session, unit.id, comment.id).seal
    session.commit()
    session.execute(update(Comment).values(text="", state="erased"))
    with pytest.raises(GoneError):
        actions.publish(
            session,
            unit.id,
            comment.id,
            by=two.id,
            seen=seal,
            subject="x",
            period="semester",
            today=today().date(),
        )


def test_declining_needs_a_reason_that_the_owner_reads_and_may_act_on(session, unit, comment, owner, moderator):
    propose(owner, unit, comment, [])
    assert publish(moderator, unit, comment, decision="decline").status_code == 422
    assert publish(moderator, unit, comment, decision="decline", reason="Nama belum ditutup").status_code == 303
    assert "Nama belum ditutup" in owner.get(address(unit, comment)).text
    assert moderator.get(address(unit, comment)).status_code == 404
    propose(owner, unit, comment, [1, 2])
    assert publish(moderator, unit, comment).status_code == 303


def test_a_retracted_comment_leaves_the_page_for_good(session, client, unit, comment, owner, moderator):
    propose(owner, unit, comment)
    publish(moderator, unit, comment)
    assert "rokok" in client.get(f"/unit/{unit.slug}").text
    page = address(unit, comment, "cabut")
    assert send(moderator, page, reason="").status_code == 422
    assert send(moderator, page, reason="Salah terbit").status_code == 303
    assert "rokok" not in client.get(f"/unit/{unit.slug}").text
    assert [
        (row.revision, row.retracted) for row in session.scalars(select(Statement).order_by(Statement.id))
    ] == [
        (0, False),
        (1, True),
    ]
    assert propose(owner, unit, comment).status_code == 422
    assert moderator.get(page).status_code == 404


def test_a_published_comment_keeps_its_covers_when_themes_change(session, unit, comment, owner, moderator):
    propose(owner, unit, comment)
    publish(moderator, unit, comment)
    before = handling_of(session, comment).redactions
    assert send(owner, address(unit, comment), address(unit, comment, "tema")).status_code == 303
    assert handling_of(session, comment).redactions == before
    assert propose(owner, unit, comment, []).status_code == 422


@pytest.mark.parametrize("role", [Role.HEAD, Role.OWNER])
def test_nobody_close_to_the_office_proposes(app, session, unit, comment, role):
    for number in range(2):
        make_comment(session, unit, f"Isi {number}")
    client = signed_in(app, session, role, unit)
    assert client.get(address(unit, comment)).status_code == 200
    assert client.get(address(unit, comment, "usul")).status_code == 403
    assert client.post(address(unit, comment, "usul")).status_code == 403


def test_a_moderator_of_one_office_decides_nothing_for_another(app, session, unit, comment, owner):
    propose(owner, unit, comment)
    other = signed_in(app, session, Role.MODERATOR, make_unit(session))
    assert other.get(address(unit, comment, "putusan")).status_code == 403
    assert "rokok" not in other.get(LIST).text


def test_covers_hold_where_the_text_is_cut_in_the_middle_of_a_word(session, unit):
    comment = make_comment(session, unit, "Hub 08123456789!")
    account = make_account(session, Role.OWNER)
    actions.propose(
        session, unit.id, comment.id, [Cover(start=4, end=15, kind="phone")], by=account.id, today=today().date()
    )
    assert actions.proposal(session, unit.id, comment.id).text == f"Hub {REDACTED}!"
