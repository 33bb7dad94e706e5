"""What readers of the public pages see, and what they must never see."""

import re
from html import unescape

import pytest
from flask import url_for

from portal.domain.periods import Period
from portal.site import forget_site
from tests.conftest import on_sqlite
from tests.factories import make_counter, make_responses, make_service, make_site, make_unit
from tests.transparency.documents import BAD, GOOD, figure, make_edition

pytestmark = on_sqlite  # What the pages say; their queries have tests on both.

JULY_2026 = 12 * 2026 + 6
S2_2025 = Period(kind="semester", sequence=4051).sequence
FIGURE = re.compile(r"\d,\d\d")


def words(response) -> str:
    """Return what a page's main part says, without markup."""
    main = response.text.split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def office(session):
    make_site(session)
    return make_unit(session, slug="kantor", name_id="Kantor Uji", name_en="Test Office")


def test_not_enough_is_said_and_no_number_is_shown(session, client, office):
    make_edition(session, office, late_follow=True)
    for path in (f"/unit/{office.slug}", "/edisi/kantor-2026-s1", "/", "/perbandingan"):
        said = words(client.get(path))
        assert "Belum cukup jawaban" in said, path
        assert not FIGURE.search(said), path


def test_late_answers_are_announced_without_saying_how_many(session, client, office):
    make_edition(session, office, late_follow=True)
    said = words(client.get("/unit/kantor"))
    assert "Jawaban yang ada ikut ke periode berikutnya." in said
    assert not re.search(r"\d+ jawaban", said)


def test_the_headline_says_of_how_many_and_how_sure(session, client, office):
    sheets = GOOD * 6
    make_edition(session, office, sheets=sheets)
    said = words(client.get("/unit/kantor"))
    shown = figure(sheets)
    assert f"{shown['ikm'] / 100:.2f}".replace(".", ",") in said
    assert "IKM dari 30 jawaban, Januari–Juni 2026" in said
    low, high = (f"{shown[end] / 100:.2f}".replace(".", ",") for end in ("low", "high"))
    assert f"Dengan keyakinan 95%, nilainya antara {low} dan {high}." in said


def test_a_grade_that_chance_could_change_is_never_shown_alone(session, client, office):
    shown = figure(GOOD * 6) | {"ikm": 88_31, "grade": "A", "low": 88_30, "high": 89_00, "grades": ["A", "B"]}
    make_edition(session, office, sheets=GOOD * 6, figure=shown)
    for path in ("/unit/kantor", "/", "/edisi/kantor-2026-s1"):
        assert "A, Sangat Baik mungkin juga B" in words(client.get(path)), path


def test_a_figure_of_few_answers_is_called_rough(session, client, office):
    make_edition(session, office, sheets=GOOD * 2)
    assert "Angka kasar" in words(client.get("/unit/kantor"))
    make_edition(session, office, revision=1, sheets=GOOD * 6)
    assert "Angka kasar" not in words(client.get("/unit/kantor"))


def test_newer_interim_editions_stand_beneath_the_official_figure(session, client, office):
    make_edition(session, office, sheets=GOOD * 6)
    make_edition(session, office, kind="interim", sequence=3, month=JULY_2026 - 1, sheets=BAD * 2)
    make_edition(session, office, kind="interim", sequence=4, month=JULY_2026, sheets=BAD * 2)
    said = words(client.get("/unit/kantor"))
    since = said.split("Sejak itu")[1].split("Sembilan unsur")[0]
    assert "Edisi antara 4" in since
    assert "Edisi antara 3" not in since


def test_an_interim_edition_of_few_officers_shows_no_element(session, client, office):
    make_edition(
        session,
        office,
        kind="interim",
        sequence=1,
        month=JULY_2026,
        sheets=GOOD * 2,
        elements=False,
        few_officers=True,
    )
    for path in ("/unit/kantor", "/edisi/kantor-antara-1"):
        page = client.get(path)
        assert "kurang dari tiga orang" in words(page), path
        assert "Perilaku" not in words(page), path


