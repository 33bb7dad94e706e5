"""Forms of plans."""

from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from portal.admin.forms import RupiahField, StaffForm, ThousandthsField
from portal.admin.names import ASPECTS, DIRECTIONS, RHYTHMS, ROW_KINDS
from portal.domain.behaviours import BEHAVIOURS
from portal.domain.plans import (
    WHOLE_WORK,
    Annexes,
    Aspect,
    Direction,
    Gathering,
    GoalTerms,
    IndicatorTerms,
    MilestoneTerms,
    ProjectTerms,
    Rhythm,
    RowKind,
)
from portal.i18n import lazy_gettext as _l
from portal.i18n import words

_LINE = 160
_RESULT = 400
_TEXT = 2000


def _choices(names: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(key.value, name) for key, name in names.items()]


class StartForm(StaffForm):
    """Which year's plan to start. The years are set by the view."""

    year = SelectField(_l("Tahun"), coerce=int, validators=[InputRequired()])
    copy = BooleanField(_l("Mulai dari salinan SKP tahun sebelumnya"))


class GoalForm(StaffForm):
    """A goal. The superior's goals are set by the view."""

    kind = RadioField(
        _l("Jenis"), choices=_choices(ROW_KINDS), default=RowKind.MAIN.value, validators=[InputRequired()]
    )
    result = TextAreaField(_l("Rencana hasil kerja"), validators=[DataRequired(), Length(max=_RESULT)])
    serves = SelectField(_l("Hasil kerja atasan yang ditopang"))

    def terms(self) -> GoalTerms:
        """Return what was entered."""
        serves = int(self.serves.data) if self.serves.data else None
        return GoalTerms(kind=RowKind(self.kind.data), result=self.result.data, serves_goal_id=serves)


class IndicatorForm(StaffForm):
    """How a goal is measured."""

    aspect = SelectField(_l("Aspek"), choices=_choices(ASPECTS))
    name = StringField(_l("Apa yang diukur"), validators=[DataRequired(), Length(max=_LINE)])
    direction = SelectField(_l("Target tercapai bila nilainya"), choices=_choices(DIRECTIONS))
    target = ThousandthsField(_l("Target"), validators=[InputRequired(), NumberRange(min=0)])
    target_high = ThousandthsField(_l("Sampai dengan"))
    unit_name = StringField(_l("Satuan"), validators=[DataRequired(), Length(max=40)])
    due_on = DateField(_l("Paling lambat"), validators=[InputRequired()])
    gathering = RadioField(
        _l("Catatan kemajuan"),
        choices=[
            SelectChoice(Gathering.SUM.value, _l("dijumlahkan: tiap catatan menambah hasil")),
            SelectChoice(Gathering.LATEST.value, _l("nilai terbaru: catatan terakhir yang berlaku")),
        ],
        default=Gathering.SUM.value,
        validators=[InputRequired()],
    )
    rhythm = SelectField(_l("Dilaporkan"), choices=_choices(RHYTHMS), default=Rhythm.MONTHLY.value)

    def validate_target_high(self, field: ThousandthsField) -> None:
        """Ask for the upper end where the target is a range."""
        if self.direction.data != Direction.WITHIN:
            return
        if field.data is None:
            raise ValidationError(_l("Untuk target antara dua nilai, isi juga nilai atasnya."))
        if self.target.data is not None and field.data < self.target.data:
            raise ValidationError(_l("Nilai atas tidak boleh lebih kecil daripada target."))

    def terms(self) -> IndicatorTerms:
        """Return what was entered."""
        direction = Direction(self.direction.data)
        return IndicatorTerms(
            aspect=Aspect(self.aspect.data),
            name=self.name.data,
            unit_name=self.unit_name.data,
            direction=direction,
            target=self.target.data or 0,
            target_high=self.target_high.data if direction is Direction.WITHIN else None,
            gathering=Gathering(self.gathering.data),
            rhythm=Rhythm(self.rhythm.data),
            due_on=self.due_on.data,
        )


class ProjectForm(StaffForm):
    """A project, without its steps."""

    name = StringField(_l("Nama proyek"), validators=[DataRequired(), Length(max=_LINE)])
    start_on = DateField(_l("Mulai"), validators=[InputRequired()])
    finish_on = DateField(_l("Selesai"), validators=[InputRequired()])
    budget = RupiahField(_l("Anggaran tahun ini, dalam rupiah"), validators=[InputRequired(), NumberRange(min=1)])

    def validate_finish_on(self, field: DateField) -> None:
        """See that it ends after it begins."""
        if self.start_on.data and field.data and field.data <= self.start_on.data:
            raise ValidationError(_l("Tanggal selesai harus sesudah tanggal mulai."))

    def terms(self) -> ProjectTerms:
        """Return what was entered."""
        return ProjectTerms(
            name=self.name.data,
            start_on=self.start_on.data,
            finish_on=self.finish_on.data,
            budget=self.budget.data or 0,
        )


class MilestoneForm(StaffForm):
    """A step of a project."""

    name = StringField(_l("Nama tahap"), validators=[DataRequired(), Length(max=_LINE)])
    due_on = DateField(_l("Selesai pada"), validators=[InputRequired()])
    weight = ThousandthsField(
        _l("Bobot pekerjaan, dalam persen"),
        validators=[
            InputRequired(),
            NumberRange(min=1, max=WHOLE_WORK, message=_l("Bobotnya di atas 0 sampai 100.")),
        ],
    )
    cost = RupiahField(_l("Biaya, dalam rupiah"), validators=[InputRequired(), NumberRange(min=0)])

    def terms(self) -> MilestoneTerms:
        """Return what was entered."""
        return MilestoneTerms(
            name=self.name.data, due_on=self.due_on.data, weight=self.weight.data or 0, cost=self.cost.data or 0
        )


class AnnexesForm(StaffForm):
    """What a plan says besides its goals."""

    support = TextAreaField(_l("Dukungan sumber daya"), validators=[Length(max=_TEXT)])
    accountability = TextAreaField(_l("Skema pertanggungjawaban"), validators=[Length(max=_TEXT)])
    consequences = TextAreaField(_l("Konsekuensi"), validators=[Length(max=_TEXT)])

    def annexes(self) -> Annexes:
        """Return what was entered."""
        return Annexes(
            support=self.support.data or "",
            accountability=self.accountability.data or "",
            consequences=self.consequences.data or "",
        )


class ReturnForm(StaffForm):
    """What the officer is to change before the plan is submitted again."""

    note = TextAreaField(_l("Yang perlu diubah"), validators=[DataRequired(), Length(max=_TEXT)])


class ReasonForm(StaffForm):
    """Why an approved plan is changed."""

    reason = TextAreaField(_l("Alasan perubahan"), validators=[DataRequired(), Length(min=10, max=_TEXT)])


# One field for each behaviour, by its key, so that a value added to the seven needs no form of its own.
ExpectationsForm = type(
    "ExpectationsForm",
    (StaffForm,),
    {item.key: TextAreaField(validators=[Length(max=_TEXT)]) for item in BEHAVIOURS},
)


def expectations_form(**values: Any) -> StaffForm:
    """Return the form of what is expected of each behaviour, labelled in the reader's language."""
    form: StaffForm = ExpectationsForm(**values)
    for behaviour in BEHAVIOURS:
        form[behaviour.key].label.text = words(behaviour.name)
    return form


def keep_within(form: Form, name: str, first: date, last: date, message: str) -> bool:
    """Tell whether a day lies between two others, and say so at its field if not."""
    field: Field = form[name]
    if first <= field.data <= last:
        return True
    field.errors = [message]
    return False
