"""Themes: a short list that the owner keeps."""

import pytest
from sqlalchemy import select

from portal.admin.themes.actions import DEFAULT_THEMES, add_default_themes, read_keywords, slug_of
from portal.domain.permissions import Role
from portal.models import Theme
from tests.admin.comments.desk import send, signed_in
from tests.factories import make_site, make_unit

LIST, ADD = "/staf/tema/", "/staf/tema/baru"


@pytest.fixture
def owner(app, session):
    make_site(session)
    return signed_in(app, session, Role.OWNER)


def themes(session):
    session.expire_all()
    return {row.slug: row for row in session.scalars(select(Theme))}


def test_a_new_portal_starts_with_themes_for_everything_and_gets_them_once(session):
    add_default_themes(session)
    add_default_themes(session)
    assert len(themes(session)) == len(DEFAULT_THEMES)
    assert [slug for slug, row in themes(session).items() if not row.keywords] == ["lainnya"]


def test_an_empty_list_says_how_to_begin(owner):
    assert "Tambah tema pertama" in owner.get(LIST).text


def test_a_theme_is_added_changed_closed_and_opened_again(session, owner):
    added = send(owner, ADD, name_id="Parkir", name_en="", keywords="Parkir, motor\nparkir")
    assert added.status_code == 303
    row = themes(session)["parkir"]
    assert (row.name_en, row.keywords) == ("Parkir", ["parkir", "motor"])
    send(owner, "/staf/tema/ubah/parkir", name_id="Parkiran", name_en="Parking", keywords="parkir")
    assert themes(session)["parkir"].name_id == "Parkiran"
    send(owner, "/staf/tema/tutup/parkir")
    assert themes(session)["parkir"].closed_on is not None
    assert "Ditutup" in owner.get(LIST + "?state=closed").text
    send(owner, "/staf/tema/tutup/parkir")
    assert themes(session)["parkir"].closed_on is None


def test_the_same_name_twice_and_no_name_are_refused(session, owner):
    send(owner, ADD, name_id="Parkir", name_en="", keywords="")
    twice = send(owner, ADD, name_id="parkir", name_en="", keywords="motor")
    assert twice.status_code == 422
    assert "Sudah ada tema" in twice.text
    assert "motor" in twice.text
    assert send(owner, ADD, name_id="", name_en="", keywords="").status_code == 422
    assert list(themes(session)) == ["parkir"]


def test_a_theme_that_names_somebody_asks_first(session, owner):
    name = {"name_id": "Sikap Pak Budi Hartono", "name_en": "", "keywords": ""}
    warned = send(owner, ADD, **name)
    assert warned.status_code == 422
    assert "Budi Hartono</mark>" in warned.text
    assert not themes(session)
    seal = warned.text.partition('name="sure" value="')[2].partition('"')[0]
    assert send(owner, ADD, **name, sure=seal).status_code == 303


def test_only_an_owner_of_everything_edits_themes(app, session, owner):
    unit = make_unit(session)
    for role, office in ((Role.HEAD, unit), (Role.OWNER, unit), (Role.MODERATOR, None), (Role.AUDITOR, None)):
        client = signed_in(app, session, role, office)
        assert client.get(LIST).status_code == 403
        assert client.post(ADD).status_code == 403


@pytest.mark.parametrize(("name", "slug"), [("Waktu tunggu", "waktu-tunggu"), ("  A/B  ", "a-b"), ("…", "")])
def test_slugs(name, slug):
    assert slug_of(name) == slug


def test_keywords_are_read_as_they_are_typed():
    assert read_keywords(" Antre,\n nomor   urut ,, antre") == ("antre", "nomor urut")
