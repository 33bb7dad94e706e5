"""What plans, evaluations and training call things, in the reader's language; one place for all rooms."""

from portal.domain.evaluations import Term
from portal.domain.plans import Aspect, Direction, Gathering, PlanState, Rhythm, RowKind
from portal.domain.predicate import Level, Predicate, Rating
from portal.domain.training import Competence, CourseForm, NeedSource
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l

PLAN_STATES = {
    PlanState.DRAFT: _l("rancangan"),
    PlanState.SUBMITTED: _l("diajukan"),
    PlanState.APPROVED: _l("disetujui"),
    PlanState.REPLACED: _l("diganti versi baru"),
}
ROW_KINDS = {RowKind.MAIN: _l("Utama"), RowKind.ADDITIONAL: _l("Tambahan")}
ASPECTS = {
    Aspect.QUANTITY: _l("Kuantitas"),
    Aspect.QUALITY: _l("Kualitas"),
    Aspect.TIME: _l("Waktu"),
    Aspect.COST: _l("Biaya"),
}
DIRECTIONS = {
    Direction.MORE: _l("sekurangnya"),
    Direction.LESS: _l("paling banyak"),
    Direction.WITHIN: _l("antara"),
}
GATHERINGS = {
    Gathering.SUM: _l("dijumlahkan"),
    Gathering.LATEST: _l("nilai terbaru"),
}
RHYTHMS = {
    Rhythm.WEEKLY: _l("tiap minggu"),
    Rhythm.MONTHLY: _l("tiap bulan"),
    Rhythm.QUARTERLY: _l("tiap triwulan"),
}
RATINGS = {
    Rating.ABOVE: _l("Di atas ekspektasi"),
    Rating.MEETS: _l("Sesuai ekspektasi"),
    Rating.BELOW: _l("Di bawah ekspektasi"),
}
PREDICATES = {
    Predicate.VERY_GOOD: _l("Sangat Baik"),
    Predicate.GOOD: _l("Baik"),
    Predicate.NEEDS_WORK: _l("Butuh Perbaikan"),
    Predicate.POOR: _l("Kurang"),
    Predicate.VERY_POOR: _l("Sangat Kurang"),
}
LEVELS = {
    Level.SPECIAL: _l("Istimewa"),
    Level.GOOD: _l("Baik"),
    Level.NEEDS_WORK: _l("Butuh Perbaikan"),
    Level.POOR: _l("Kurang"),
    Level.VERY_POOR: _l("Sangat Kurang"),
}
COURSE_FORMS = {CourseForm.CLASSICAL: _l("Klasikal"), CourseForm.NON_CLASSICAL: _l("Nonklasikal")}
COMPETENCES = {
    Competence.INTEGRITY: _l("Integritas"),
    Competence.COOPERATION: _l("Kerja sama"),
    Competence.COMMUNICATION: _l("Komunikasi"),
    Competence.RESULTS: _l("Orientasi pada hasil"),
    Competence.SERVICE: _l("Pelayanan publik"),
    Competence.DEVELOPMENT: _l("Pengembangan diri dan orang lain"),
    Competence.CHANGE: _l("Mengelola perubahan"),
    Competence.DECISIONS: _l("Pengambilan keputusan"),
    Competence.UNITY: _l("Perekat bangsa"),
    Competence.TECHNICAL: _l("Teknis jabatan"),
}
NEED_SOURCES = {
    NeedSource.ELEMENT: _l("unsur survei kantor"),
    NeedSource.BEHAVIOUR: _l("perilaku dalam evaluasi"),
    NeedSource.INDICATOR: _l("indikator yang tertinggal"),
    NeedSource.OWN_WISH: _l("usul sendiri"),
}
QUARTERS = ("", "I", "II", "III", "IV")


def term_name(term: Term) -> str:
    """Return a term in words: `Triwulan II 2026`, or `Tahun 2026`."""
    if term.quarter == 0:
        return str(_("Tahun %(year)s", year=term.year))
    return str(_("Triwulan %(number)s %(year)s", number=QUARTERS[term.quarter], year=term.year))
