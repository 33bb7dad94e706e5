"""The demo's sealed reports: one that nobody has read yet, one whose writer was asked something."""

from sqlalchemy import insert

from portal.admin.sealed_reports import actions
from portal.demo.stage import Stage
from portal.domain.sealed_reports import Kind, State
from portal.enciphering import Cipher
from portal.models.sealed_reports import SealedReport

_NEW = (
    "Saya diminta uang rokok lima puluh ribu supaya berkas didahulukan, hari Selasa pagi di loket pendaftaran."
    " Tidak diberi kuitansi."
)
_READ = (
    "Petugas jaga malam berkata kasar dan mengomentari pakaian anak saya di ruang tunggu. Kejadiannya akhir pekan"
    " lalu sekitar pukul sembilan malam."
)
_ASKED = (
    "Terima kasih sudah melapor. Apakah ada orang lain yang melihat? Kalau tidak ingin menjawab, tidak apa-apa;"
    " kami tetap memeriksanya."
)


def report_in_confidence(stage: Stage) -> None:
    """Take two reports in, and let the reviewer ask about one of them."""
    cipher = Cipher(stage.secret)
    rows = [
        _row(stage, cipher, "dishub", Kind.MONEY, _NEW, age=1),
        _row(stage, cipher, "rsd-soemarno", Kind.HARASSMENT, _READ, age=6),
    ]
    stage.session.execute(insert(SealedReport), rows)
    reviewer = stage.enter("peninjau")
    read = stage.session.get_one(SealedReport, rows[1]["id"])
    desk = actions.Desk(cipher=cipher, account_id=reviewer.account_id, today=stage.ago(4))
    actions.write_to(stage.session, desk, read, _ASKED)


def _row(stage: Stage, cipher: Cipher, office: str, kind: Kind, words: str, *, age: int) -> dict[str, object]:
    return {
        "id": stage.rng.randbytes(16),
        "handle": stage.rng.randbytes(32),
        "body_seal": stage.rng.randbytes(32),
        "kind": kind,
        "unit_id": stage.units[office].id,
        "words": cipher.encipher(words),
        "may_hand_over": kind is Kind.MONEY,
        "received_on": stage.ago(age),
        "state": State.RECEIVED,
    }
