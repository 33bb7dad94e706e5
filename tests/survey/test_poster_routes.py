"""The poster and the codes of a counter lead to its survey."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from portal.qr import qr_svg
from tests.conftest import PUBLIC_URL
from tests.scanning import picture, scan
from tests.survey.sheets import Desk

FILES = ("poster.pdf", "qr.svg", "qr.png")


@pytest.mark.parametrize("lower", [False, True])
def test_poster_is_scanned_as_the_survey(client: FlaskClient, desk: Desk, lower: bool) -> None:
    response = client.get(f"/s/{desk.code.lower() if lower else desk.code}/poster.pdf")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="poster-{desk.code}.pdf"'
    assert scan(picture(response.data, 60)) == f"{PUBLIC_URL}/s/{desk.code}"


def test_png_is_scanned_as_the_survey(client: FlaskClient, desk: Desk) -> None:
    response = client.get(f"/s/{desk.code}/qr.png")
    assert response.mimetype == "image/png"
    assert scan(Image.open(BytesIO(response.data))) == f"{PUBLIC_URL}/s/{desk.code}"


def test_svg_draws_the_survey(client: FlaskClient, desk: Desk) -> None:
    response = client.get(f"/s/{desk.code}/qr.svg")
    assert response.mimetype == "image/svg+xml"
    assert response.data == qr_svg(f"{PUBLIC_URL}/s/{desk.code}")


@pytest.mark.parametrize("name", FILES)
def test_unknown_counter_has_none(client: FlaskClient, desk: Desk, name: str) -> None:
    assert client.get(f"/s/K0D3XX/{name}").status_code == 404
