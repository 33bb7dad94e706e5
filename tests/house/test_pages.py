"""The checker of pages finds what it is there to find, and the portal's own pages are without fault."""

import pytest

from tests.house import visits
from tests.pages import check_page, faults

GOOD = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Judul</title></head>
<body><main id="isi"><h1>Judul</h1><h2 id="bagian">Bagian</h2>
<p><a href="/metode">Metode</a> <a href="/en/metode">Method</a> <a href="#isi">Isi</a></p>
<section aria-labelledby="bagian">
<svg role="img" aria-label="Grafik"></svg><svg aria-hidden="true"></svg></section>
<img src="/static/js/survey.js" alt="">
<form action="/s"><label for="kode">Kode</label><input id="kode" name="kode"><button>Kirim</button></form>
<fieldset><legend>Pilih</legend><label><input type="radio" name="satu">Satu</label></fieldset>
</main></body></html>"""

PLANTED = [
    ("<!doctype html>\n", "", "DOCTYPE"),
    ("</p>\n<section", "</b></p>\n<section", "end tag"),
    (' lang="id"', "", "lang is None"),
    ("<title>Judul</title>", "<title> </title>", "no title"),
    ("<h1>Judul</h1>", "", "0 h1"),
    ("<h1>Judul</h1>", "<h1>Judul</h1><h1>Lagi</h1>", "2 h1"),
    ("<h2 id", "<h3>Dalam</h3><h2 id", "h3 'Dalam' follows level 1"),
    ('<h2 id="bagian">Bagian</h2>', '<h2 id="bagian"></h2>', "empty h2"),
    ('id="kode"', 'id="isi"', "id 'isi' 2 times"),
    ('for="kode"', 'for="lain"', "label 'Kode' is for 'lain'"),
    ('for="kode"', 'for="isi"', "label 'Kode' is for 'isi'"),
    ('<label for="kode">Kode</label>', "", "input 'kode' has no label"),
    ("<legend>Pilih</legend>", "", "no legend"),
    ('<form action="/s">', "<form>", "a form has no action"),
    ("<button>Kirim</button>", "", "has no button"),
    ("<button>Kirim</button>", "<button></button>", "a button has no name"),
    (' alt=""', "", "has no alt"),
    (' aria-label="Grafik"', "", "role=img has no name"),
    (' aria-hidden="true"', "", "neither role=img nor aria-hidden"),
    ('<main id="isi">', '<main id="isi" style="color: red">', "main has an inline style"),
    ('<main id="isi">', '<main id="isi" onclick="send()">', "main has an inline onclick"),
    ('aria-labelledby="bagian"', 'aria-labelledby="hilang"', "names 'hilang'"),
    ('href="/metode"', 'href="/metoda"', "is no route"),
    ('href="/en/metode"', 'href="/en/metoda"', "is no route"),
    ('href="/metode"', 'href="http://example.org/"', "without https"),
    ('href="#isi"', 'href="#hilang"', "names a part that is not there"),
    ('href="#isi"', 'href="#isi2"', "names a part that is not there"),
    ('src="/static/js/survey.js"', 'src="/static/js/hilang.js"', "is no file"),
    ('<form action="/s">', '<form method="post" action="/s">', "is no route"),
    ('<a href="/metode">Metode</a>', '<a href="/metode"></a>', "has no name"),
]


def test_a_good_page_has_no_faults(filled_app):
    assert list(faults(GOOD, filled_app)) == []


@pytest.mark.parametrize(("text", "planted", "fault"), PLANTED)
def test_each_planted_fault_is_found(filled_app, text, planted, fault):
    assert text in GOOD
    check_page(GOOD, filled_app)  # What is like a page without fault, but for words, is not read again.
    with pytest.raises(AssertionError, match=fault):
        check_page(GOOD.replace(text, planted, 1), filled_app)


def test_the_client_of_every_test_refuses_a_page_with_a_fault(demo_app, demo_client, monkeypatch):
    monkeypatch.setitem(demo_app.jinja_env.globals, "in_language", lambda path, code: "/hilang")
    with pytest.raises(AssertionError, match="/hilang"):
        demo_client.get("/metode")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_of_the_demo_have_no_faults(demo_app, demo_client, prefix):
    editions = [path for path in visits.public_addresses(demo_app) if path.startswith("/edisi/")]
    others = visits.public_addresses(demo_app) - set(editions)
    own = visits.receipt_addresses(demo_app, visits.receipts(demo_app, demo_client))
    for path in sorted(others | own) + sorted(editions)[::5]:
        assert demo_client.get(prefix + path).status_code == (303 if path.endswith("/kirim") else 200), path


def test_every_page_and_file_of_a_demo_is_marked(demo_app, demo_client):
    for path in sorted(visits.public_addresses(demo_app))[::3]:
        answer = demo_client.get(path)
        if answer.mimetype in {"text/html", "text/csv", "application/json"} and answer.status_code == 200:
            assert "DATA CONTOH" in answer.text, path
