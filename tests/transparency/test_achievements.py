"""What the public reads of offices' achievements."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from portal.admin.achievements import actions
from portal.admin.achievements.drafts import draft_publication
from portal.domain.evaluations import Term
from portal.site import forget_site
from tests.achieving import make_entry, make_officers
from tests.factories import make_site, make_unit

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

NAME = "kantor-2026-kinerja-t2"


@pytest.fixture
def office(session):
    make_site(session, demo=True)
    return make_unit(session, slug="kantor", name_id="Kantor Uji")


def publish(session, quarter=2, today=date(2026, 7, 15)):
    actions.publish(session, draft_publication(session, Term(year=2026, quarter=quarter), today))
    session.commit()
    forget_site()


def section(client, slug="kantor"):
    page = client.get(f"/unit/{slug}").text
    return page.split('aria-labelledby="judul-capaian"')[1].split("</section>")[0]


def test_an_office_without_a_publication_has_no_such_section(client, office):
    assert "judul-capaian" not in client.get("/unit/kantor").text


def test_an_office_shows_its_indicators_with_a_table_and_says_whom_it_is_about(session, client, office):
    officers = make_officers(session, office, 6)
    for officer in officers[:4]:
        make_entry(session, officer, date(2026, 6, 2), link="https://bulungan.go.id/bukti")
    publish(session)
    shown = section(client)
    assert "6 pegawai" in shown
    assert "tidak pernah tentang seseorang" in shown
    assert '<td class="num" data-label="Sesuai laju">4</td>' in shown
    assert '<td class="num" data-label="Belum ada data">2</td>' in shown
    assert "Mencakup" not in shown
    assert "Dari triwulan ke triwulan" not in shown
    assert not any(officer.name in shown for officer in officers)


def test_an_aspect_in_which_all_stand_alike_is_not_shown_and_the_page_says_so(session, client, office):
    for officer in make_officers(session, office, 6):
        make_entry(session, officer, date(2026, 6, 2))
    publish(session)
    for shown in (section(client), client.get(f"/capaian/{NAME}").text):
        assert "sama keadaannya, baik atau buruk" in shown
        assert "Sesuai laju" not in shown
        assert "disertai bukti" not in shown
    assert "on_track" not in client.get(f"/capaian/{NAME}.csv").text


def test_a_small_office_points_to_what_it_was_published_with(session, client, office):
    below = make_unit(session, slug="bawah", name_id="Kantor Bawah", parent_id=office.id)
    make_officers(session, office, 4)
    make_officers(session, below, 2)
    publish(session)
    for slug in ("kantor", "bawah"):
        shown = section(client, slug)
        assert "Mencakup Kantor Bawah, Kantor Uji" in shown
        assert f"/capaian/{NAME}" in shown
    assert "atas nama Kantor Uji" in section(client, "bawah")


def test_quarters_of_the_same_offices_stand_side_by_side(session, client, office):
    make_entry(session, make_officers(session, office, 5)[0], date(2026, 2, 2))
    publish(session, 1, date(2026, 4, 20))
    publish(session, 2)
    shown = section(client)
    assert "Dari triwulan ke triwulan" in shown
    assert shown.index("Triwulan 1 2026") < shown.rindex("Triwulan 2 2026")


def test_one_quarter_has_a_page_a_table_and_the_bytes_that_were_hashed(session, client, office):
    make_entry(session, make_officers(session, office, 6)[0], date(2026, 6, 2))
    publish(session)
    for prefix in ("", "/en"):
        page = client.get(f"{prefix}/capaian/{NAME}")
        assert page.status_code == 200
        assert NAME in page.text
    document = client.get(f"/capaian/{NAME}.json")
    assert sha256(document.data).hexdigest() in page.text
    table = client.get(f"/capaian/{NAME}.csv")
    assert table.headers["Content-Disposition"] == f'attachment; filename="{NAME}.csv"'
    lines = table.text.splitlines()
    assert f"{NAME},kantor,2026,2,no_data,quantity,5,DATA CONTOH" in lines
    assert all(line.endswith("DATA CONTOH") for line in lines[1:])
    again = client.get(
        f"/capaian/{NAME}", headers={"If-None-Match": client.get(f"/capaian/{NAME}").headers["ETag"]}
    )
    assert again.status_code == 304
    assert document.headers["Last-Modified"] == "Wed, 15 Jul 2026 00:00:00 GMT"


@pytest.mark.parametrize("suffix", ["", ".csv", ".json"])
def test_what_was_never_published_is_not_there(client, office, suffix):
    assert client.get(f"/capaian/kantor-2026-kinerja-t9{suffix}").status_code == 404


def test_a_revision_and_what_it_replaces_name_each_other(session, client, office):
    officers = make_officers(session, office, 6)
    make_entry(session, officers[5], date(2026, 6, 3))
    publish(session)
    for officer in officers[:5]:
        make_entry(session, officer, date(2026, 6, 3), recorded=datetime(2026, 7, 20, tzinfo=UTC))
    publish(session, today=date(2026, 8, 3))
    assert f"/capaian/{NAME}-r1" in section(client)
    assert "diganti oleh revisi" in client.get(f"/capaian/{NAME}").text
    assert f'href="/capaian/{NAME}"' in client.get(f"/capaian/{NAME}-r1").text
