"""The wheel holds everything the portal needs, nothing it does not, and works outside the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from portal.paths import PACKAGE, TEMPLATES, TRANSLATIONS
from portal.settings import VARIABLES

ROOT = PACKAGE.parent

# Run inside the installed portal: its pages, its words in both languages, its style and its poster.
TRIAL = """
import sys
from pathlib import Path

import portal
from portal.documents.poster import PosterContent, render_poster
from portal.wsgi import make_app

assert Path(portal.__file__).is_relative_to(sys.prefix), portal.__file__
client = make_app().test_client()
for address, words in (("/readyz", "ok"), ("/", 'lang="id"'), ("/en/metode", 'lang="en"')):
    answer = client.get(address)
    assert answer.status_code == 200 and words in answer.text, (address, answer.text)
assert client.get("/metode").text != client.get("/en/metode").text.replace('"/en', '"')
assert client.get("/static/css/site.css").status_code == 200
content = PosterContent(
    unit_name="Kantor", counter_name="Loket", url="https://example.org/s/ABCDEF", short_address="example.org",
    code="ABCDEF", owner="Bagian Organisasi", demo=True,
)
assert render_poster(content).startswith(b"%PDF")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(ZipFile(wheel).namelist())


def relative(folder: Path, prefix: str, *patterns: str) -> set[str]:
    """Return the files of a folder of the checkout by the name they have in the wheel."""
    files = [path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()]
    return {f"{prefix}/{path.relative_to(folder).as_posix()}" for path in files if "__pycache__" not in path.parts}


@pytest.mark.parametrize(
    "wanted",
    [
        relative(PACKAGE, "portal", "*.py"),
        relative(PACKAGE / "static", "portal/static", "*"),
        relative(PACKAGE / "documents", "portal/documents", "*.typ", "*.ttf", "OFL.txt"),
        relative(TEMPLATES, "portal/templates", "*.html"),
        relative(TRANSLATIONS, "portal/translations", "*.mo"),
    ],
    ids=["modules", "static", "documents", "templates", "translations"],
)
def test_wheel_holds(names, wanted):
    assert wanted
    assert wanted - names == set()


def test_wheel_holds_nothing_else(names):
    assert {name.split("/")[0] for name in names} == {"portal", "suara_warga-0.1.0.dist-info"}
    assert [name for name in names if "test" in name or name.endswith((".pyc", ".sqlite3"))] == []


def test_wheel_offers_the_command(wheel):
    (entry,) = [name for name in ZipFile(wheel).namelist() if name.endswith("entry_points.txt")]
    assert "portal = portal.cli:main" in ZipFile(wheel).read(entry).decode()


def test_the_installed_portal_works_outside_the_checkout(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=False)
    (site_packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    ZipFile(wheel).extractall(site_packages)  # A pure wheel is installed by unpacking it.
    (site_packages / "requirements.pth").write_text(sysconfig.get_path("purelib"))  # What it depends on.
    environ = {name: value for name, value in os.environ.items() if name not in {*VARIABLES, "PYTHONPATH"}}

    def run(*arguments: str) -> str:
        command = [str(tmp_path / "venv" / "bin" / "python"), *arguments]
        here = {"cwd": tmp_path, "env": environ | {"PORTAL_DATA": "data"}}
        done = subprocess.run(command, check=False, capture_output=True, text=True, **here)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "serve" in run("-m", "portal", "--help")
    run("-m", "portal", "init")
    run("-W", "error", "-c", TRIAL)
