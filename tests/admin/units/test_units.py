"""Offices: added, changed, moved, closed and opened again, each only as far as somebody's post reaches."""

import pytest
from sqlalchemy import select

from portal.domain.periods import month_of
from portal.domain.permissions import Role
from portal.models import AuditEntry, Response, Unit
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import OPENED, make_counter, make_responses, make_service, make_site, make_unit
from tests.survey.sheets import GOOD

NEW = {"name_id": "Dinas Uji Baru", "officers": "4", "head_nip": "19800101 200501 1 001"}


@pytest.fixture(autouse=True)
def site(session):
    make_site(session)


@pytest.fixture
def owner(app, session):
    return as_staff(app, session)


def stored(session, slug):
    session.expire_all()
    return session.scalar(select(Unit).where(Unit.slug == slug))


def test_a_new_office_gets_its_address_from_its_name(session, owner):
    answer = submit(owner, "/staf/kantor-baru", NEW)
    assert answer.location == "/staf/kantor/dinas-uji-baru"
    unit = stored(session, "dinas-uji-baru")
    assert (unit.name_id, unit.officers, unit.parent_id, unit.closed_on) == ("Dinas Uji Baru", 4, None, None)
    assert unit.head_nip == "198001012005011001"
    assert unit.name.to("en") == "Dinas Uji Baru"
    assert "Kantor ditambahkan." in owner.get(answer.location).text
    assert "Dinas Uji Baru" in owner.get("/").text


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name_id": ""}, "Isian ini perlu diisi."),
        ({"name_id": "統計局"}, "Isi nama alamatnya"),
        ({"officers": "0"}, "Isi dengan angka dari 1 sampai"),
        ({"officers": "banyak"}, "Isi dengan bilangan bulat."),
        ({"head_nip": "1980010120050110"}, "NIP terdiri dari 18 angka."),
        ({"slug": "Dinas Uji"}, "Hanya huruf kecil, angka, dan tanda hubung"),
        ({"slug": "pemerintah"}, "Nama ini dipakai untuk seluruh pemerintah daerah."),
        ({"slug": "lama"}, "Sudah ada kantor dengan nama alamat ini."),
        ({"parent": "999999"}, "Pilih salah satu dari daftar."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(session, owner, changes, fault):
    make_unit(session, slug="lama")
    answer = submit(owner, "/staf/kantor-baru", NEW | {"address": "Jalan Ketikan 5"} | changes)
    assert answer.status_code == 422
    assert fault in answer.text
    assert "Jalan Ketikan 5" in answer.text
    assert session.query(Unit).count() == 1


def test_changing_an_office_leaves_its_address(session, owner):
    make_unit(session, slug="kantor-uji", officers=10)
    changes = {"name_id": "Nama Baru", "officers": "2", "charter_id": "Kami sanggup.\nKami siap.", "slug": "lain"}
    assert submit(owner, "/staf/kantor/kantor-uji/ubah", changes).location == "/staf/kantor/kantor-uji"
    unit = stored(session, "kantor-uji")
    assert (unit.name_id, unit.officers, unit.charter_id) == ("Nama Baru", 2, "Kami sanggup.\nKami siap.")
    entry = session.scalar(select(AuditEntry).where(AuditEntry.subject == "units"))
    assert (entry.verb, entry.unit_id, entry.detail["officers"]) == ("changed", unit.id, [10, 2])


def test_the_form_shows_what_is_stored(session, owner):
    make_unit(session, slug="kantor-uji", head_name="Dra. Rahmawati", charter_id="Kami sanggup melayani.")
    page = owner.get("/staf/kantor/kantor-uji/ubah").text
    assert 'value="Dra. Rahmawati"' in page
    assert "Kami sanggup melayani." in page


def test_closing_stops_the_counters_and_keeps_what_was_answered(session, owner):
    unit = make_unit(session)
    below = make_unit(session, parent_id=unit.id, name_id="Seksi Bawahan")
    counter = make_counter(session, unit, [make_service(session, unit)])
    make_responses(session, counter, [GOOD] * 3, month=month_of(OPENED))
    page = owner.get(f"/staf/kantor/{unit.slug}/tutup").text
    assert "1 loket buka" in page
    assert "Seksi Bawahan" in page
    assert owner.get(f"/s/{counter.code}").status_code == 200
    submit(owner, f"/staf/kantor/{unit.slug}/tutup")
    assert owner.get(f"/s/{counter.code}").status_code == 410
    assert owner.get(f"/unit/{unit.slug}").status_code == 200
    assert stored(session, below.slug).closed_on is None
    assert session.query(Response).count() == 3
    assert "Ditutup" in owner.get(f"/staf/kantor/{unit.slug}").text
    submit(owner, f"/staf/kantor/{unit.slug}/buka")
    assert owner.get(f"/s/{counter.code}").status_code == 200


def test_a_second_click_on_close_keeps_the_day_of_the_first(session, owner):
    unit = make_unit(session, closed_on=OPENED)
    submit(owner, f"/staf/kantor/{unit.slug}/tutup")
    assert stored(session, unit.slug).closed_on == OPENED


def test_a_step_without_the_forms_token_is_not_taken(session, owner):
    unit = make_unit(session)
    answer = owner.post(f"/staf/kantor/{unit.slug}/tutup")
    assert answer.status_code == 422
    assert "Halaman ini terlalu lama terbuka." in answer.text
    assert stored(session, unit.slug).closed_on is None


def test_an_office_moves_with_what_is_below_it_but_never_in_a_circle(session, owner):
    top, middle, bottom, other = (make_unit(session) for _ in range(4))
    middle.parent_id, bottom.parent_id = top.id, middle.id
    session.commit()
    address = f"/staf/kantor/{middle.slug}/pindah"
    assert submit(owner, address, {"parent": other.id}).status_code == 303
    assert stored(session, middle.slug).parent_id == other.id
    for below in (middle, bottom):
        answer = submit(owner, address, {"parent": below.id})
        assert answer.status_code == 422
        assert "Pilih salah satu dari daftar." in answer.text
    assert stored(session, middle.slug).parent_id == other.id
    submit(owner, address, {"parent": ""})
    assert stored(session, middle.slug).parent_id is None
    assert stored(session, bottom.slug).parent_id == middle.id


def test_an_owner_of_one_branch_adds_below_it_and_nowhere_else(app, session):
    top, foreign = make_unit(session), make_unit(session)
    section = make_unit(session, parent_id=top.id)
    owner = as_staff(app, session, unit=top)
    for parent in ("", str(foreign.id)):
        answer = submit(owner, "/staf/kantor-baru", NEW | {"parent": parent})
        assert answer.status_code == 422, parent
    assert session.query(Unit).count() == 3
    assert submit(owner, "/staf/kantor-baru", NEW | {"parent": str(section.id)}).status_code == 303
    assert stored(session, "dinas-uji-baru").parent_id == section.id
    assert owner.get("/staf/kantor/dinas-uji-baru/ubah").status_code == 200


def test_an_owner_of_one_branch_moves_within_it_and_not_out_of_it(app, session):
    top, foreign = make_unit(session), make_unit(session)
    first, second = make_unit(session, parent_id=top.id), make_unit(session, parent_id=top.id)
    owner = as_staff(app, session, unit=top)
    address = f"/staf/kantor/{first.slug}/pindah"
    for parent in ("", str(foreign.id)):
        assert submit(owner, address, {"parent": parent}).status_code == 422, parent
    assert submit(owner, address, {"parent": str(second.id)}).status_code == 303
    assert stored(session, first.slug).parent_id == second.id
    assert "tidak menjangkau kantor lain" in owner.get(f"/staf/kantor/{top.slug}/pindah").text


def test_a_foreign_office_is_closed_to_everybody_but_its_own(app, session):
    own, foreign = make_unit(session), make_unit(session)
    owner = as_staff(app, session, unit=own)
    pages = ("", "/ubah", "/pindah", "/tutup", "/buka", "/layanan-baru", "/loket-baru", "/poster.pdf")
    for page in pages:
        assert owner.get(f"/staf/kantor/{foreign.slug}{page}").status_code == 403, page
        assert owner.get(f"/staf/kantor/{own.slug}{page}").status_code != 403, page
    assert owner.get("/staf/kantor/tidak-ada").status_code == 404


def test_who_only_reads_is_offered_nothing_to_change(app, session):
    unit = make_unit(session)
    head = as_staff(app, session, Role.HEAD, unit)
    for page in ("/staf/kantor/", f"/staf/kantor/{unit.slug}"):
        text = head.get(page).text
        assert "/ubah" not in text
        assert "-baru" not in text
    assert head.get(f"/staf/kantor/{unit.slug}/ubah").status_code == 403
    assert head.get("/staf/kantor-baru").status_code == 403


def test_the_name_of_an_office_out_of_reach_is_no_link(app, session):
    top = make_unit(session, name_id="Induk Uji")
    unit = make_unit(session, parent_id=top.id)
    text = as_staff(app, session, Role.HEAD, unit).get(f"/staf/kantor/{unit.slug}").text
    assert "Induk Uji" in text
    assert f"/staf/kantor/{top.slug}" not in text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_an_office_is_there_in_both_languages(session, owner, prefix):
    unit = make_unit(session, head_title="Kepala Dinas", closed_on=OPENED)
    make_unit(session, parent_id=unit.id)
    for page in ("/", "-baru", *(f"/{unit.slug}{end}" for end in ("", "/ubah", "/pindah", "/tutup", "/buka"))):
        assert owner.get(f"{prefix}/staf/kantor{page}").status_code == 200, page
