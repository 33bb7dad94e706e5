"""The staff of the demo: somebody for every role. The persons are made up and have no password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.accounts.actions import add_post, invite
from portal.domain.permissions import Role
from portal.domain.words import Words
from portal.models.accounts import Account
from portal.models.units import Unit

DOMAIN = "contoh.example"
"""The demo's accounts are those with an address in this domain, which the Internet keeps for examples."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoStaff:
    """Somebody of the demo. roles: all for `office`, an office's slug; None for all offices.

    purpose: what their side of the portal is worth a look for.
    """

    key: str
    name: str
    roles: tuple[Role, ...]
    office: str | None = None
    purpose: Words

    @property
    def email(self) -> str:
        """Return the address of their account."""
        return f"{self.key}@{DOMAIN}"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoGroup:
    """People of the demo whose work belongs together."""

    name: Words
    people: tuple[DemoStaff, ...]


_HEAD = (Role.HEAD, Role.SUPERVISOR, Role.EMPLOYEE)
_SUPERVISOR = (Role.SUPERVISOR, Role.EMPLOYEE)

SURVEY = DemoGroup(
    name=Words("Survei dan tindak lanjut", "The survey and what follows"),
    people=(
        DemoStaff(
            key="organisasi",
            name="Kepala Bagian Organisasi (contoh)",
            roles=(Role.OWNER,),
            purpose=Words(
                "Menjalankan survei: kuesioner, periode, komentar, laporan, dan capaian kantor.",
                "Runs the survey: questionnaire, periods, comments, reports, and offices' achievements.",
            ),
        ),
        DemoStaff(
            key="kepala-disdukcapil",
            name="Kepala Disdukcapil (contoh)",
            roles=_HEAD,
            office="disdukcapil",
            purpose=Words(
                "Membaca hasil kantornya, menjawab komentar, dan merencanakan perbaikan.",
                "Reads the office's results, answers comments, and plans improvements.",
            ),
        ),
        DemoStaff(
            key="entri-rsd",
            name="Petugas entri rumah sakit (contoh)",
            roles=(Role.CLERK,),
            office="rsd-soemarno",
            purpose=Words("Memasukkan formulir kertas.", "Keys paper forms."),
        ),
        DemoStaff(
            key="entri-rsd-2",
            name="Petugas entri rumah sakit kedua (contoh)",
            roles=(Role.CLERK,),
            office="rsd-soemarno",
            purpose=Words("Membaca ulang formulir yang terpilih.", "Reads chosen forms a second time."),
        ),
        DemoStaff(
            key="peninjau",
            name="Peninjau dari luar (contoh)",
            roles=(Role.REVIEWER,),
            purpose=Words(
                "Membaca laporan tertutup tentang pungutan dan pelecehan; tidak ada orang lain yang bisa.",
                "Reads sealed reports of extortion and harassment; nobody else can.",
            ),
        ),
        DemoStaff(
            key="moderator",
            name="Moderator komentar (contoh)",
            roles=(Role.MODERATOR,),
            purpose=Words(
                "Menjadi orang kedua sebelum komentar terbit.", "Is the second person before a comment is shown."
            ),
        ),
    ),
)

PERFORMANCE = DemoGroup(
    name=Words("Kinerja dan pelatihan", "Performance and training"),
    people=(
        DemoStaff(
            key="pegawai-1",
            name="Petugas loket pertama (contoh)",
            roles=(Role.EMPLOYEE,),
            office="dpmptsp",
            purpose=Words(
                "Mencatat kemajuan, membaca umpan balik, dan menanggapi evaluasinya.",
                "Records progress, reads feedback, and answers the evaluation.",
            ),
        ),
        DemoStaff(
            key="pegawai-2",
            name="Petugas loket kedua (contoh)",
            roles=(Role.EMPLOYEE,),
            office="dpmptsp",
            purpose=Words(
                "Pernah mengajukan keberatan, dan nilainya berubah.", "Objected once, and the ratings changed."
            ),
        ),
        DemoStaff(
            key="kabid-dpmptsp",
            name="Kepala Bidang Layanan (contoh)",
            roles=_SUPERVISOR,
            office="dpmptsp",
            purpose=Words(
                "Memimpin tim loket: papan tim, umpan balik, dialog, dan evaluasi.",
                "Leads the counters: team board, feedback, dialogues, and evaluations.",
            ),
        ),
        DemoStaff(
            key="kepala-dpmptsp",
            name="Kepala DPMPTSP (contoh)",
            roles=_HEAD,
            office="dpmptsp",
            purpose=Words(
                "Menilai para kepala bidang, memutus keberatan, dan membaca hasil survei.",
                "Evaluates section heads, decides objections, and reads the survey's results.",
            ),
        ),
        DemoStaff(
            key="pu-pelaksana",
            name="Pelaksana proyek dermaga (contoh)",
            roles=(Role.EMPLOYEE,),
            office="dishub",
            purpose=Words(
                "Menjalankan proyek: tonggak, kemajuan fisik, dan anggaran.",
                "Runs a project: milestones, physical progress, and budget.",
            ),
        ),
        DemoStaff(
            key="kabid-pu",
            name="Kepala Bidang Prasarana (contoh)",
            roles=_SUPERVISOR,
            office="dishub",
            purpose=Words(
                "Melihat kurva proyek terhadap rencana, di papan timnya.",
                "Sees the project's curve against its plan, on the team board.",
            ),
        ),
        DemoStaff(
            key="sekda",
            name="Sekretaris Daerah (contoh)",
            roles=(Role.HEAD, Role.SUPERVISOR),
            purpose=Words(
                "Menilai para kepala kantor dan membaca statistik seluruh pemerintah.",
                "Evaluates the heads of offices and reads the whole government's statistics.",
            ),
        ),
        DemoStaff(
            key="bkpsdm",
            name="Pengelola pelatihan BKPSDM (contoh)",
            roles=(Role.TRAINING,),
            purpose=Words(
                "Mengelola pelatihan: katalog, peserta, daftar tunggu, kehadiran, dan sertifikat.",
                "Runs training: catalogue, participants, waiting lists, attendance, and certificates.",
            ),
        ),
    ),
)

OVERSIGHT = DemoGroup(
    name=Words("Pengawasan dan akun", "Oversight and accounts"),
    people=(
        DemoStaff(
            key="inspektorat",
            name="Auditor Inspektorat (contoh)",
            roles=(Role.AUDITOR,),
            purpose=Words("Melihat semuanya dan tidak mengubah apa pun.", "Sees everything and changes nothing."),
        ),
        DemoStaff(
            key="administrator",
            name="Administrator portal (contoh)",
            roles=(Role.ADMINISTRATOR,),
            purpose=Words(
                "Mengurus akun, data pegawai, dan masa simpan.", "Keeps accounts, officers' data, and retention."
            ),
        ),
    ),
)

GROUPS = (SURVEY, PERFORMANCE, OVERSIGHT)
STAFF = tuple(person for group in GROUPS for person in group.people)


def add_staff(session: Session, *, now: datetime) -> dict[str, Account]:
    """Add the demo's accounts and return them by key; the offices must be there. The caller commits."""
    offices = {unit.slug: unit.id for unit in session.scalars(select(Unit).order_by(Unit.id))}
    accounts = {}
    for person in STAFF:
        account = invite(session, email=person.email, name=person.name, now=now)
        for role in person.roles:
            add_post(session, account, role, offices[person.office] if person.office else None)
        accounts[person.key] = account
    return accounts
