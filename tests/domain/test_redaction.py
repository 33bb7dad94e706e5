"""Personal data in comments: what is found, what is left alone, and what a reader can no longer see."""

import json
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.redaction import KINDS, REDACTED, Mark, find_personal_data, redact

LABELLED = json.loads((Path(__file__).parents[1] / "data" / "comments_labelled.json").read_text("utf-8"))
PARTS = ("seen", "held_out")
LABEL = re.compile(rf"\{{({'|'.join(KINDS)}):([^}}]*)\}}")

RECALL = {
    **dict.fromkeys(("nik", "phone", "email"), Fraction(98, 100)),
    **dict.fromkeys(("plate", "account"), Fraction(90, 100)),
    "name": Fraction(85, 100),
}
PRECISION = {**dict.fromkeys(KINDS, Fraction(90, 100)), "name": Fraction(80, 100)}


def unlabelled(sentence: str) -> tuple[str, set[Mark]]:
    """Return the sentence as its writer typed it, and the marks its labels ask for."""
    text, marks, position = "", set(), 0
    for label in LABEL.finditer(sentence):
        text += sentence[position : label.start()]
        marks.add(Mark(start=len(text), end=len(text) + len(label[2]), kind=label[1]))
        text += label[2]
        position = label.end()
    return text + sentence[position:], marks


def found(text: str) -> set[Mark]:
    return set(find_personal_data(text, staff_names=LABELLED["staff_names"]))


def hidden(text: str, kind: str, *, staff_names: tuple[str, ...] = ()) -> list[str]:
    """Return what is marked as `kind`, as it stands in the text."""
    marks = find_personal_data(text, staff_names=staff_names)
    return [text[mark.start : mark.end] for mark in marks if mark.kind == kind]


def test_the_labelled_set_is_large_and_a_third_of_it_was_held_out():
    seen, held_out = (LABELLED[part] for part in PARTS)
    comments = [*seen, *held_out]
    assert len(set(comments)) == len(comments) >= 300
    assert 3 * len(held_out) >= len(comments)
    assert sum(not LABEL.search(comment) for comment in comments) >= 100


@pytest.mark.parametrize("part", PARTS)
def test_enough_is_found_and_little_else(part):
    wanted, marked, right = Counter(), Counter(), Counter()
    for text, labels in map(unlabelled, LABELLED[part]):
        marks = found(text)
        wanted.update(mark.kind for mark in labels)
        marked.update(mark.kind for mark in marks)
        right.update(mark.kind for mark in marks & labels)  # To the character: half a number found is not found.
    for kind in KINDS:
        recall, precision = Fraction(right[kind], wanted[kind]), Fraction(right[kind], marked[kind])
        figures = (
            f"{part} {kind}: {wanted[kind]} labels, recall {float(recall):.3f}, precision {float(precision):.3f}"
        )
        print(figures)
        assert recall >= RECALL[kind], figures
        assert precision >= PRECISION[kind], figures


@pytest.mark.parametrize("part", PARTS)
def test_nine_in_ten_comments_without_personal_data_stay_whole(part):
    clean = [comment for comment in LABELLED[part] if not LABEL.search(comment)]
    touched = [comment for comment in clean if found(comment)]
    assert 10 * len(touched) <= len(clean), touched


@pytest.mark.parametrize(
    "text",
    [
        "Biaya transfer bank Rp 1.500.000 dan 2.750.000",
        "Buka 08.15 - 11.30, 13.00 - 15.30 WITA",
        "Transfer ke bank tanggal 12-03-2025",
        "Permenpan 14/2017, UU 25 Tahun 2009, berkas 470/1123/DKPS/2025",
        "Telepon 112, 119 atau 1500-537; antrean A012 dan B-045",
        "Ibu kota, Ibu hamil, Bapak petugas, Pak RT, pak polisi, Bu Camat, Mbak yang di loket",
        "Ambulans RSUD dr. H. Soemarno Sosroatmodjo lewat Jl. Kolonel Soetadji",
        "rumah ku 12 km dari sini",
    ],
)
def test_look_alikes_are_left_alone(text):
    assert find_personal_data(text) == ()


def test_staff_are_found_by_whole_name_or_by_a_part_that_is_no_everyday_word():
    staff = ("Hj. Indah Cahaya Lumbis, S.Sos", "Budi Wan")
    assert hidden("LUMBIS lambat, Lumbisan tidak", "name", staff_names=staff) == ["LUMBIS"]
    assert hidden("cahaya lampu indah, orang baik budi", "name", staff_names=staff) == []
    assert hidden("kemarin budi wan tidak ada", "name", staff_names=staff) == ["budi wan"]
    assert hidden("lumbis tidak ada", "name") == []