def test_the_number_is_explained_with_its_own_sums(session, client, office):
    sheets = GOOD * 6
    make_edition(session, office, sheets=sheets)
    total = sum(int(score) for sheet in sheets for score in sheet)
    assert f"{total:,}".replace(",", ".") + " ÷ 30 ÷ 9 × 25 = " in words(client.get("/unit/kantor"))


def test_services_show_their_standard_whether_or_not_they_have_a_figure(session, client, office):
    make_service(session, office, name_id="KTP", standard={"time": {"id": "2 hari", "en": "2 days"}})
    make_service(session, office, name_id="Akta", standard={})
    said = words(client.get("/unit/kantor"))
    assert "KTP Jangka waktu penyelesaian 2 hari" in said
    assert "Akta Standarnya belum dicantumkan." in said


def test_a_trend_marks_where_the_questionnaire_changed(session, client, office):
    make_edition(session, office, sequence=S2_2025, sheets=GOOD * 6)
    make_edition(session, office, sheets=GOOD * 6, questionnaires=["skm/2"])
    assert "kuesioner berubah" in words(client.get("/unit/kantor"))


def test_offices_are_compared_without_ranks_and_none_is_left_out(session, client, office):
    better, worse = make_unit(session, name_id="Zeta"), make_unit(session, name_id="Alfa")
    make_edition(session, better, sheets=GOOD * 6)
    make_edition(session, worse, sheets=BAD * 7)
    by_name, by_index, by_n = (
        words(client.get(f"/perbandingan{order}")) for order in ("", "?urut=ikm", "?urut=n")
    )
    assert by_name.index("Alfa") < by_name.index("Zeta")
    assert by_index.index("Zeta") < by_index.index("Alfa")
    assert by_n.index("Alfa") < by_n.index("Zeta")
    assert "tidak ada peringkat" in by_name
    assert by_name.index("Kantor Uji") > by_name.index("Belum cukup jawaban")


def test_the_front_page_finds_an_office(session, client, office):
    make_unit(session, name_id="Dinas Lain", name_en="Other Office")
    found = words(client.get("/?cari=uji"))
    assert "Kantor Uji" in found
    assert "Dinas Lain" not in found
    assert "Tidak ada kantor yang cocok dengan “<b>”" in words(client.get("/?cari=%3Cb%3E"))


def test_the_front_page_takes_nine_statements_and_one_more_to_search_services(session, client, office, statements):
    make_edition(session, office, sheets=GOOD * 6)
    with statements(session) as plain:
        client.get("/")
    forget_site()
    with statements(session) as searching:
        client.get("/?cari=uji")
    assert (len(plain), len(searching)) == (9, 10)
    assert [any("register_services" in one for one in seen) for seen in (plain, searching)] == [False, True]


def test_offices_stand_in_the_readers_alphabet_whatever_their_capitals(session, client):
    make_site(session)
    offices = [
        make_unit(session, name_id="DPMPTSP", name_en="Zoning Office"),
        make_unit(session, name_id="Dinas Akhir", name_en="agency"),
        make_unit(session, name_id="badan", name_en="Museum"),
    ]
    for office in offices:
        make_edition(session, office, sheets=GOOD * 6)
    government = make_edition(session, None, sheets=GOOD * 18, units=[office.slug for office in offices])
    for path in ("/", "/perbandingan", f"/edisi/{government.id}"):
        listed = [words(client.get(f"{prefix}{path}")) for prefix in ("", "/en")]
        for said, names in zip(
            listed, (("badan", "Dinas Akhir", "DPMPTSP"), ("agency", "Museum", "Zoning Office")), strict=True
        ):
            places = [said.index(name) for name in names]
            assert places == sorted(places), (path, said)


@pytest.mark.parametrize(
    ("times", "few_officers", "named"), [(6, False, True), (6, True, False), (5, False, False)]
)
def test_the_best_and_worst_element_are_named_only_where_many_made_them(
    session, client, office, times, few_officers, named
):
    make_edition(session, office, sheets=GOOD * times, few_officers=few_officers)
    for path in ("/unit/kantor", "/edisi/kantor-2026-s1"):
        said = words(client.get(path))
        assert ("Paling rendah" in said) is named, path
        assert "Perilaku" in said, path


