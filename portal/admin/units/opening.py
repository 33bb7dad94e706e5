"""What the pages about an office and about its services share."""

from datetime import date, datetime

from flask import Blueprint, url_for

from portal.access import access
from portal.admin.guard import the_office
from portal.db import db
from portal.domain.periods import WITA
from portal.domain.permissions import Permission
from portal.i18n import words
from portal.models.units import Unit

blueprint = Blueprint("units", __name__)

reads = access(Permission.READ_REGISTER)
edits = access(Permission.EDIT_REGISTER)


def today() -> date:
    """Return the day it is in WITA."""
    return datetime.now(WITA).date()


def open_unit() -> Unit:
    """Return the office that the address names, to be worked on."""
    return db.session.get_one(Unit, the_office().id)


def unit_crumb() -> tuple[str, str]:
    """Return the name and the address of the office that a page is about."""
    office = the_office()
    return words(office.name), url_for("staff.units.show", unit=office.slug)