def test_an_address_is_hidden_whole_even_after_a_stray_at_sign():
    assert hidden("antre @ budi.santoso@example.go.id", "email") == ["budi.santoso@example.go.id"]


def test_redact_shows_a_bar_that_does_not_tell_the_length():
    text = "Pak Ngau 081253447781"
    assert redact(text, find_personal_data(text)) == f"Pak {REDACTED} {REDACTED}"
    assert redact("Tanpa data.", ()) == "Tanpa data."


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def grouped(number: str) -> st.SearchStrategy[str]:
    """Write a number as people do: in groups of three or four, with one separator throughout."""
    sizes = st.sampled_from((3, 4))
    return st.tuples(sizes, st.sampled_from(("", " ", "-", ".", " - "))).map(
        lambda how: how[1].join(number[i : i + how[0]] for i in range(0, len(number), how[0]))
    )


DAYS = st.one_of(st.integers(1, 31), st.integers(41, 71))
NIKS = st.builds(
    "{:06}{:02}{:02}{}".format, st.integers(110101, 969999), DAYS, st.integers(1, 12), digits(6)
).flatmap(grouped)
PREFIXES = st.sampled_from(("0812", "0821", "0852", "62813", "62895", "0838"))
PHONES = st.tuples(PREFIXES, st.integers(7, 8).flatmap(digits)).map("".join).flatmap(grouped)
EMAILS = st.from_regex(r"[a-z][a-z0-9._]{1,12}(@|\(at\)| \[at\] )[a-z]{2,8}\.(com|co\.id|go\.id)", fullmatch=True)
PLATES = st.from_regex(r"KU [1-9][0-9]{3} [A-Z]{2}", fullmatch=True)
PROSE = st.text(
    st.characters(exclude_categories=["Nd", "Cs"]), max_size=40
)  # A digit beside a number may belong to it.
COMMENTS = st.lists(
    st.one_of(
        st.text(), NIKS, PHONES, EMAILS, PLATES, st.sampled_from(("Pak Ngau", "rek BRI", "a.n.", "petugas", "😀"))
    )
).map(" ".join)


@given(COMMENTS)
def test_marks_are_ordered_apart_and_within_the_text(text):
    marks = find_personal_data(text, staff_names=("Maria Goreti", ""))
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)


@given(COMMENTS)
def test_redact_leaves_exactly_what_is_outside_the_marks(text):
    marks = find_personal_data(text)
    struck = {place for mark in marks for place in range(mark.start, mark.end)}
    outside = "".join(letter for place, letter in enumerate(text) if place not in struck)
    published = redact(text, marks)
    assert len(published) == len(outside) + len(REDACTED) * len(marks)
    assert published.replace(REDACTED, "") == outside.replace(REDACTED, "")


@pytest.mark.parametrize(
    ("kind", "values"), [("nik", NIKS), ("phone", PHONES), ("email", EMAILS), ("plate", PLATES)]
)
def test_a_value_is_found_in_any_prose_and_nothing_of_it_is_published(kind, values):
    @given(before=PROSE, value=values, after=PROSE)
    def check(before: str, value: str, after: str) -> None:
        text = f"{before} {value} {after}"
        marks = find_personal_data(text)
        start, end = len(before) + 1, len(before) + 1 + len(value)
        assert any(mark.kind == kind and mark.start <= start and end <= mark.end for mark in marks)
        assert not re.search(r"[0-9]", redact(text, marks))

    check()


@pytest.mark.parametrize(
    "piece",
    ["0", "1 ", "1-", "08", "+62 ", "0812 ", "a", "a.", "a@", "@", "a (at) ", "KU 1234 ", "rek ", "rek 1 ", "pak ",
     "Pak A. ", "a.n. ", "Siti ", "jl. ", " ", "\n", "😀"],
)  # fmt: skip
def test_a_hostile_comment_is_read_to_its_end(piece):
    hostile = (piece * 5000)[:5000]
    text = f"{hostile}; NIK: 6504014507890003"
    assert any(mark.end == len(text) and mark.kind == "nik" for mark in find_personal_data(text))


def work_of(text: str) -> int:
    """Return how many calls it takes to read a text."""
    calls = 0

    def look(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(look)
    try:
        find_personal_data(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(("piece", "most"), [("Ibu ", 400), ("1 ", 200)])
def test_a_hostile_comment_takes_little_work_for_each_letter(piece, most):
    find_personal_data(piece)  # The library's patterns are made once.
    hostile = (piece * 3000)[:3000]
    assert work_of(hostile) < most * len(hostile)


def test_a_name_is_found_wherever_it_stands_in_a_long_text():
    for place in range(0, 1200, 31):
        text = f"{'antre ' * 200}"[:place] + " atas nama Siti Nurhaliza Wahyuni. " + "lama sekali. " * 40
        assert hidden(text, "name") == ["Siti Nurhaliza Wahyuni"], place