@pytest.mark.parametrize(("last", "held"), [("2026-08", True), ("2026-10", False)])
def test_answers_that_were_held_back_explain_their_months(session, client, office, last, held):
    make_edition(
        session,
        office,
        kind="interim",
        sequence=1,
        month=JULY_2026 + 3,
        sheets=GOOD * 6,
        answers={"first": "2026-07", "last": last},
    )
    said = words(client.get("/edisi/kantor-antara-1"))
    assert ("terkumpul sampai Agustus 2026, lalu ditahan" in said) is held


@pytest.mark.parametrize(("count", "said"), [(0, "Semua jawaban dihitung"), (2, "2 jawaban tidak dihitung")])
def test_answers_that_do_not_count_are_told(session, client, office, count, said):
    make_edition(session, office, sheets=GOOD * 6, figure=figure(GOOD * 6) | {"not_counted": count})
    assert said in words(client.get("/unit/kantor"))


def test_a_replaced_edition_stays_readable_and_names_its_successor(session, client, office):
    old = make_edition(session, office, sheets=GOOD * 2)
    make_edition(session, office, revision=1, sheets=GOOD * 6, replaces={"id": old.id, "hash": old.hash})
    assert "sudah diganti oleh revisi. Buka kantor-2026-s1-r1" in words(client.get("/edisi/kantor-2026-s1"))
    assert "Menggantikan kantor-2026-s1" in words(client.get("/edisi/kantor-2026-s1-r1"))
    assert "IKM dari 30 jawaban" in words(client.get("/unit/kantor"))


def test_the_method_page_prints_the_official_questions(session, client, office):
    assert "Bagaimana pendapat Saudara tentang kecepatan waktu" in words(client.get("/metode"))


@pytest.mark.parametrize("path", ["/", "/unit/kantor", "/perbandingan", "/metode", "/edisi/kantor-2026-s1"])
def test_an_unchanged_page_is_confirmed_and_not_sent_again(session, client, office, path):
    make_edition(session, office, sheets=GOOD * 6)
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(f"/en{path}").headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("path", ["/", "/unit/kantor", "/perbandingan", "/edisi/kantor-2026-s1"])
def test_a_new_edition_or_a_changed_register_is_seen_at_once(session, client, office, path):
    make_edition(session, office, sheets=GOOD * 6)
    first = client.get(path).headers["ETag"]
    make_edition(session, office, revision=1, sheets=GOOD * 7)
    second = client.get(path, headers={"If-None-Match": first})
    assert second.status_code == 200
    office.name_id = "Kantor Baru"
    session.commit()
    forget_site()
    third = client.get(path, headers={"If-None-Match": second.headers["ETag"]})
    assert third.status_code == 200


def test_answers_that_wait_change_no_byte(session, client, office):
    make_edition(session, office, sheets=GOOD * 6)
    counter = make_counter(session, office)
    before = {path: client.get(path) for path in ("/", "/unit/kantor", "/perbandingan", "/api/v1/units")}
    client.application.extensions["portal.pages"].kept.clear()
    make_responses(session, counter, BAD * 4, month=JULY_2026)
    for path, page in before.items():
        after = client.get(path)
        assert after.data == page.data, path
        assert after.headers["ETag"] == page.headers["ETag"], path


def test_pages_asked_for_with_a_query_are_not_kept(session, client, office):
    for number in range(5):
        client.get(f"/?cari={number}")
    assert len(client.application.extensions["portal.pages"].kept) == 0


def test_unknown_offices_and_editions_are_not_found(session, client, office):
    for path in ("/unit/tidak-ada", "/edisi/tidak-ada", "/edisi/tidak-ada.csv"):
        assert client.get(path).status_code == 404


def test_pages_link_to_each_other_in_the_readers_language(session, client, office):
    make_edition(session, office, sheets=GOOD * 6)
    page = client.get("/en/").text
    with client.application.test_request_context():
        assert f'href="/en{url_for("transparency.unit", slug="kantor")}"' in page
    assert "Test Office" in page


def test_a_portal_without_offices_says_so(session, client):
    make_site(session)
    page = words(client.get("/"))
    assert "Belum ada kantor terdaftar." in page
    assert "yang cocok" not in page
    assert "yang cocok" in words(client.get("/?cari=pajak"))
