"""The administrator's pages: who is invited, with which posts, and what nobody can do to themselves."""

import csv
import re
from time import time

import pytest
from sqlalchemy import select

from portal.admin.accounts.forms import EVERY_OFFICE
from portal.admin.lists import PAGE_SIZE
from portal.db import db
from portal.domain.permissions import Role
from portal.models.accounts import Account, Post, StaffSession
from portal.models.audit import AuditEntry
from tests.admin.accounts import steps
from tests.admin.accounts.test_sessions import statements
from tests.conftest import on_sqlite
from tests.factories import make_site, make_unit
from tests.staff import StaffClient, make_account, sign_in

LIST = "/staf/akun"


@pytest.fixture(autouse=True)
def site(session):
    return make_site(session)


@pytest.fixture
def administrator(client, session) -> Account:
    """Return an administrator who is signed in."""
    account = make_account(session, Role.ADMINISTRATOR, name="Ani Administrator", password="x")
    sign_in(client, account)
    return account


def names_in(page) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page.text)


def test_an_invited_person_gets_in_with_the_link_alone(client, session, administrator):
    office = make_unit(session)
    shown = steps.fill(
        client,
        f"{LIST}/undang",
        name="Siti Rahma",
        email="Siti.Rahma@Bulungan.go.id",
        role="head",
        unit=str(office.id),
    )
    link = re.search(r'value="(http://localhost/staf/setel/[^"]+)"', shown.text)[1]
    account = session.scalars(select(Account).where(Account.email == "siti.rahma@bulungan.go.id")).one()
    assert [(post.role, post.unit_id) for post in account.posts] == [("head", office.id)]
    newcomer = StaffClient(client.application)
    steps.set_password(newcomer, link)
    steps.give_password(newcomer, account.email)
    steps.enrol(newcomer)
    assert "Siti Rahma" in newcomer.get("/staf/saya").text


@on_sqlite
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "bukan surel"}, "Isi dengan alamat surel"),
        ({"name": ""}, "Isian ini perlu diisi."),
        ({"name": "a" * 121}, "Paling banyak 120 huruf."),
        ({"role": "raja"}, "Pilih"),
        ({"unit": "999"}, "Pilih"),
        ({"role": "administrator", "unit": "office"}, "Administrator selalu untuk semua kantor."),
        ({"email": "sudah.ada@bulungan.go.id"}, "sudah dipakai akun lain"),
        ({"email": "SUDAH.ADA@bulungan.go.id"}, "sudah dipakai akun lain"),
    ],
)
def test_what_will_not_do_is_explained_and_what_was_typed_is_kept(client, session, administrator, changes, said):
    office = make_unit(session)
    make_account(session, email="sudah.ada@bulungan.go.id")
    fields = {"name": "Siti Rahma", "email": "siti@bulungan.go.id", "role": "head", "unit": "semua"} | changes
    if fields["unit"] == "office":
        fields["unit"] = str(office.id)
    page = steps.fill(client, f"{LIST}/undang", **fields)
    assert page.status_code == 422
    assert said in page.text
    assert f'value="{fields["email"]}"'.lower() in page.text.lower()
    assert session.scalars(select(Account).where(Account.name == "Siti Rahma")).all() == []


def test_the_list_is_searched_filtered_and_sorted(client, session, administrator):
    make_account(session, Role.CLERK, name="Budi Entri", email="budi@bulungan.go.id", password="x")
    make_account(session, Role.CLERK, name="Citra Entri", email="citra@bulungan.go.id")
    make_account(session, Role.AUDITOR, name="Dewi Periksa", email="dewi@bulungan.go.id", active=False)
    everybody = ["Ani Administrator", "Budi Entri", "Citra Entri", "Dewi Periksa"]
    for query, expected in {
        "": everybody,
        "?q=ENTRI": ["Budi Entri", "Citra Entri"],
        "?q=dewi@": ["Dewi Periksa"],
        "?role=clerk": ["Budi Entri", "Citra Entri"],
        "?status=invited": ["Citra Entri"],
        "?status=active": ["Ani Administrator", "Budi Entri"],
        "?status=disabled": ["Dewi Periksa"],
        "?sort=-name": everybody[::-1],
        "?role=raja": [],
        "?status=raja": everybody,
    }.items():
        assert names_in(client.get(LIST + query)) == expected, query


def test_the_list_can_be_had_as_csv(client, session, administrator):
    make_account(session, Role.CLERK, make_unit(session, name_id="Dinas Contoh"), name="=Budi", email="b@go.id")
    sent = client.get(f"{LIST}?format=csv&q=budi")
    rows = list(csv.reader(sent.text.lstrip("\ufeff").splitlines()))
    assert rows[0] == ["Nama", "Surel", "Tugas", "Keadaan", "Terakhir masuk"]
    assert rows[1] == ["'=Budi", "b@go.id", "Petugas entri (Dinas Contoh)", "Diundang", ""]


