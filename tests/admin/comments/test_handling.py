"""What staff do at the desk: sort, answer, and do it for many at once."""

import pytest
from sqlalchemy import select

from portal.admin.comments import actions
from portal.admin.themes.actions import add_default_themes
from portal.domain.permissions import Role
from portal.models import AuditEntry, Reply
from tests.admin.comments.desk import SECRET, address, handling_of, make_comment, send, signed_in
from tests.factories import make_site, make_unit

LIST = "/staf/komentar/"
SELECTED = "/staf/komentar/terpilih"


@pytest.fixture
def unit(session):
    make_site(session)
    add_default_themes(session)
    session.commit()
    return make_unit(session, name_id="Dinas Uji", name_en="Test Office")


@pytest.fixture
def owner(app, session):
    return signed_in(app, session, Role.OWNER)


def test_themes_that_the_words_suggest_are_ticked_and_none_is_given_before_it_is_saved(app, session, unit, owner):
    comment = make_comment(session, unit, "Antre lama, kursinya kurang.")
    page = owner.get(address(unit, comment)).text
    ticked = [line for line in page.split("<input") if "checked" in line]
    assert len(ticked) == 3
    assert all(
        any(f'value="{slug}"' in line for line in ticked)
        for slug in ("antrean", "waktu-tunggu", "tempat-dan-sarana")
    )
    assert handling_of(session, comment) is None
    sent = send(owner, address(unit, comment), address(unit, comment, "tema"), themes=["antrean", "biaya"])
    assert sent.status_code == 303
    handled = handling_of(session, comment)
    assert (handled.state, handled.themes) == ("read", ["antrean", "biaya"])


def test_a_theme_that_is_none_is_refused_and_nothing_is_stored(session, unit, owner):
    comment = make_comment(session, unit)
    refused = send(owner, address(unit, comment), address(unit, comment, "tema"), themes=["tidak-ada"])
    assert refused.status_code == 422
    assert handling_of(session, comment) is None


def test_a_reply_is_given_once_and_stays(session, unit, owner):
    comment = make_comment(session, unit)
    page, to = address(unit, comment), address(unit, comment, "tanggapan")
    assert send(owner, page, to, text="   ").status_code == 422
    assert send(owner, page, to, text="x" * 1001).status_code == 422
    assert send(owner, page, to, text="Kami tambah kursi.").status_code == 303
    assert "Kami tambah kursi." in owner.get(page).text
    again = send(owner, page, to, text="Yang kedua.")
    assert again.status_code == 422
    assert "sudah ditanggapi" in again.text
    assert session.scalars(select(Reply.text)).all() == ["Kami tambah kursi."]


def test_a_head_answers_a_comment_that_is_open_to_the_office_and_no_other(app, session, unit):
    comments = [make_comment(session, unit, f"Isi {number}") for number in range(3)]
    early = make_comment(session, unit, "Baru", ago=0)
    head = signed_in(app, session, Role.HEAD, unit)
    page = address(unit, comments[0])
    assert send(head, page, address(unit, early, "tanggapan"), text="Siapa ini?").status_code == 404
    assert send(head, page, address(unit, comments[0], "tanggapan"), text="Terima kasih.").status_code == 303
    assert session.scalars(select(Reply.text)).all() == ["Terima kasih."]


def test_a_form_without_its_token_changes_nothing_and_keeps_what_was_typed(session, unit, owner):
    comment = make_comment(session, unit)
    refused = owner.post(address(unit, comment, "tanggapan"), data={"text": "Sudah diketik"})
    assert refused.status_code == 422
    assert "Sudah diketik" in refused.text
    assert session.scalars(select(Reply.text)).all() == []


def test_many_are_marked_read_or_sorted_at_once(session, unit, owner):
    comments = [make_comment(session, unit, f"Isi {number}") for number in range(3)]
    chosen = [comment.id.hex() for comment in comments[:2]]
    assert send(owner, LIST, SELECTED, chosen=chosen, step="read", theme="").status_code == 303
    assert [getattr(handling_of(session, comment), "state", None) for comment in comments] == [
        "read",
        "read",
        None,
    ]
    assert send(owner, LIST, SELECTED, chosen=chosen, step="theme", theme="biaya").status_code == 303
    assert send(owner, LIST, SELECTED, chosen=chosen, step="theme", theme="antrean").status_code == 303
    assert handling_of(session, comments[0]).themes == ["biaya", "antrean"]
    assert "1–2 dari 2" in owner.get(LIST + "?theme=biaya").text


