"""How ratings spread: to the supervisor their own, to the auditor counts of those with enough of them."""

from datetime import UTC, datetime

import pytest

from portal.domain.behaviours import BEHAVIOUR_KEYS
from portal.domain.permissions import Role
from portal.models import Evaluation, ItemRating, UnitLevel
from tests import factories
from tests.performance import make_employee
from tests.staff import make_account, sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)

YEAR = 2024
PAGE = f"/staf/evaluasi/sebaran?year={YEAR}"


def add_given(session, supervisor, unit, predicates, behaviours="meets"):
    """Add given evaluations of the second quarter; the first behaviour of the first one differs from the rest."""
    at = datetime(2024, 7, 1, tzinfo=UTC)
    for place, predicate in enumerate(predicates):
        row = Evaluation(
            employee_id=make_employee(session, unit, supervisor).id, supervisor_id=supervisor.id, unit_id=unit.id,
            year=YEAR, quarter=2, created_at=at, results="meets", behaviours="meets",
        )  # fmt: skip
        session.add(row)
        session.flush()
        for key in BEHAVIOUR_KEYS:
            rating = "above" if place == 0 and key == BEHAVIOUR_KEYS[0] else behaviours
            session.add(
                ItemRating(
                    evaluation_id=row.id, subject="behaviour", key=key, rating=rating, reason="", evidence=[]
                )
            )
        session.flush()
        row.predicate, row.given_at, row.document, row.hash = predicate, at, "{}", "0" * 64
        session.flush()


@pytest.fixture
def people(app, session):
    factories.make_site(session)
    unit, elsewhere = factories.make_unit(session), factories.make_unit(session)
    clients = {}
    for name, role, where in (
        ("supervisor", Role.SUPERVISOR, None),
        ("employee", Role.EMPLOYEE, unit),
        ("auditor", Role.AUDITOR, None),
        ("auditor_elsewhere", Role.AUDITOR, elsewhere),
    ):
        account = make_account(session, role=role, unit=where)
        clients[name] = app.test_client()
        sign_in(clients[name], account)
        if name == "supervisor":
            supervisor = make_employee(session, unit, account=account, name="Penilai Banyak")
    fewer = make_employee(session, unit, name="Penilai Sedikit")
    add_given(session, supervisor, unit, ["very_good", "very_good", "very_good", "good"])
    add_given(session, fewer, unit, ["good", "good"])
    session.add(UnitLevel(unit_id=unit.id, year=YEAR, quarter=2, level="special", reason="Terbaik."))
    session.commit()
    return clients


def test_a_supervisor_sees_the_own_spread_beside_the_offices_level(people):
    shown = people["supervisor"].get(PAGE).text
    assert "4 evaluasi Anda serahkan tahun ini." in shown
    assert "Pada 3 di antaranya ketujuh perilaku bernilai sama." in shown
    assert "capaian kantor Istimewa" in shown
    assert "(3 dari 4)" in shown
    assert "berbeda" in shown  # 75 % very good where at most 70 are expected.
    assert "Per pejabat penilai" not in shown


def test_the_auditor_sees_counts_of_supervisors_with_enough_evaluations(people):
    shown = people["auditor"].get(PAGE).text
    assert "Penilai Banyak" in shown
    assert "1 di atas, 27 sesuai, 0 di bawah" in shown
    assert "Penilai Sedikit" not in shown
    assert "Penilai Banyak" not in people["auditor_elsewhere"].get(PAGE).text
    assert "Penilai Banyak,4,3,1,0,0,0,1,27,0,3" in people["auditor"].get(f"{PAGE}&format=csv").text


def test_for_everybody_else_there_is_no_such_page(people):
    assert people["employee"].get(PAGE).status_code == 404