def test_posts_come_and_go(client, session, administrator):
    account = make_account(session, Role.CLERK)
    office = make_unit(session)
    page = f"{LIST}/{account.id}"
    added = steps.fill(client, f"{page}/tugas", role="head", unit=str(office.id))
    assert added.location == page
    again = steps.fill(client, f"{page}/tugas", role="head", unit=str(office.id))
    assert "sudah memegang tugas itu" in again.text
    first = session.scalars(select(Post).where(Post.account_id == account.id, Post.role == "clerk")).one()
    assert steps.fill(client, f"{page}/tugas/{first.id}/cabut").location == page
    session.expire_all()
    assert [(post.role, post.unit_id) for post in account.posts] == [("head", office.id)]


def test_a_moderator_answers_for_no_office_and_a_reviewer_only_reviews(client, session, administrator):
    for held, asked in ((Role.MODERATOR, "head"), (Role.CLERK, "reviewer"), (Role.REVIEWER, "auditor")):
        account = make_account(session, held)
        refused = steps.fill(client, f"{LIST}/{account.id}/tugas", role=asked, unit=EVERY_OFFICE)
        assert refused.status_code == 422, held
        assert "tidak boleh dirangkap" in refused.text, held
        assert [post.role for post in account.posts] == [held]
        session.rollback()


def test_an_account_is_disabled_and_enabled(client, session, administrator):
    account = make_account(session)
    page = f"{LIST}/{account.id}"
    mark = account.fs_uniquifier
    assert steps.fill(client, f"{page}/nonaktifkan").location == page
    session.expire_all()
    assert (account.active, account.fs_uniquifier == mark) == (False, False)
    refused = steps.fill(client, f"{page}/tautan")
    assert (refused.status_code, "nonaktif" in refused.text) == (422, True)
    steps.fill(client, f"{page}/aktifkan")
    session.expire_all()
    assert account.active


def test_a_new_link_kills_the_one_before(client, session, administrator):
    account = make_account(session)
    links = [
        re.search(
            r'value="http://localhost(/staf/setel/[^"]+)"', steps.fill(client, f"{LIST}/{account.id}/tautan").text
        )
        for _ in range(2)
    ]
    stranger = StaffClient(client.application)
    assert [stranger.get(link[1]).status_code for link in links] == [302, 200]


def test_who_lost_the_phone_sets_up_a_new_one(client, session, administrator):
    browser = StaffClient(client.application)
    account, _key = steps.newcomer(browser, session)
    steps.fill(browser, "/staf/kode-pemulihan")
    steps.fill(client, f"{LIST}/{account.id}/langkah-kedua")
    session.expire_all()
    assert (account.tf_totp_secret, account.totp_counter, account.mf_recovery_codes) == (None, None, [])
    assert steps.give_password(StaffClient(client.application), account).location == steps.SETUP


@on_sqlite
@pytest.mark.parametrize("step", ["nonaktifkan", "tugas/{post}/cabut"])
def test_nobody_shuts_themselves_out(client, session, administrator, step):
    make_account(session, Role.ADMINISTRATOR, password="x")
    page = f"{LIST}/{administrator.id}"
    refused = steps.fill(client, f"{page}/{step.format(post=administrator.posts[0].id)}")
    assert refused.status_code == 422
    assert "akun Anda sendiri" in refused.text
    assert client.get(page).status_code == 200


def test_somebody_elses_post_is_not_taken_through_ones_own_account(client, session, administrator):
    other = make_account(session, Role.CLERK)
    assert client.get(f"{LIST}/{administrator.id}/tugas/{other.posts[0].id}/cabut").status_code == 404


def test_the_last_administrator_who_can_sign_in_is_kept(client, session, administrator):
    """One who is invited only, disabled, or gone a moment ago does not count."""
    last = make_account(session, Role.ADMINISTRATOR, password="x")
    administrator.password = None
    session.commit()
    page = f"{LIST}/{last.id}"
    for step in ("nonaktifkan", f"tugas/{last.posts[0].id}/cabut"):
        refused = steps.fill(client, f"{page}/{step}")
        assert (refused.status_code, "administrator terakhir" in refused.text) == (422, True)
    make_account(session, Role.ADMINISTRATOR, password="x")
    assert steps.fill(client, f"{page}/nonaktifkan").status_code == 303


