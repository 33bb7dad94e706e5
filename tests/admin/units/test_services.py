"""Services and the fourteen parts of their standards."""

import pytest
from sqlalchemy import select

from portal.domain.permissions import Role
from portal.domain.standards import PARTS
from portal.models import Service
from tests.admin.forms import submit
from tests.admin.register import as_staff
from tests.factories import make_counter, make_service, make_site, make_unit

COMPLETE = {f"{part.key}_{language}": f"{part.name.to(language)}!" for part in PARTS for language in ("id", "en")}


@pytest.fixture(autouse=True)
def site(session):
    make_site(session)


@pytest.fixture
def owner(app, session):
    return as_staff(app, session)


@pytest.fixture
def unit(session):
    return make_unit(session)


def services(session, unit):
    session.expire_all()
    return list(session.scalars(select(Service).where(Service.unit_id == unit.id).order_by(Service.id)))


def test_a_service_keeps_the_parts_that_were_written(session, owner, unit):
    values = {
        "name_id": "Akta Kelahiran",
        "time_id": "3 hari kerja",
        "time_en": "3 working days",
        "fee_id": "Gratis",
    }
    answer = submit(owner, f"/staf/kantor/{unit.slug}/layanan-baru", values)
    assert answer.location == f"/staf/kantor/{unit.slug}/layanan/akta-kelahiran"
    (service,) = services(session, unit)
    assert service.standard == {
        "time": {"id": "3 hari kerja", "en": "3 working days"},
        "fee": {"id": "Gratis", "en": ""},
    }
    page = owner.get(answer.location).text
    assert "12 dari 14 bagian belum diisi" in page
    assert "Belum ada bahasa Inggrisnya" in page
    assert "12 dari 14 bagian belum diisi" in owner.get(f"/staf/kantor/{unit.slug}").text


def test_a_complete_standard_is_called_complete(session, owner, unit):
    submit(owner, f"/staf/kantor/{unit.slug}/layanan-baru", {"name_id": "Akta", **COMPLETE})
    assert "belum diisi" not in owner.get(f"/staf/kantor/{unit.slug}/layanan/akta").text
    assert "Lengkap" in owner.get(f"/staf/kantor/{unit.slug}").text


def test_two_services_of_one_name_are_told_apart(session, owner, unit):
    for name in ("KTP", "KTP", "統計"):
        submit(owner, f"/staf/kantor/{unit.slug}/layanan-baru", {"name_id": name})
    assert [service.slug for service in services(session, unit)] == ["ktp", "ktp-2", "layanan"]


def test_english_alone_is_refused_and_kept(session, owner, unit):
    values = {"name_id": "Akta", "product_en": "A birth certificate"}
    answer = submit(owner, f"/staf/kantor/{unit.slug}/layanan-baru", values)
    assert answer.status_code == 422
    assert "Isi dahulu bahasa Indonesianya." in answer.text
    assert "A birth certificate" in answer.text
    assert services(session, unit) == []


def test_changing_a_standard_shows_it_first_and_keeps_the_address(session, owner, unit):
    service = make_service(session, unit, slug="akta", standard={"time": {"id": "2 hari", "en": "2 days"}})
    address = f"/staf/kantor/{unit.slug}/layanan/{service.slug}/ubah"
    page = owner.get(address).text
    assert "2 hari</textarea>" in page
    assert "2 days</textarea>" in page
    submit(owner, address, {"name_id": "Akta Baru", "time_id": "1 hari"})
    (changed,) = services(session, unit)
    assert (changed.slug, changed.name_id) == ("akta", "Akta Baru")
    assert changed.standard == {"time": {"id": "1 hari", "en": ""}}


def test_a_closed_service_leaves_the_survey_and_comes_back(session, owner, unit):
    kept, closed = make_service(session, unit), make_service(session, unit, name_id="Layanan Tutup")
    counter = make_counter(session, unit, [kept, closed])
    address = f"/staf/kantor/{unit.slug}/layanan/{closed.slug}"
    assert "Layanan Tutup" in owner.get(f"/s/{counter.code}").text
    submit(owner, f"{address}/tutup")
    assert "Layanan Tutup" not in owner.get(f"/s/{counter.code}").text
    assert "Ditutup" in owner.get(address).text
    submit(owner, f"{address}/buka")
    assert "Layanan Tutup" in owner.get(f"/s/{counter.code}").text


def test_a_service_is_found_within_its_own_office_only(session, owner, unit):
    service = make_service(session, make_unit(session))
    for end in ("", "/ubah", "/tutup", "/buka"):
        assert owner.get(f"/staf/kantor/{unit.slug}/layanan/{service.slug}{end}").status_code == 404, end
        assert owner.get(f"/staf/kantor/{service.unit.slug}/layanan/{service.slug}{end}").status_code == 200, end


def test_who_only_reads_sees_the_standard_and_changes_nothing(app, session, unit):
    service = make_service(session, unit)
    head = as_staff(app, session, Role.HEAD, unit)
    address = f"/staf/kantor/{unit.slug}/layanan/{service.slug}"
    assert f"{address}/ubah" not in head.get(address).text
    assert head.get(f"{address}/ubah").status_code == 403
    assert head.post(f"{address}/tutup").status_code == 403


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_a_service_is_there_in_both_languages(session, owner, unit, prefix):
    service = make_service(session, unit)
    for page in ("layanan-baru", *(f"layanan/{service.slug}{end}" for end in ("", "/ubah", "/tutup", "/buka"))):
        assert owner.get(f"{prefix}/staf/kantor/{unit.slug}/{page}").status_code == 200, page
