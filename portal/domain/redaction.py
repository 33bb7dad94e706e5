"""Personal data in a comment: found before anyone reads it, struck out before it is published.

Numbers are recognised by their own shape, names by the words around them and by the list of staff. The library
lokal-id, which knows Indonesian given names, adds what these rules miss; nothing else in the portal may import it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, dropwhile, islice, pairwise, takewhile
from typing import Literal

Kind = Literal["nik", "phone", "email", "plate", "account", "name"]
KINDS: tuple[Kind, ...] = ("nik", "phone", "email", "plate", "account", "name")
"""`nik` stands for every 16-digit number of a person or family, and for a civil servant's NIP."""
REDACTED = "▇▇▇"
"""What a reader sees in the place of personal data; its length says nothing about what was there."""

Span = tuple[int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Where personal data stands: `text[start:end]`."""

    start: int
    end: int
    kind: Kind


def find_personal_data(text: str, *, staff_names: Sequence[str] = ()) -> tuple[Mark, ...]:
    """Return the personal data in `text`, in reading order and without overlaps.

    staff_names: full names as the office writes them; titles and degrees are ignored.
    """
    library = tuple(_library_marks(text))
    names = chain(_introduced_names(text), _staff_names(text, staff_names), _library_names(text, library))
    return _without_overlaps(
        len(text),
        chain(
            _as_marks("email", _spans(_EMAIL, text)),
            _numbers(text),
            _as_marks("phone", _spans(_LANDLINE, text)),
            _as_marks("plate", _plates(text)),
            (mark for mark in library if mark.kind != "name"),
            _as_marks("name", _joined(text, names)),
        ),
    )


def find_staff_names(text: str, staff_names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of staff that `text` holds, whole or in a telling part, as they are written there."""
    return tuple(text[start:end] for start, end in _joined(text, _staff_names(text, staff_names)))


def redact(text: str, marks: Iterable[Mark]) -> str:
    """Return `text` with every mark replaced by `REDACTED`."""
    pieces = []
    position = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        pieces += [text[position : mark.start], REDACTED]
        position = mark.end
    return "".join([*pieces, text[position:]])


def _without_overlaps(length: int, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Keep the earlier of two marks that overlap: the callers list the surest first."""
    covered = bytearray(length)
    kept = []
    for mark in marks:
        if not any(covered[mark.start : mark.end]):
            covered[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def _as_marks(kind: Kind, spans: Iterable[Span]) -> Iterator[Mark]:
    return (Mark(start=start, end=end, kind=kind) for start, end in spans)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (found.span() for found in pattern.finditer(text))


# E-mail. The look-behind lets a match begin only where a word begins, which keeps the search linear.
_AT = r"(?:@|\s@\s|\s?[\[({]\s?at\s?[\])}]\s?)"
_DOT = r"(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?)"
_EMAIL = re.compile(rf"(?<![\w.%+-])[\w.%+-]+{_AT}(?:[a-z0-9-]{{1,63}}{_DOT}){{1,5}}[a-z]{{2,24}}(?![\w@-])", re.I)

# Numbers. People break them with spaces, dots, hyphens and brackets, so every run of neighbouring groups is tried.
_CHAIN = re.compile(r"[0-9]+(?:[\s.()–-]{1,3}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_MOST_DIGITS = 18
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_NIK = re.compile(rf"[1-9][0-9]{{5}}(?:{_DAY}|4[1-9]|[56][0-9]|7[01]){_MONTH}[0-9]{{6}}")
_NIP = re.compile(rf"(?:19|20)[0-9]{{2}}{_MONTH}{_DAY}(?:19|20)[0-9]{{2}}{_MONTH}[12][0-9]{{3}}")
_MOBILE = re.compile(r"(?:0062|620?|0)8[1-9][0-9]{7,10}")
_LANDLINE = re.compile(
    r"(?<![0-9])(?<![0-9][ ./-])\(?0(?:2[1-9]|[3-7][0-9]{2})(?:\)|\)?[ -])[ ]?[0-9]{5,8}(?![0-9])"
)
_MONEY = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_DATE = re.compile(r"[0-9]{1,2}[-. ][0-9]{1,2}[-. ][0-9]{4}")
_BANK = re.compile(
    r"\b(?:no\.?rek|norek|rek|rekening|bank\w*|bri|bni|bca|bsi|btn|bpd|bankaltimtara|kaltimtara|mandiri|cimb|danamon"
    r"|transfer|tf)\b(?:(?!\brp\b)[^0-9]){0,40}$",
    re.I,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Run:
    """Neighbouring groups of digits, read as one number. of_bank: it follows a word for a bank or an account."""

    start: int
    end: int
    groups: tuple[str, ...]
    gaps: frozenset[str]
    of_bank: bool

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def even(self) -> bool:
        """Whether it is written with one separator throughout."""
        return len(self.gaps) <= 1


def _numbers(text: str) -> Iterator[Mark]:
    # A number written without a break is surer than one put together, and a long one surer than its part.
    runs = sorted(_runs(text), key=lambda run: (len(run.groups) > 1, -len(run.digits)))
    yield from _as_marks("nik", (_opened(text, run) for run in runs if _is_nik(run)))
    yield from _as_marks("phone", (_opened(text, run) for run in runs if _is_mobile(run)))
    longest_first = sorted(runs, key=lambda run: -len(run.digits))
    yield from _as_marks("account", ((run.start, run.end) for run in longest_first if _is_account(text, run)))


def _runs(text: str) -> Iterator[_Run]:
    """Yield every run of neighbouring groups whose digits may be a number of somebody's."""
    for whole in _CHAIN.finditer(text):
        groups = list(_GROUP.finditer(text, *whole.span()))
        for first, group in enumerate(groups):
            of_bank = bool(_BANK.search(text, max(0, group.start() - 40), group.start()))
            yield from _runs_from(text, groups[first : first + _MOST_DIGITS], of_bank=of_bank)


def _runs_from(text: str, groups: Sequence[re.Match[str]], *, of_bank: bool) -> Iterator[_Run]:
    """Yield the runs that begin with the first group."""
    digits = ""
    for count, group in enumerate(groups, 1):
        digits += group[0]
        if len(digits) > _MOST_DIGITS:
            return
        # A text of nothing but short groups holds thousands of runs: only those that may count are taken apart.
        if len(digits) in (16, _MOST_DIGITS) or (of_bank and len(digits) >= 8) or _MOBILE.fullmatch(digits):
            yield _run(text, groups[:count], of_bank=of_bank)


def _run(text: str, groups: Sequence[re.Match[str]], *, of_bank: bool) -> _Run:
    return _Run(
        start=groups[0].start(),
        end=groups[-1].end(),
        groups=tuple(group[0] for group in groups),
        gaps=frozenset(text[a.end() : b.start()] for a, b in pairwise(groups)),
        of_bank=of_bank,
    )


def _opened(text: str, run: _Run) -> Span:
    """Return the run's span with a leading plus sign, or with the bracket that is closed inside."""
    before = text[max(0, run.start - 1) : run.start]
    opened = before == "+" or (before == "(" and ")" in text[run.start : run.end])
    return run.start - opened, run.end


def _is_nik(run: _Run) -> bool:
    if len(run.digits) == 16:
        return len(run.groups) == 1 or bool(_NIK.fullmatch(run.digits))
    return bool(_NIP.fullmatch(run.digits))


def _is_mobile(run: _Run) -> bool:
    """Say whether it is a mobile number; opening hours ("08.15 - 11.30, 13.00") are uneven and in small groups."""
    if not _MOBILE.fullmatch(run.digits):
        return False
    prefixed = run.groups[0] in ("62", "0062", "0")
    return run.even or all(len(group) >= 3 for group in run.groups[prefixed:])


def _is_account(text: str, run: _Run) -> bool:
    number = text[run.start : run.end]
    if not run.of_bank or len(run.digits) > 16 or not run.even:
        return False
    return not (_MONEY.fullmatch(number) or _DATE.fullmatch(number))


# Plates. `ku` is also a pronoun, so small letters count only soon after a word for a vehicle.
_REGIONS = (
    "AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|"
    "KB|KH|KT|KU|PA|PB|PG|PS|PT|PY|A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z"
)
_PLATE = re.compile(rf"(?<![^\W_])({_REGIONS})[ .-]?([0-9]{{1,4}})[ .-]?([A-Z]{{1,3}})(?![^\W_])", re.I)
_VEHICLE = re.compile(
    r"\b(?:plat|pelat|nopol|no\.?\s?pol|motor|mobil|truk|angkot|mikrolet|bus|taksi|pikap|kendaraan)\b[^0-9\n]*$",
    re.I,
)
_SHORT_WORDS = _words("di ke yg dan thn th hr hri jam org orang rb jt km kg kk dr pm wita kl x hal")


def _plates(text: str) -> Iterator[Span]:
    for found in _PLATE.finditer(text):
        region, number, series = found.groups()
        near_vehicle = _VEHICLE.search(text, max(0, found.start() - 30), found.start())
        enough = len(number) >= (2 if len(region) == 2 else 3)
        if series.lower() not in _SHORT_WORDS and (near_vehicle or (found[0].isupper() and enough)):
            yield found.span()


# Names. What follows an honorific is a name unless it is a role, a place or an everyday word.
_HONORIFICS = (
    r"pak|bapak|bpk\.?|bu|ibu|sdr\.?|sdri\.?|saudara|saudari|mas|mbak|mba|mbk|bang|abang|kak|kakak|haji|hajah|hajjah"
    r"|om|tante|ustadz|ustaz|ms\.|mr\.|mrs\.|h\.|hj\.|dr\.|drg\.|ny\.|nyonya|tn\.|nn\."
)
_INTRODUCTIONS = (
    r"bernama|namanya|nama\s?:|nama saya|nama sy|namaku|nama ku|nama petugas(?:nya)?|atas nama"
    r"|a\.\s?n\.?|a/n|an\.|(?<=[0-9]\s)an"
)
_ROLES = (
    r"petugas|pegawai|staff?|dokter|bidan|perawat|guru|camat|lurah|kades|satpam"
    r"|oleh|saya|sy|salam|hormat saya|ttd|dengan|sama"
)
_INTRODUCED = re.compile(rf"(?<![\w-])(?:({_ROLES})[,:]?|{_HONORIFICS}|{_INTRODUCTIONS})\s{{1,3}}", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['’-](?=[^\W\d_])[^\W\d_]+)?")
_GAP = re.compile(r"\.?\s{1,2}")
_TITLES = _words(
    "pak bapak bpk bu ibu sdr sdri mas mbak mba bang kak h hj haji hajah hajjah dr drg drs dra ir prof ny tn"
)
_PLACE = re.compile(
    r"\b(?:jl|jln|jalan|gang|gg|rsud|rs|rumah sakit|gedung|masjid|gereja|taman|lapangan|bandara|pelabuhan|stadion"
    r"|sdn?|smpn?|sman?|smkn?|desa|kota|kabupaten|kecamatan|kelurahan|sungai|pulau)\b\.?\s*"
    r"(?:(?:dr|h|hj|haji|ir|prof|kolonel|kapten|jenderal|pangeran|sultan|datu)\b\.?\s*){0,3}$",
    re.I,
)
_INFLECTED = re.compile(r"(?:meng|meny|mem|ber(?![nt])|di(?=[^aeiou\W]\w{4}))\w+|\w+(?:nya|kan)")
"""Verbs and possessives, which no list can hold; asked only of words in small letters."""

_NOT_NAMES = _words(
    """
    a ada adalah adat adik admin agar agustus aja ajudan akan akta akte almarhum almarhumah anak analis anda
    anggota antri apa apakah aparat asisten asli at atas atau ayah babinsa bagian bagus bahwa baik balas bandara
    bank bantu bapenda baru bawa bayar beda belum benar bendahara berapa besok betul bgt biar biasa bidan bidang
    bisa bkpsdm blm boleh bos bpjs bpn bs buka bukan bulungan bupati calo camat cek cekatan cemberut cepat cepet
    coba cs cuek cukup cuma daerah dalam damkar dan danramil dapat dari data datang deh dengan depan desa desember
    dewan dgn di dia dinas dinkes direktur disdik disdukcapil dishub dll dokter dong dosen dpmptsp dua dukcapil
    dulu enggak februari fotokopi gak galak ganteng gercep gk good gubernur guru habis haji halo hamil hanya harap
    hari harus hebat honorer hormat ibunya ijin ikut imigrasi indonesia informatif ini inspektorat instansi is it
    itu iya izin jaga jahat jaksa jam jangan januari jd jelek jg judes juga jujur jumat jutek kabag kabid kabiro
    kabupaten kades kadis kakak kakek kalau kalian kalimantan kalo kaltara kami kamis kamu kan kandung kantor kapan
    kapolres kapolsek kapus karena karyawan kasi kasih kasir kasubag kasubbag katanya ke kecamatan keep kejaksaan
    kelompok keluarga kelurahan kemarin kemenag kenapa kepada kepala keren kerja ketua ketus kita klo kok komandan
    koperasi kota kpd krn ktp kua kuasa kurang kurir lagi lah lalu lama lambat langsung lansia lapangan lebih lemot
    lewat lg lho lo loket lurah maaf makasih malah malas males mana manajer mandiri mandor mantan marah maret masih
    masuk masyarakat mau mbak menteri menyusui mereka mertua mesin mesti min minggu minta mohon motor muda mudah
    mulai nahkoda nanti negeri nenek nggak ngomong nih no nomor not november nya ojek ok oke oknum oktober online
    operator orang orangnya pada pagi paham pakai palas para parkir parkiran pas pasien pastor pdam pedagang
    pegawai pejabat pelanggan pelayan pelayanan pelit pembeli pemda pemerintah pemilik pemkab pemkot pemohon
    pemprov pendek pendeta penduduk penerima pengadilan pengantar pengawas penghulu pengurus penjaga penjual
    pensiunan penyuluh perawat perlu pernah pertiwi perusahaan pesan petugas pihak pkk please pln pnbp pol polisi
    polres polsek ppid pramuka presiden pribadi profesional ptsp pu puas pulang punya pupr pusat puskesmas rabu
    rajin ramah rawat rekan resepsionis responsif rombongan rsud rt rumah rw sabar sabtu saja sakit salah sama
    sampai samping samsat sana sangat santai sarjana satpam satpol satpolpp saya sdh sebelah security sedang segera
    sehat sekali sekarang sekcam sekda sekdes sekolah sekretaris seksi selaku selalu selamat selasa selesai selor
    semoga semua semuanya senang sendiri senin senyum seperti september sering setelah siang siapa siapapun sih
    sini siswa situ sj sm soal sombong sopan sopir sore speed staf staff suami subbag sudah suka sungguh supir
    survei sy tadi tahu tak tamu tanggap tani tapi tarakan tau tdk tegas teh teknisi telat teliti teman tenaga
    tentara terima terimakasih terlalu terlambat termasuk tersebut terus tetangga tetap the tidak tim tiri tlg toko
    tolong tua tuh tukang tulis tunggu udah udh umum umur unit untuk urus usia ustadz utara utk verifikator very
    wakil wali walikota warga yang yg you yth
    """
)
"""Words that follow an honorific, or "petugas" and "atas nama", without being a name."""
_ALSO_WORDS = _words(
    """
    administrator auditor bagian bidang contoh dinas entri kepala komentar loket organisasi pegawai petugas portal
    rumah sakit seksi subbagian
    abadi bagus budi bulan bunga cahaya cantik cinta damai dewi gagah gembira harapan ikhlas indah intan jaya
    jelita kasih kurnia lestari makmur mawar mega melati merdeka muda mulia mulya murni perdana permata pertama
    pratama purnama putra putri ramah rejeki sakti sari satria satu sejahtera senja setia subur surya tulus
    utama wati
    """
)
"""Parts of names that are everyday words too: alone, without an honorific, they are not taken for a name."""
_EVERYDAY = _NOT_NAMES | _ALSO_WORDS | _TITLES


def _introduced_names(text: str) -> Iterator[Span]:
    for found in _INTRODUCED.finditer(text):
        capital_only = found[1] is not None or found[0].startswith("dr.")  # Small `dr.` also shortens `dari`.
        span = _name_at(text, found.end(), capital_only=capital_only)
        if span and not _PLACE.search(text, max(0, found.start() - 30), found.start()):
            yield span


def _name_at(text: str, position: int, *, capital_only: bool) -> Span | None:
    """Return the name that begins at `position`: up to four capitalised words, or one word in small letters."""
    words = list(islice(_words_at(text, position), 7))
    while words and words[0][0].lower() in _TITLES:
        words.pop(0)
    if not words or not _may_be_name(words[0][0], capital_only=capital_only):
        return None
    last = words[0]
    if _capitalised(last[0]):
        for word in takewhile(lambda word: _may_be_name(word[0], capital_only=True), words[1:4]):
            last = word
    span = words[0].start(), last.end()
    return span if span[1] - span[0] > 1 else None


def _words_at(text: str, position: int) -> Iterator[re.Match[str]]:
    """Yield words that follow each other closely: a space or an abbreviation's dot between."""
    word = _WORD.match(text, position)
    while word:
        yield word
        gap = _GAP.match(text, word.end())
        if not gap or (gap[0].startswith(".") and len(word[0]) > 3):
            return
        word = _WORD.match(text, gap.end())


def _capitalised(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _may_be_name(word: str, *, capital_only: bool) -> bool:
    if word.lower() in _NOT_NAMES:
        return False
    return _capitalised(word) or not (capital_only or len(word) < 3 or _INFLECTED.fullmatch(word.lower()))


# A list of comments is read with the same names over and over, and there may be a thousand of them.
@lru_cache(4)
def _index(staff_names: tuple[str, ...]) -> Mapping[str, set[tuple[str, ...]]]:
    """Return first word -> the names to look for: whole ones, and parts that are no everyday word."""
    wholes: dict[str, set[tuple[str, ...]]] = {}
    for name in staff_names:
        parts = tuple(part for part in _WORD.findall(name.split(",")[0].lower()) if part not in _TITLES)
        for part in parts:
            if len(part) >= 4 and part not in _EVERYDAY:
                wholes.setdefault(part, set()).add((part,))
        if len(parts) > 1:
            wholes.setdefault(parts[0], set()).add(parts)
    return wholes


def _staff_names(text: str, staff_names: Sequence[str]) -> Iterator[Span]:
    """Yield whole names of staff, and each part of four letters or more that is not an everyday word."""
    wholes = _index(tuple(staff_names))
    words = list(_WORD.finditer(text))
    spoken = [word[0].lower() for word in words]
    for index, word in enumerate(spoken):
        for parts in wholes.get(word, ()):
            if tuple(spoken[index : index + len(parts)]) == parts:
                yield words[index].start(), words[index + len(parts) - 1].end()


def _joined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Join names that overlap or are parted by a space only."""
    current: Span | None = None
    for start, end in sorted(spans):
        if current and (start <= current[1] or text[current[1] : start].isspace()):
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current


_LIBRARY_KINDS: dict[str, Kind] = {
    "NIK": "nik",
    "PHONE": "phone",
    "EMAIL": "email",
    "PLATE": "plate",
    "CARD": "account",
    "NAME": "name",
}


_STRETCH, _MARGIN = 400, 80


def _library_marks(text: str) -> Iterator[Mark]:
    """Yield what lokal-id finds.

    It is shown long texts in stretches, since its time grows with the square of a row of honorifics; of each one
    only what begins between the margins counts, which it read with what comes before and after.

    It looks at the clock only to place a NIK's birth year in a century, which no mark depends on.
    """
    step = _STRETCH - 2 * _MARGIN
    for start in range(0, max(1, len(text) - 2 * _MARGIN), step):
        first = start + _MARGIN if start else 0
        last = start + _MARGIN + step if start + _STRETCH < len(text) else len(text)
        for mark in _marks_in(text[start : start + _STRETCH], start):
            if first <= mark.start < last:
                yield mark


def _marks_in(stretch: str, offset: int) -> Iterator[Mark]:
    from lokal.samaran import detect_pii  # Its patterns take a tenth of a second to compile.

    for item in detect_pii(stretch, types=list(_LIBRARY_KINDS)):  # type: ignore[arg-type]  # Its own words for kinds.
        yield Mark(start=offset + item.start, end=offset + item.end, kind=_LIBRARY_KINDS[item.type])


def _library_names(text: str, marks: Iterable[Mark]) -> Iterator[Span]:
    """Yield the library's names without the everyday words around them; places named after people are left out."""
    for mark in marks:
        if mark.kind == "name" and not _PLACE.search(text, max(0, mark.start - 30), mark.start):
            words = _WORD.finditer(text, mark.start, mark.end)
            span = _name_in(dropwhile(lambda word: word[0].lower() in _EVERYDAY, words))
            if span:
                yield span


def _name_in(words: Iterator[re.Match[str]]) -> Span | None:
    """Return the span of the leading words that may all be a name, written alike."""
    first = next(words, None)
    if first is None or not _may_be_name(first[0], capital_only=False):
        return None
    alike = takewhile(lambda word: _may_be_name(word[0], capital_only=_capitalised(first[0])), words)
    return first.start(), max((word.end() for word in alike), default=first.end())
