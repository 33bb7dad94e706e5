"""The form of a report's typed parts."""

from dataclasses import asdict

from wtforms import FieldList, FormField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from portal.admin.forms import StaffForm
from portal.admin.reports.texts import ReportTexts
from portal.documents.report.values import Activity
from portal.i18n import lazy_gettext as _l

LINE, TEXT = 200, 6000
ROWS, MOST_LINES = 6, 40
_PLAIN = ("executor", "method", "analysis", "closing", "place_and_date")


class ActivityForm(StaffForm):
    """A row of the timetable."""

    class Meta(StaffForm.Meta):
        csrf = False  # It is part of a form that carries the token.

    name = StringField(_l("Kegiatan"), validators=[Length(max=LINE)])
    time = StringField(_l("Waktu pelaksanaan"), validators=[Length(max=LINE)])
    days = IntegerField(_l("Hari kerja"), validators=[Optional(), NumberRange(min=0, max=400)])


class ReportForm(StaffForm):
    """What an office may add to its report, nothing of which is needed."""

    executor = StringField(_l("Pelaksana survei"), validators=[Length(max=LINE)])
    method = TextAreaField(_l("Tambahan metode"), validators=[Length(max=TEXT)])
    locations = TextAreaField(_l("Lokasi, satu per baris"), validators=[Length(max=TEXT)])
    activities = FieldList(FormField(ActivityForm), label=_l("Jadwal"), min_entries=ROWS, max_entries=2 * ROWS)
    analysis = TextAreaField(_l("Analisis permasalahan"), validators=[Length(max=TEXT)])
    closing = TextAreaField(_l("Tambahan penutup"), validators=[Length(max=TEXT)])
    media = TextAreaField(_l("Media publikasi lain, satu per baris"), validators=[Length(max=TEXT)])
    place_and_date = StringField(_l("Tempat dan tanggal tanda tangan"), validators=[Length(max=LINE)])

    @property
    def texts(self) -> ReportTexts:
        """Return what was typed, of a form that was found valid."""
        rows = (row.form for row in self.activities)
        return ReportTexts(
            **{name: self[name].data or "" for name in _PLAIN},
            locations=_lines(self.locations.data or ""),
            media=_lines(self.media.data or ""),
            activities=tuple(
                Activity(name=row["name"].data, time=row["time"].data or "", days=row["days"].data)
                for row in rows
                if row["name"].data
            ),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line[:LINE] for part in text.splitlines() if (line := part.strip()))[:MOST_LINES]


def report_form(texts: ReportTexts) -> ReportForm:
    """Return the form with what was typed before."""
    values = {name: getattr(texts, name) for name in _PLAIN}
    lists = {"locations": "\n".join(texts.locations), "media": "\n".join(texts.media)}
    return ReportForm(data={**values, **lists, "activities": [asdict(row) for row in texts.activities]})
