"""Evidence over HTTP: hostile names and files end as a sentence at the field, good ones as a file to save."""

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from portal.domain.permissions import Role
from portal.evidence import apart
from portal.models import AuditEntry, Evidence
from tests.admin.forms import submit
from tests.admin.progress.conftest import TODAY
from tests.admin.progress.test_entries import said, where
from tests.performance import make_employee
from tests.staff import make_account

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # The rule is not the database's.

NAMES = {
    "../../../escaped.jpg": "escaped.jpg",
    "C:\\Windows\\system32\\foto.jpg": None,  # The test client escapes it in its own way.
    "foto\u202egpj.exe": "fotogpj.jpg",
    "nama\x00.jpg": "nama.jpg",
    "Foto Jalan <script>.PHP": "foto-jalan-script.jpg",
    "é" * 3000 + ".jpg": None,
}


def photo():
    saved = io.BytesIO()
    Image.linear_gradient("L").save(saved, "JPEG")
    return saved.getvalue()


def with_file(content, name, **changes):
    return said(file=(io.BytesIO(content), name), **changes)


def test_a_photo_is_kept_made_anew_and_saved_under_a_plain_name(desk, session, evidence_folder):
    assert (
        submit(desk.client, where(desk), with_file(photo() + b"<script>", "../Foto Rapat.HEIC")).status_code == 303
    )
    row = session.scalars(select(Evidence)).one()
    kept = (evidence_folder / row.stored).read_bytes()
    assert (row.size, row.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert (row.name, row.media_type) == ("Foto Rapat.HEIC", "image/jpeg")
    answer = desk.client.get(f"/staf/kemajuan/bukti/{row.id}")
    assert answer.data == kept
    assert b"<script>" not in answer.data
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="foto-rapat.jpg"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    looks = session.scalars(select(AuditEntry).where(AuditEntry.verb == "saw")).all()
    assert [(look.subject, look.subject_id) for look in looks] == [("evidence", str(row.id))]


def test_hostile_names_lead_nowhere(desk, session, evidence_folder, capsys):
    for number, name in enumerate(NAMES):
        answer = submit(desk.client, where(desk), with_file(photo(), name, value=str(number)))
        assert answer.status_code == 303, name
    rows = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    saved = {}
    for name, row in zip(NAMES, rows, strict=True):
        header = desk.client.get(f"/staf/kemajuan/bukti/{row.id}").headers["Content-Disposition"]
        saved[name] = header.removeprefix('attachment; filename="').removesuffix('"')
        assert NAMES[name] in (None, saved[name])
        assert saved[name].isascii()
        assert len(saved[name]) < 80
    written = {path for path in evidence_folder.parent.rglob("*") if path.is_file()}
    assert written == {evidence_folder / row.stored for row in rows}
    with capsys.disabled():
        print(f"\n{len(NAMES)} hostile names sent, {len(written)} files written, all in the evidence folder")


def test_a_refused_file_is_said_at_its_field_and_the_rest_is_kept(desk, session, evidence_folder):
    answer = submit(desk.client, where(desk), with_file(b"MZ" + bytes(100), "foto.jpg", value="7"))
    assert answer.status_code == 422
    assert 'id="file-fault">Berkas ini bukan foto JPG, gambar PNG, atau PDF.' in answer.text
    assert 'value="7"' in answer.text
    assert "Rapat selesai" in answer.text
    large = submit(desk.client, where(desk), with_file(bytes(7 * 1024 * 1024), "besar.pdf"))
    large.request.environ["wsgi.input"].close()  # The test client forgets the file it made of so much.
    assert large.status_code == 422
    assert "lebih dari 6 MB" in large.text
    assert not evidence_folder.exists()
    assert session.scalars(select(Evidence)).all() == []


def test_a_good_file_of_a_faulty_form_is_asked_for_again(desk):
    answer = submit(desk.client, where(desk), with_file(photo(), "foto.jpg", value=""))
    assert answer.status_code == 422
    assert "perlu dipilih sekali lagi" in answer.text


def test_no_file_stays_without_an_entry(desk, session, evidence_folder):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert submit(desk.client, where(desk), with_file(photo(), "foto.jpg", on_day=tomorrow)).status_code == 422
    for _ in range(2):
        assert submit(desk.client, where(desk), with_file(photo(), "foto.jpg")).status_code == 303
    row = session.scalars(select(Evidence)).one()
    correction = f"/staf/kemajuan/entri/{row.entry_id}/koreksi"
    assert (
        submit(desk.client, correction, with_file(photo(), "foto.jpg", way="replace", value="-1")).status_code
        == 422
    )
    assert submit(desk.client, correction, with_file(photo(), "foto.jpg", way="withdraw")).status_code == 303
    assert [path for path in evidence_folder.rglob("*") if path.is_file()] == [evidence_folder / row.stored]


def test_a_correction_takes_the_evidence_along(desk, session, evidence_folder):
    submit(desk.client, where(desk), with_file(photo(), "foto.jpg"))
    first = session.scalars(select(Evidence)).one()
    right = said(way="replace", value="3", note="Salah hitung")
    assert submit(desk.client, f"/staf/kemajuan/entri/{first.entry_id}/koreksi", right).status_code == 303
    rows = session.scalars(select(Evidence)).all()
    assert len(rows) == 2
    assert len({row.stored for row in rows}) == 1
    session.refresh(desk.measure)
    assert desk.measure.with_evidence == 1


def test_a_file_is_for_those_who_may_see_the_work(desk, session, signed):
    submit(desk.client, where(desk), with_file(photo(), "foto.jpg"))
    submit(desk.client, where(desk), said(value="4", link="https://drive.example.go.id/1"))
    file, link = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    assert signed(desk.supervisor.account).get(f"/staf/kemajuan/bukti/{file.id}").status_code == 200
    colleague = make_account(session, role=Role.EMPLOYEE, unit=desk.unit)
    make_employee(session, desk.unit, desk.supervisor, colleague)
    assert signed(colleague).get(f"/staf/kemajuan/bukti/{file.id}").status_code == 404
    assert desk.client.get(f"/staf/kemajuan/bukti/{link.id}").status_code == 404  # A link is no file.


def test_a_file_that_finds_no_place_is_refused_soon_with_the_rest_kept(desk, session, monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0)
    with apart.places, apart.places:
        answer = submit(desk.client, where(desk), with_file(photo(), "foto.jpg"))
    assert answer.status_code == 422
    assert "Server sedang sibuk membuka berkas lain; coba lagi sebentar lagi." in answer.text
    assert "Rapat selesai" in answer.text
    assert submit(desk.client, where(desk), with_file(photo(), "foto.jpg")).status_code == 303
