"""What staff whose names are marked do in public: decide, answer, invite, and ask a reporter something."""

import re
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.admin.consultations import actions
from portal.domain.consultations import Schedule
from portal.domain.forum import Clock
from portal.domain.periods import WITA
from portal.domain.permissions import Role
from portal.domain.words import Words
from portal.domain.workdays import NO_HOLIDAYS, add_workdays
from portal.models import SealedReport, Topic, Unit
from tests.admin.forms import submit
from tests.admin.moderation import desk
from tests.house import marked, visits
from tests.staff import StaffClient, make_account, sign_in

KIND = "Petugas di loket dua ramah sekali."
SPOKEN_AS = "Kepala Bidang Layanan"
TODAY = datetime.now(WITA).date()
NAMING = f"{KIND} Saya dilayani {marked.m('Nama 1')} sejak pagi."


def speak(app: Flask, session: Session, unit: Unit) -> dict[str, list[str]]:
    """Send what waits for staff, and let them do it; return the receipts by the first part of their addresses."""
    client = StaffClient(app)  # Nobody is signed in on it.
    named, declined, _waiting = topics = [
        visits.receipt_from(visits.propose(client, isi=text, judul=f"Antrean {text[:12]}"))
        for text in (NAMING, marked.m("ditolak, sebab bukan tentang layanan."), marked.m("menunggu dibaca orang."))
    ]
    _moderate(app, session, named, declined)
    _answer(app, session, unit)
    _meet(app, session, unit)
    _invite(app, session, unit)
    report = visits.receipt_from(visits.report(client, cerita=marked.m("meminta uang rokok di loket dua.")))
    _ask(app, session)
    answer = visits.receipt_from(visits.send(client, visits.a_counter(app)))
    return {"forum": topics, "lapor": [report], "bukti": [answer]}


def _enter(app: Flask, session: Session, role: Role, unit: Unit | None = None) -> StaffClient:
    client = StaffClient(app)
    sign_in(client, make_account(session, role, unit, name=marked.m(role)))
    return client


def _moderate(app: Flask, session: Session, named: str, declined: str) -> None:
    moderator = _enter(app, session, Role.MODERATOR)
    published = desk.publish(moderator, desk.contribution_of(session, named))
    refused = desk.decline(moderator, desk.contribution_of(session, declined), reason="off_topic", note="")
    assert (published.status_code, refused.status_code) == (303, 303)


def _answer(app: Flask, session: Session, unit: Unit) -> None:
    head = _enter(app, session, Role.HEAD, unit)
    page = f"/staf/forum/{session.scalars(select(Topic.id)).one()}"
    words = {"text": "Terima kasih, loket kedua dibuka.", "spoken_as": SPOKEN_AS}
    assert submit(head, page, words).status_code == 303


def _meet(app: Flask, session: Session, unit: Unit) -> None:
    """Hold a consultation that was announced some time ago, and conclude it."""
    owner, announced_on = _enter(app, session, Role.OWNER), TODAY - timedelta(days=20)
    schedule = Schedule(held_on=add_workdays(announced_on, 3), starts="09:00", ends="11:00")
    invitation = actions.Invitation(
        purpose=Words("Mendengar.", "Listening."), schedule=schedule, place="Aula kantor"
    )
    clock = Clock(days=5, holidays=NO_HOLIDAYS)
    title = Words("Syarat akta", "Requirements")
    held = actions.announce(session, unit.id, title, invitation, clock=clock, today=announced_on)
    session.commit()
    room = f"/staf/fkp/{held.id}"
    said = {"minutes": "Selesai tanpa kesepakatan.", "chair": SPOKEN_AS, "secretary": "Sekretaris"}
    steps = {"mulai": {}, "hadir": {"users": "18", "government": "4"}, "notulen": said}
    for step, values in steps.items():
        assert submit(owner, f"{room}/{step}", values).status_code == 303, step
    (seen,) = re.findall('name="seen"[^>]*value="([^"]+)"', owner.get(f"{room}/simpulkan").text)
    assert submit(owner, f"{room}/simpulkan", {"seen": seen}).status_code == 303


def _invite(app: Flask, session: Session, unit: Unit) -> None:
    held_on = add_workdays(TODAY, 5)
    form = {
        "unit": unit.id, "title_id": "Jam buka loket", "title_en": "Opening hours",
        "purpose_id": "Mendengar warga.", "purpose_en": "Listening.", "held_on": held_on.isoformat(),
        "starts": "09:00", "ends": "11:00", "place": "Aula kantor", "link": "",
    }  # fmt: skip
    assert submit(_enter(app, session, Role.OWNER), "/staf/fkp/baru", form).status_code == 303


def _ask(app: Flask, session: Session) -> None:
    page = f"/staf/laporan-tertutup/{session.scalars(select(SealedReport.id)).one().hex()}"
    asked = submit(_enter(app, session, Role.REVIEWER), page, {"words": "Hari apa itu?"}, to=f"{page}/pesan")
    assert asked.status_code == 303
