"""What waits for somebody, in words, and where it is worked on: for the first page and for the daily digest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portal import i18n

Plural = Callable[..., str]
"""Like `ngettext`: the message for one, the message for many, the count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Something that can wait. leads_to: endpoint of its page; filters: what the page is asked for there.

    sentence: asks a plural for the message, so that the reader's language or plain Indonesian can come out.
    care: it is late, or somebody's right depends on it.
    """

    leads_to: str
    sentence: Callable[[Plural, int], str]
    filters: Mapping[str, str] = field(default_factory=dict)
    care: bool = False

    def text(self, count: int) -> str:
        """Return the sentence in the reader's language."""
        return self.sentence(i18n.ngettext, count)

    def indonesian(self, count: int) -> str:
        """Return the sentence as it is written here, whoever asks."""
        return self.sentence(_as_written, count)


def _as_written(one: str, _many: str, count: int) -> str:
    return one % {"num": count}


TASKS: Mapping[str, Task] = {
    "actions_overdue": Task(
        leads_to="staff.follow_up.index",
        filters={"state": "overdue"},
        sentence=lambda ngettext, n: ngettext(
            "%(num)s tindak lanjut lewat waktu", "%(num)s tindak lanjut lewat waktu", n
        ),
        care=True,
    ),
    "actions_soon": Task(
        leads_to="staff.follow_up.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s tindak lanjut jatuh tempo dalam lima hari kerja",
            "%(num)s tindak lanjut jatuh tempo dalam lima hari kerja",
            n,
        ),
    ),
    "offices_short": Task(
        leads_to="staff.periods.index",
        filters={"state": "short"},
        sentence=lambda ngettext, n: ngettext(
            "%(num)s kantor diperkirakan tidak mencapai target jawabannya",
            "%(num)s kantor diperkirakan tidak mencapai target jawabannya",
            n,
        ),
        care=True,
    ),
    "comments_new": Task(
        leads_to="staff.comments.index",
        filters={"state": "new"},
        sentence=lambda ngettext, n: ngettext("%(num)s komentar belum dibaca", "%(num)s komentar belum dibaca", n),
    ),
    "comments_proposed": Task(
        leads_to="staff.comments.index",
        filters={"state": "proposed"},
        sentence=lambda ngettext, n: ngettext(
            "%(num)s komentar menunggu keputusan terbit", "%(num)s komentar menunggu keputusan terbit", n
        ),
    ),
    "sheets_unread": Task(
        leads_to="staff.entry.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s lembar kertas perlu Anda baca sekali lagi",
            "%(num)s lembar kertas perlu Anda baca sekali lagi",
            n,
        ),
    ),
    "sheets_differing": Task(
        leads_to="staff.entry.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s lembar kertas terbaca berbeda dan perlu Anda putuskan",
            "%(num)s lembar kertas terbaca berbeda dan perlu Anda putuskan",
            n,
        ),
    ),
    "topics_overdue": Task(
        leads_to="staff.forum.index",
        filters={"state": "overdue"},
        sentence=lambda ngettext, n: ngettext(
            "%(num)s topik forum lewat tenggat jawaban", "%(num)s topik forum lewat tenggat jawaban", n
        ),
        care=True,
    ),
    "topics_waiting": Task(
        leads_to="staff.forum.index",
        filters={"state": "waiting"},
        sentence=lambda ngettext, n: ngettext(
            "%(num)s topik forum menunggu jawaban kantor", "%(num)s topik forum menunggu jawaban kantor", n
        ),
    ),
    "contributions_waiting": Task(
        leads_to="staff.moderation.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s tulisan warga menunggu dibaca moderator", "%(num)s tulisan warga menunggu dibaca moderator", n
        ),
    ),
    "consultations_to_conclude": Task(
        leads_to="staff.consultations.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s konsultasi publik menunggu berita acara", "%(num)s konsultasi publik menunggu berita acara", n
        ),
    ),
    "reports_unread": Task(
        leads_to="staff.sealed_reports.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s laporan tertutup menunggu peninjau", "%(num)s laporan tertutup menunggu peninjau", n
        ),
        care=True,
    ),
    "objections_to_decide": Task(
        leads_to="staff.objections.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s keberatan menunggu putusan Anda", "%(num)s keberatan menunggu putusan Anda", n
        ),
        care=True,
    ),
    "plans_to_approve": Task(
        leads_to="staff.plans.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s SKP menunggu persetujuan Anda", "%(num)s SKP menunggu persetujuan Anda", n
        ),
    ),
    "evaluations_to_give": Task(
        leads_to="staff.evaluations.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s evaluasi belum Anda berikan", "%(num)s evaluasi belum Anda berikan", n
        ),
    ),
    "plans_returned": Task(
        leads_to="staff.plans.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s SKP dikembalikan untuk diperbaiki", "%(num)s SKP dikembalikan untuk diperbaiki", n
        ),
    ),
    "evaluations_to_receive": Task(
        leads_to="staff.evaluations.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s evaluasi Anda menunggu tanda terima", "%(num)s evaluasi Anda menunggu tanda terima", n
        ),
    ),
    "citations_to_answer": Task(
        leads_to="staff.evaluations.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s pembacaan penilai dapat Anda tanggapi", "%(num)s pembacaan penilai dapat Anda tanggapi", n
        ),
    ),
    "dialogues_to_confirm": Task(
        leads_to="staff.feedback.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s dialog kinerja menunggu konfirmasi Anda", "%(num)s dialog kinerja menunggu konfirmasi Anda", n
        ),
    ),
    "notes_unseen": Task(
        leads_to="staff.feedback.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s umpan balik baru untuk Anda", "%(num)s umpan balik baru untuk Anda", n
        ),
    ),
    "invitations": Task(
        leads_to="staff.accounts.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s undangan belum diterima", "%(num)s undangan belum diterima", n
        ),
    ),
    "trail_today": Task(
        leads_to="staff.audit.index",
        sentence=lambda ngettext, n: ngettext(
            "%(num)s jejak dalam sehari terakhir", "%(num)s jejak dalam sehari terakhir", n
        ),
    ),
}
"""Key of what is due (see `queries.list_due`) -> its words."""