def test_sessions_of_an_account_are_ended_one_by_one(client, session, administrator):
    account = make_account(session)
    one, two = StaffClient(client.application), StaffClient(client.application)
    kept, gone = sign_in(one, account), sign_in(two, account)
    page = f"{LIST}/{account.id}"
    assert client.get(page).text.count("/akhiri") == 2
    steps.fill(client, f"{page}/tugas", f"{page}/sesi/{gone.hex()}/akhiri")
    assert (steps.is_in(one), steps.is_in(two)) == (True, False)
    assert session.get(StaffSession, kept) is not None
    assert client.post(f"{page}/sesi/bukan-heksa/akhiri", data={}).status_code in {400, 404}


DANGEROUS = (
    "undang",
    "{id}/tugas",
    "{id}/tugas/{post}/cabut",
    "{id}/tautan",
    "{id}/nonaktifkan",
    "{id}/langkah-kedua",
)


@on_sqlite
@pytest.mark.parametrize("path", DANGEROUS)
def test_dangerous_steps_ask_for_the_password_after_a_while(client, session, path):
    account, _key = steps.newcomer(client, session, Role.ADMINISTRATOR)
    sign_in(client, account, authenticated_at=time() - 31 * 60)
    other = make_account(session)
    address = f"{LIST}/{path.format(id=other.id, post=other.posts[0].id)}"
    for method in (client.get, client.post):
        asked = method(address)
        assert (asked.status_code, asked.location) == (303, f"/staf/pastikan?next={address}")
    assert client.get(LIST).status_code == 200, "looking is not dangerous"
    assert "Kata sandi salah" in steps.fill(client, "/staf/pastikan", password="bukan kata sandi").text
    assert client.get(address).status_code == 303
    passed = steps.fill(
        client, f"/staf/pastikan?next={address}", "/staf/pastikan", password=steps.PASSWORD, next=address
    )
    assert passed.location == address
    assert client.get(address).status_code == 200


@on_sqlite
@pytest.mark.parametrize("path", [*DANGEROUS, "{id}/aktifkan"])
def test_a_step_without_its_forms_token_changes_nothing(client, session, administrator, path):
    other = make_account(session)
    before = (other.fs_uniquifier, other.active, len(other.posts))
    address = f"{LIST}/{path.format(id=other.id, post=other.posts[0].id)}"
    assert client.post(address, data={"role": "auditor", "unit": "semua"}).status_code == 422
    session.expire_all()
    assert (other.fs_uniquifier, other.active, len(other.posts)) == before


@on_sqlite
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_manage_accounts(client, session, role):
    account = make_account(session, role)
    sign_in(client, account)
    for path in ("", "/undang", f"/{account.id}", f"/{account.id}/tugas", f"/{account.id}/tautan"):
        assert client.get(LIST + path).status_code == 403, path


def test_what_is_not_there_is_not_found(client, administrator):
    for path in ("/999", "/999/tugas", "/999/tautan", f"/{administrator.id}/tugas/999/cabut", "/1/raja"):
        assert client.get(LIST + path).status_code == 404, path


def test_one_can_change_ones_own_name(client, session):
    account = make_account(session)
    sign_in(client, account)
    assert steps.fill(client, "/staf/saya", name="  Rahma\x07 Siti ").location == "/staf/saya"
    session.expire_all()
    assert account.name == "Rahma Siti"
    assert "Rahma Siti" in client.get("/staf/saya").text
    assert "Isian ini perlu diisi." in steps.fill(client, "/staf/saya", name="").text


def test_what_an_administrator_does_is_in_the_trail_without_secrets(client, session, administrator):
    account = make_account(session, Role.CLERK)
    steps.fill(client, f"{LIST}/{account.id}/nonaktifkan")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.subject == "accounts")).one()
    assert (entry.account_id, entry.verb, entry.subject_id) == (administrator.id, "changed", str(account.id))
    assert entry.detail["active"] == [True, False]
    session.expire_all()
    assert account.fs_uniquifier not in str(entry.detail)


def test_the_list_costs_the_same_however_long_it_is(client, session, administrator):
    counts = []
    client.get(LIST)  # What is remembered for a moment is read now.
    for extra in (0, 60):
        session.add_all(
            Account(
                email=f"u{extra}-{n}@go.id", name=f"U{n}", active=True, fs_uniquifier=f"u{extra}-{n}",
                created_at=administrator.created_at, posts=[Post(role="clerk", unit_id=None)],
            )
            for n in range(extra)
        )  # fmt: skip
        session.commit()
        with statements(client.application) as said:
            page = client.get(LIST)
        counts.append(len([one for one in said if one.startswith("SELECT")]))
    assert len(names_in(page)) == PAGE_SIZE
    assert counts[0] == counts[1] <= 12


def test_accounts_in_use_survive_the_request_that_reads_them(client, session, administrator):
    """The page commits nothing of what it read."""
    with client.application.app_context():
        before = db.session.scalars(select(Account.fs_uniquifier)).all()
    client.get(LIST)
    assert session.scalars(select(Account.fs_uniquifier)).all() == before
