"""How plans are put into words: a target as a sentence, what a plan lacks, what changed between versions."""

from collections.abc import Callable, Iterator
from typing import Any

from portal.admin.names import ASPECTS, DIRECTIONS, GATHERINGS, RHYTHMS, ROW_KINDS
from portal.admin.plans.queries import PlanView
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.plan_comparison import Change, ChangeKind, Part
from portal.domain.plans import (
    Aspect,
    Direction,
    Finding,
    IndicatorTerms,
    Lack,
    PlanIndicator,
    PlanMilestone,
    PlanProject,
)
from portal.i18n import day, rupiah, thousandths, words
from portal.i18n import gettext as _
from portal.i18n import lazy_gettext as _l

BEHAVIOUR_NAMES = {behaviour.key: behaviour.name for behaviour in BEHAVIOURS}
ANNEX_NAMES = {
    "support": _l("Dukungan sumber daya"),
    "accountability": _l("Skema pertanggungjawaban"),
    "consequences": _l("Konsekuensi"),
}
PART_NAMES = {
    Part.GOAL: _l("Hasil kerja"),
    Part.INDICATOR: _l("Indikator"),
    Part.PROJECT: _l("Proyek"),
    Part.EXPECTATION: _l("Ekspektasi perilaku"),
    Part.ANNEX: _l("Lampiran"),
}
CHANGE_NAMES = {
    ChangeKind.ADDED: _l("baru"),
    ChangeKind.REMOVED: _l("dihapus"),
    ChangeKind.CHANGED: _l("berubah"),
}
FIELD_NAMES = {
    "kind": _l("Jenis"),
    "result": _l("Rencana hasil kerja"),
    "serves_goal_id": _l("Hasil kerja atasan"),
    "aspect": _l("Aspek"),
    "name": _l("Nama"),
    "unit_name": _l("Satuan"),
    "direction": _l("Arah"),
    "target": _l("Target"),
    "target_high": _l("Sampai dengan"),
    "gathering": _l("Catatan kemajuan"),
    "rhythm": _l("Dilaporkan"),
    "due_on": _l("Paling lambat"),
    "start_on": _l("Mulai"),
    "finish_on": _l("Selesai"),
    "budget": _l("Anggaran"),
    "milestones": _l("Tahap"),
    "text": _l("Isi"),
}
_CHOICE_NAMES: dict[str, dict[Any, Any]] = {
    "kind": ROW_KINDS,
    "aspect": ASPECTS,
    "direction": DIRECTIONS,
    "gathering": GATHERINGS,
    "rhythm": RHYTHMS,
}
_LACKS = {
    Lack.MAIN_GOAL: _l("Belum ada hasil kerja utama."),
    Lack.MEASURE: _l("Belum ada indikator atau proyek."),
    Lack.SERVED_GOAL: _l("Hasil kerja atasan yang dipilih tidak ada lagi di SKP atasan. Pilih yang lain."),
    Lack.DUE_IN_YEAR: _l("Batas waktunya di luar masa SKP."),
    Lack.PROJECT_IN_YEAR: _l("Tanggal proyeknya di luar masa SKP."),
    Lack.WEIGHTS: _l("Bobot semua tahapnya belum tepat 100%."),
    Lack.COSTS: _l("Biaya semua tahapnya belum sama dengan anggaran."),
    Lack.MILESTONE_IN_PROJECT: _l("Ada tahap di luar tanggal proyek."),
    Lack.LINK: _l("Tidak menopang hasil kerja atasan mana pun."),
    Lack.EXPECTATION: _l("Belum ada ekspektasi pimpinan."),
}


def amount(indicator: IndicatorTerms) -> str:
    """Return an indicator's target without its day: `sekurangnya 120 dokumen`."""
    target = thousandths(indicator.target)
    if indicator.direction is Direction.WITHIN:
        target = _("%(low)s dan %(high)s", low=target, high=thousandths(indicator.target_high))
    return f"{DIRECTIONS[indicator.direction]} {target} {indicator.unit_name}"


def target_words(indicator: IndicatorTerms) -> str:
    """Return a target in words: `sekurangnya 120 dokumen sampai 31 Desember 2026, dilaporkan tiap bulan`."""
    return str(
        _(
            "%(amount)s sampai %(day)s, dilaporkan %(rhythm)s",
            amount=amount(indicator),
            day=day(indicator.due_on),
            rhythm=RHYTHMS[indicator.rhythm],
        )
    )


def lack_words(finding: Finding) -> str:
    """Return what a plan lacks, in a sentence."""
    return str(_LACKS[finding.lack])


def change_name(change: Change) -> str:
    """Return what a changed part is called."""
    if change.part is Part.EXPECTATION:
        return words(BEHAVIOUR_NAMES[change.name])
    return str(ANNEX_NAMES[change.name]) if change.part is Part.ANNEX else change.name


def field_words(field: str, value: Any, served: dict[int, str]) -> str:
    """Return the value of a changed field in words. served: words of the superior's goals by id."""
    if value is None:
        return ""
    if field == "serves_goal_id":
        return served.get(value, "")
    if field in _CHOICE_NAMES:
        return str(_CHOICE_NAMES[field][value])
    return _WRITERS.get(field, str)(value)


def milestone_words(step: PlanMilestone) -> str:
    """Return a project's step in a line."""
    return f"{step.name}: {day(step.due_on)}, {thousandths(step.weight)}%, {rupiah(step.cost)}"


EKINERJA_HEADER = (
    "Hasil Kerja Atasan yang Diintervensi", "Rencana Hasil Kerja", "Aspek", "Indikator Kinerja Individu", "Target",
)  # fmt: skip
"""Headings as e-Kinerja has them, in whatever language the portal is read."""


def ekinerja_rows(plan: PlanView) -> Iterator[tuple[str, ...]]:
    """Return a plan's rows in e-Kinerja's shape; a project becomes its work, its day and its cost."""
    for goal in plan.content.goals:
        served = plan.served.get(goal.serves_goal_id or 0, "")
        measures: tuple[PlanIndicator | PlanProject, ...] = (*goal.indicators, *goal.projects)
        for measure in measures:
            for cells in _cells(measure):
                yield served, goal.result, *cells


_WRITERS: dict[str, Callable[[Any], str]] = {
    "target": thousandths,
    "target_high": thousandths,
    "budget": rupiah,
    "due_on": day,
    "start_on": day,
    "finish_on": day,
    "milestones": lambda steps: "\n".join(map(milestone_words, steps)),
}


def _cells(measure: PlanIndicator | PlanProject) -> Iterator[tuple[str, str, str]]:
    if isinstance(measure, PlanIndicator):
        target = _("%(amount)s sampai %(day)s", amount=amount(measure), day=day(measure.due_on))
        yield str(ASPECTS[measure.aspect]), measure.name, str(target)
        return
    yield str(ASPECTS[Aspect.QUANTITY]), measure.name, _("seluruh pekerjaan selesai")
    yield str(ASPECTS[Aspect.TIME]), measure.name, _("selesai %(day)s", day=day(measure.finish_on))
    yield str(ASPECTS[Aspect.COST]), measure.name, _("paling banyak %(amount)s", amount=rupiah(measure.budget))