def test_steps_for_many_ask_what_is_missing(session, unit, owner):
    comment = make_comment(session, unit)
    nothing = send(owner, LIST, SELECTED, step="read", theme="")
    assert nothing.status_code == 422
    assert "Centang dulu" in nothing.text
    no_theme = send(owner, LIST, SELECTED, chosen=[comment.id.hex()], step="theme", theme="")
    assert no_theme.status_code == 422
    assert f'value="{comment.id.hex()}"' in no_theme.text
    assert handling_of(session, comment) is None


def test_a_head_marks_nothing_for_another_office(app, session, unit):
    other = make_unit(session)
    mine = [make_comment(session, unit, f"Isi {number}") for number in range(3)]
    theirs = [make_comment(session, other, f"Isi {number}") for number in range(3)]
    head = signed_in(app, session, Role.HEAD, unit)
    chosen = [mine[0].id.hex(), theirs[0].id.hex()]
    assert send(head, LIST, SELECTED, chosen=chosen, step="read", theme="").status_code == 303
    assert handling_of(session, mine[0]) is not None
    assert handling_of(session, theirs[0]) is None


def test_a_head_reads_themes_and_sets_none(app, session, unit):
    comments = [make_comment(session, unit, f"Isi {number}") for number in range(3)]
    actions.set_themes(session, unit.id, comments[0].id, ["biaya"])
    session.commit()
    head = signed_in(app, session, Role.HEAD, unit)
    page = head.get(address(unit, comments[0])).text
    assert "Biaya" in page
    assert "/tema" not in page
    assert 'value="theme"' not in head.get(LIST).text
    chosen = [comments[1].id.hex()]
    for to, fields in (
        (address(unit, comments[0], "tema"), {"themes": ["antrean"]}),
        (SELECTED, {"chosen": chosen, "step": "theme", "theme": "antrean"}),
    ):
        assert send(head, LIST, to, **fields).status_code == 403
    assert handling_of(session, comments[0]).themes == ["biaya"]
    assert handling_of(session, comments[1]) is None
    assert (
        send(head, address(unit, comments[1]), SELECTED, chosen=chosen, step="read", theme="").status_code == 303
    )
    assert handling_of(session, comments[1]).state == "read"


def test_counts_of_themes_begin_at_three(session, unit, owner):
    for number in range(3):
        comment = make_comment(session, unit, f"Isi {number}")
        themes = ["antrean", "biaya"] if number else ["antrean"]
        actions.set_themes(session, unit.id, comment.id, themes)
    session.commit()
    page = owner.get(f"{LIST}?unit={unit.slug}").text
    counted = page.split("Tema di kantor ini", 1)[1].split("</p>", 1)[0]
    assert "Antrean</a> 3" in counted
    assert "Biaya" not in counted


def test_a_comment_that_was_taken_back_meanwhile_is_gone_for_every_step(session, unit):
    comment = make_comment(session, unit, "", state="withdrawn")
    with pytest.raises(actions.GoneError):
        actions.mark_read(session, unit.id, comment.id)


def test_the_trail_says_who_answered_and_never_what_the_comment_says(session, unit, owner):
    comment = make_comment(session, unit, SECRET)
    send(owner, address(unit, comment), address(unit, comment, "tanggapan"), text="Terima kasih.")
    entries = session.scalars(select(AuditEntry)).all()
    assert {"replies", "handlings", "comments"} <= {entry.subject for entry in entries}
    assert not [entry for entry in entries if "rokok" in str(entry.detail)]


def test_a_list_of_a_hundred_offices_costs_no_more_statements(app, session, unit, owner, statements):
    make_comment(session, unit, "Isi")
    owner.get(LIST)
    few = statements(lambda: owner.get(LIST))
    for number in range(20):
        other = make_unit(session)
        make_comment(session, other, f"Isi {number}")
    owner.get(LIST)
    many = statements(lambda: owner.get(LIST))
    assert many == few <= 12
