"""Files that officers attach: hostile ones are refused, or made anew so that nothing planted is left in them."""

import io
import os
import stat
import zipfile
import zlib
from collections import Counter

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, PngImagePlugin

from portal.domain.uploads import MAX_BYTES, MAX_SIDE, Kind, Refusal
from portal.evidence.apart import make_anew, make_apart
from portal.evidence.images import strip_jpeg
from portal.evidence.made import RefusedError
from portal.evidence.shelf import keep, read

PLANTED = b"<script>alert('planted')</script><?php system('planted'); ?>"


def photo(size=(640, 480), form="JPEG", **options):
    """Return an image with a gradient, so that an encoder has something to do."""
    saved = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(saved, form, **options)
    return saved.getvalue()


def tagged_photo():
    """Return a photo that lies on its side and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = PLANTED.decode()
    exif.get_ifd(0x8825)[2] = (2.0, 50.0, 12.0)
    return photo(exif=exif, comment=PLANTED)


def paper(change=lambda pdf: None, pages=1, **options):
    """Return a PDF of blank pages, after a change to it."""
    saved = io.BytesIO()
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        change(pdf)
        pdf.save(saved, **options)
    return saved.getvalue()


def _script(pdf):
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('planted')")))
    pdf.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
    )


def _unused_script(pdf):
    pdf.Root.Unseen = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('planted')")))


def _opens(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://example.org"))


def _launches(pdf):
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))


def _links_to_script(pdf):
    action = Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))
    pdf.pages[0].Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
    )


def _embeds(pdf):
    pdf.attachments["planted.exe"] = PLANTED


def _outside(pdf):
    stream = pdf.make_stream(b"")
    stream.F = String("/etc/passwd")
    pdf.pages[0].Contents = stream


def _large_picture(pdf):
    pdf.Root.Picture = pdf.make_stream(b"x", Width=60_000, Height=60_000, Filter=Name.JPXDecode)


def _many_objects(pdf):
    pdf.Root.Many = Array([pdf.make_indirect(Dictionary(N=n)) for n in range(20_001)])


def _bomb(pdf):
    pdf.pages[0].Contents = pdf.make_stream(_deflated(300), Filter=Name.FlateDecode)


def _deflated(megabytes):
    """Return zeros packed a thousandfold, each megabyte the same; their checksum is left out."""
    packer = zlib.compressobj(9)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    return start + megabytes * (packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH))


def png_chunk(kind, data):
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def png_claiming(width, height):
    """Return a small PNG that claims to be of a size."""
    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    start = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
    return start + png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND", b"")


def archive():
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(5_000_000))
    return saved.getvalue()


ENCRYPTED = pikepdf.Encryption(owner="o", user="")
REFUSED = {
    "program named .jpg": (b"MZ\x90\x00" + bytes(200), Refusal.WRONG_KIND),
    "page named .png": (b"<!doctype html>" + PLANTED, Refusal.WRONG_KIND),
    "SVG with a script": (b'<svg xmlns="http://www.w3.org/2000/svg">' + PLANTED + b"</svg>", Refusal.WRONG_KIND),
    "GIF that is a script": (b"GIF89a/*" + bytes(20) + b"*/=1;alert('planted')", Refusal.WRONG_KIND),
    "ZIP named .pdf": (archive(), Refusal.WRONG_KIND),
    "PDF behind a ZIP's head": (b"PK\x03\x04" + paper(), Refusal.WRONG_KIND),
    "nothing": (b"", Refusal.WRONG_KIND),
    "truncated JPEG": (photo()[:-2000], Refusal.DAMAGED),
    "truncated PNG": (photo(form="PNG")[:-200], Refusal.DAMAGED),
    "JPEG's first bytes only": (b"\xff\xd8\xff" + PLANTED, Refusal.DAMAGED),
    "truncated PDF": (paper(pages=3)[:60], Refusal.DAMAGED),
    "PNG that claims 50,000 by 50,000": (png_claiming(50_000, 50_000), Refusal.TOO_MANY_PIXELS),
    "PNG that claims 9,000 by 9,000": (png_claiming(9_000, 9_000), Refusal.TOO_MANY_PIXELS),
    "JPEG of too many scans": (photo() + b"\xff\xda" * 50, Refusal.TOO_COMPLEX),
    "PDF with a script": (paper(_script), Refusal.ACTIVE),
    "PDF with a script in an object stream": (
        paper(_script, object_stream_mode=pikepdf.ObjectStreamMode.generate), Refusal.ACTIVE,
    ),
    "PDF with a script that no page uses": (paper(_unused_script), Refusal.ACTIVE),
    "PDF with a script under an escaped name": (
        paper(_script).replace(b"/S /JavaScript", b"/S /Ja#76aScript"), Refusal.ACTIVE,
    ),
    "PDF that acts when opened": (paper(_opens), Refusal.ACTIVE),
    "PDF that launches a program": (paper(_launches), Refusal.ACTIVE),
    "PDF with a link to a script": (paper(_links_to_script), Refusal.ACTIVE),
    "PDF with a file inside": (paper(_embeds), Refusal.ACTIVE),
    "PDF whose page is in another file": (paper(_outside), Refusal.ACTIVE),
    "encrypted PDF": (paper(encryption=ENCRYPTED), Refusal.LOCKED),
    "PDF of 51 pages": (paper(pages=51), Refusal.TOO_MANY_PAGES),
    "PDF of too many objects": (
        paper(_many_objects, object_stream_mode=pikepdf.ObjectStreamMode.generate), Refusal.TOO_COMPLEX,
    ),
    "PDF with a picture of 60,000 by 60,000": (paper(_large_picture), Refusal.TOO_MANY_PIXELS),
    "PDF that unpacks to 300 MB": (paper(_bomb), Refusal.TOO_COMPLEX),
}  # fmt: skip


def test_hostile_files_are_refused_with_a_reason(capsys):
    assert b"/Ja#76aScript" in REFUSED["PDF with a script under an escaped name"][0]
    assert b"JavaScript" not in REFUSED["PDF with a script in an object stream"][0]
    found = {}
    for name, (content, expected) in REFUSED.items():
        with pytest.raises(RefusedError) as refused:
            make_anew(content)
        found[name] = refused.value.refusal
        assert found[name] is expected, name
    with capsys.disabled():
        print(f"\n{len(found)} hostile files refused: {dict(Counter(found.values()))}")


def _information(pdf):
    pdf.docinfo.Title = String(PLANTED.decode())
    pdf.Root.Metadata = pdf.make_stream(PLANTED)
    pdf.Root.PageLabels = String(PLANTED.decode())
    pdf.trailer.ID = Array([String(PLANTED), String(PLANTED)])
    pdf.pages[0].PieceInfo = Dictionary(App=String(PLANTED.decode()))


def _drawing(pdf):
    stored = zlib.compress(b"% " + PLANTED + b"\nq Q\n", 0)  # Packed without packing: it can be read in the file.
    pdf.pages[0].Contents = pdf.make_stream(stored, Filter=Name.FlateDecode)


def _picture(pdf):
    image = pdf.make_stream(
        tagged_photo() + PLANTED, Type=Name.XObject, Subtype=Name.Image, Width=640, Height=480,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q 200 0 0 200 0 0 cm /Im0 Do Q")


def _planted_png():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", PLANTED.decode())
    told.add(b"phPa", PLANTED, after_idat=True)
    return photo(form="PNG", pnginfo=told, icc_profile=PLANTED) + PLANTED


MADE_ANEW = {
    "JPEG with a page behind it": (photo() + PLANTED, Kind.JPEG),
    "JPEG with a place, a camera and a comment": (tagged_photo(), Kind.JPEG),
    "PNG with a program in its chunks": (_planted_png(), Kind.PNG),
    "PDF with a page behind it": (paper() + PLANTED, Kind.PDF),
    "PDF with planted information": (paper(_information), Kind.PDF),
    "PDF with a planted drawing": (paper(_drawing, compress_streams=False), Kind.PDF),
    "PDF with a photo that says where it was taken": (paper(_picture), Kind.PDF),
}


def test_nothing_planted_is_left_in_what_is_made_anew(capsys):
    for name, (content, kind) in MADE_ANEW.items():
        made = make_anew(content)
        assert made.kind is kind, name
        for part in (PLANTED, PLANTED[:24], b"planted", b"Exif", b"php", b"script"):
            assert part not in made.content, (name, part)
    with capsys.disabled():
        print(f"\n{len(MADE_ANEW)} hostile files made anew with nothing planted left")


def test_a_photo_is_turned_upright_and_made_smaller():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = Image.open(io.BytesIO(make_anew(photo((3000, 1500), exif=exif)).content))
    assert made.size == (MAX_SIDE // 2, MAX_SIDE)
    assert not made.getexif()


def test_a_drawing_stays_a_png_and_a_large_noisy_one_becomes_a_photo():
    drawing, noise = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (300, 200), (11, 93, 75, 0)).save(drawing, "PNG")
    Image.effect_noise((1100, 1100), 90).convert("RGB").save(noise, "PNG")
    kept = make_anew(drawing.getvalue())
    assert kept.kind is Kind.PNG
    assert Image.open(io.BytesIO(kept.content)).getpixel((0, 0)) == (
        255,
        255,
        255,
    )  # What was transparent is white.
    assert make_anew(noise.getvalue()).kind is Kind.JPEG


def test_an_ordinary_pdf_keeps_its_pages_and_loses_only_where_it_opens():
    def opens_on_a_page(pdf):
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        _picture(pdf)

    made = make_anew(paper(opens_on_a_page, pages=2))
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        assert len(pdf.pages) == 2
        assert "/OpenAction" not in pdf.Root
        picture = pdf.pages[0].Resources.XObject.Im0
        shown = Image.open(io.BytesIO(picture.read_raw_bytes()))
        assert shown.size == (640, 480)
        shown.load()


def test_a_photo_inside_a_pdf_keeps_every_pixel():
    plain = Image.open(io.BytesIO(strip_jpeg(photo(progressive=True, comment=PLANTED))))
    assert plain.tobytes() == Image.open(io.BytesIO(photo(progressive=True))).tobytes()
    for broken in (b"", photo()[:-2], photo()[:300], b"\xff\xd8" + PLANTED):
        with pytest.raises(RefusedError):
            strip_jpeg(broken)


def test_files_are_opened_in_a_process_of_their_own():
    assert make_apart(photo()).kind is Kind.JPEG
    assert refusal_apart(paper(_script)) is Refusal.ACTIVE
    assert refusal_apart(bytes(7 * 1024 * 1024)) is Refusal.TOO_LARGE
    assert refusal_apart(photo() + bytes(MAX_BYTES)) is Refusal.TOO_LARGE
    assert refusal_apart(b"GIF89a") is Refusal.WRONG_KIND


def test_a_pdf_that_would_fill_the_memory_ends_with_its_process():
    def twice_packed(pdf):
        bomb = zlib.compress(_deflated(3000), 9)
        pdf.pages[0].Contents = pdf.make_stream(bomb, Filter=Array([Name.FlateDecode, Name.FlateDecode]))

    content = paper(twice_packed, compress_streams=False)
    assert len(content) < 100_000
    assert refusal_apart(content) is Refusal.DAMAGED  # It cannot be unpacked with the memory there is.


def refusal_apart(content):
    with pytest.raises(RefusedError) as refused:
        make_apart(content)
    return refused.value.refusal


def test_a_kept_file_is_whole_private_and_found_under_its_name_alone(tmp_path):
    folder = tmp_path / "evidence"
    stored = keep(folder, b"content")
    assert read(folder, stored) == b"content"
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()] == [stored]
    assert stat.S_IMODE((folder / stored).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "secret").write_bytes(b"secret")
    for name in (
        "../secret",
        "aa/../../secret",
        f"{os.sep}etc/passwd",
        "",
        stored.upper(),
        stored[:2],
        stored + "\n",
    ):
        assert read(folder, name) is None, name
    assert read(folder, "00/" + 32 * "0") is None
