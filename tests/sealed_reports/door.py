"""Go through the quiet door as a citizen does."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

WORDS = "Petugas loket dua meminta Rp 50.000 pada Senin pagi. Kata sandi cerita: KUCINGHUJAN."
MARK = "KUCINGHUJAN"
_KEY = re.compile(r'name="kunci" value="([^"]+)"')


def key_in(page: str) -> str:
    """Return the form key that a page holds."""
    (key,) = _KEY.findall(page)
    return key


def send(client: FlaskClient, key: str | None = None, **changes: str) -> TestResponse:
    """Send a report, with the key of a page opened for it unless one is given."""
    sheet = {"kunci": key or key_in(client.get("/lapor").text), "jenis": "money", "cerita": WORDS}
    return client.post("/lapor", data=sheet | changes)


def file(client: FlaskClient, **changes: str) -> str:
    """Send a report and return its receipt."""
    answer = send(client, **changes)
    assert answer.status_code == 303, answer.text
    return answer.location.split("/")[-2]


def add(client: FlaskClient, receipt: str, words: str) -> TestResponse:
    """Add to a report what its writer says later."""
    return client.post(f"/lapor/bukti/{receipt}/jawab", data={"pesan": words})
