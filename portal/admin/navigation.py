"""Where staff can go: the rooms that their posts open."""

from dataclasses import dataclass

from portal.domain.permissions import Permission, Staff
from portal.i18n import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A room in the navigation. nouns: the blueprints that belong to it."""

    nouns: tuple[str, ...]
    endpoint: str
    label: str
    permission: Permission | None


def _room(noun: str, label: str, permission: Permission | None, *more: str) -> Room:
    return Room(
        nouns=tuple(f"staff.{each}" for each in (noun, *more)),
        endpoint=f"staff.{noun}.index",
        label=label,
        permission=permission,
    )


ROOMS = (
    _room("home", _l("Beranda"), None),
    _room("units", _l("Kantor"), Permission.READ_REGISTER),
    _room("counters", _l("Loket"), Permission.READ_REGISTER),
    _room("questionnaires", _l("Kuesioner"), Permission.EDIT_QUESTIONNAIRES),
    _room("periods", _l("Periode"), Permission.READ_PERIODS),
    _room("entry", _l("Formulir kertas"), Permission.ENTER_FORMS),
    _room("comments", _l("Komentar"), Permission.READ_COMMENTS, "publication", "themes"),
    _room("follow_up", _l("Tindak lanjut"), Permission.READ_ACTIONS),
    _room("forum", _l("Forum"), Permission.ANSWER_FORUM),
    _room("moderation", _l("Moderasi forum"), Permission.MODERATE_FORUM),
    _room("consultations", _l("Konsultasi publik"), Permission.RUN_CONSULTATIONS),
    _room("sealed_reports", _l("Laporan tertutup"), Permission.READ_SEALED_REPORTS),
    _room("reports", _l("Laporan"), Permission.READ_REPORTS),
    _room("plans", _l("SKP"), Permission.READ_PLANS),
    _room("progress", _l("Kemajuan"), Permission.EDIT_OWN_PLAN),
    _room("team", _l("Tim"), Permission.LEAD_TEAM),
    _room("feedback", _l("Umpan balik"), Permission.READ_PLANS),
    _room("evaluations", _l("Evaluasi"), Permission.READ_EVALUATIONS),
    _room("objections", _l("Keberatan"), Permission.DECIDE_OBJECTIONS),
    _room("training", _l("Pelatihan"), Permission.READ_TRAINING),
    _room("development", _l("Pengembangan diri"), Permission.TAKE_TRAINING),
    _room("statistics", _l("Statistik"), Permission.READ_STATISTICS),
    _room("achievements", _l("Capaian kantor"), Permission.PUBLISH_ACHIEVEMENTS),
    _room("employees", _l("Data pegawai"), Permission.READ_EMPLOYEES),
    _room("holidays", _l("Hari libur"), Permission.EDIT_HOLIDAYS),
    _room("imports", _l("Impor"), Permission.EDIT_REGISTER),
    _room("accounts", _l("Akun"), Permission.MANAGE_ACCOUNTS),
    _room("notices", _l("Kotak keluar"), Permission.READ_OUTBOX),
    _room("audit", _l("Jejak"), Permission.READ_AUDIT),
    _room("retention", _l("Masa simpan"), Permission.EDIT_RETENTION),
)


def rooms_for(staff: Staff) -> tuple[Room, ...]:
    """Return the rooms that somebody may enter."""
    return tuple(room for room in ROOMS if room.permission is None or staff.may(room.permission))
