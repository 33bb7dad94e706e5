"""The page that says how long data are kept."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response as AnyResponse

from portal.access import access
from portal.admin.answers import done
from portal.admin.retention.actions import set_retention
from portal.admin.retention.forms import RetentionForm
from portal.admin.retention.queries import kept_months
from portal.db import begin_write, db
from portal.domain.permissions import Permission
from portal.domain.retention import KINDS
from portal.i18n import gettext as _
from portal.site import forget_site

blueprint = Blueprint("retention", __name__, url_prefix="/masa-simpan")


@blueprint.get("/")
@access(Permission.EDIT_RETENTION)
def index() -> str:
    """Show how long each kind of data is kept."""
    return _page(RetentionForm(data=kept_months(db.session)))


@blueprint.post("/")
@access(Permission.EDIT_RETENTION)
def save() -> AnyResponse | tuple[str, int]:
    """Set how long each kind of data is kept."""
    form = RetentionForm()
    if not form.validate():
        return _page(form), 422
    begin_write(db.session)
    set_retention(db.session, form.months)
    db.session.commit()
    forget_site()
    return done(_("Masa simpan tersimpan. Halaman Metode menampilkannya juga."), "staff.retention.index")


def _page(form: RetentionForm) -> str:
    return render_template("staff/retention/index.html", form=form, kinds=KINDS)
