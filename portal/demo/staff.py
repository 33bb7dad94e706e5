"""The staff of the demo: somebody for every role. The persons are made up and have no password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.accounts.actions import add_post, invite
from portal.domain.permissions import Role
from portal.models.accounts import Account
from portal.models.units import Unit

DOMAIN = "contoh.example"
"""The demo's accounts are those with an address in this domain, which the Internet keeps for examples."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoStaff:
    """Somebody of the demo. office: an office's slug; None for all of them."""

    key: str
    name: str
    role: Role
    office: str | None = None


STAFF = (
    DemoStaff(key="administrator", name="Administrator portal (contoh)", role=Role.ADMINISTRATOR),
    DemoStaff(key="organisasi", name="Kepala Bagian Organisasi (contoh)", role=Role.OWNER),
    DemoStaff(key="kepala-dpmptsp", name="Kepala DPMPTSP (contoh)", role=Role.HEAD, office="dpmptsp"),
    DemoStaff(key="kepala-disdukcapil", name="Kepala Disdukcapil (contoh)", role=Role.HEAD, office="disdukcapil"),
    DemoStaff(key="entri-rsd", name="Petugas entri rumah sakit (contoh)", role=Role.CLERK, office="rsd-soemarno"),
    DemoStaff(
        key="entri-rsd-2", name="Petugas entri rumah sakit kedua (contoh)", role=Role.CLERK, office="rsd-soemarno"
    ),
    DemoStaff(key="moderator", name="Moderator komentar (contoh)", role=Role.MODERATOR),
    DemoStaff(key="inspektorat", name="Auditor Inspektorat (contoh)", role=Role.AUDITOR),
    DemoStaff(key="kabid-dpmptsp", name="Kepala Bidang Layanan (contoh)", role=Role.SUPERVISOR, office="dpmptsp"),
    DemoStaff(key="pegawai-1", name="Petugas loket pertama (contoh)", role=Role.EMPLOYEE, office="dpmptsp"),
    DemoStaff(key="pegawai-2", name="Petugas loket kedua (contoh)", role=Role.EMPLOYEE, office="dpmptsp"),
)


def add_staff(session: Session, *, now: datetime) -> tuple[Account, ...]:
    """Add the demo's accounts, in the order of `STAFF`; the offices must be there. The caller commits."""
    offices = {unit.slug: unit.id for unit in session.scalars(select(Unit).order_by(Unit.id))}
    accounts = []
    for person in STAFF:
        account = invite(session, email=f"{person.key}@{DOMAIN}", name=person.name, now=now)
        add_post(session, account, person.role, offices[person.office] if person.office else None)
        accounts.append(account)
    return tuple(accounts)
