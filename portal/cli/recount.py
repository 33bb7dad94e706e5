"""The command that counts a table of answers again, without a database."""

from collections.abc import Iterable, Iterator
from json import dumps
from typing import NoReturn

import click

from portal.domain import skm
from portal.domain.recount import ORDERS, BadWeightError, Order, Recount, RecountError, parse_weight
from portal.domain.recount import recount as count


@click.command(short_help="Hitung ulang IKM dari tabel CSV.")
@click.argument("file", metavar="BERKAS")
@click.option("--order", type=click.Choice(list(ORDERS)), help="Urutan unsur bila judul kolomnya U1–U9.")
@click.option("--nrr", is_flag=True, help="Berkas berisi satu baris NRR, bukan jawaban.")
@click.option("--weight", default="1/9", show_default=True, help="Bobot tiap unsur, misalnya 0.11.")
@click.option("--json", "as_json", is_flag=True, help="Tulis hasilnya sebagai JSON.")
@click.help_option("--help", help="Tampilkan bantuan ini.")
def recount(file: str, order: Order | None, nrr: bool, weight: str, as_json: bool) -> None:
    """Hitung ulang IKM dari BERKAS, sebuah tabel CSV ("-" untuk masukan standar).

    Judul kolom: kunci kesembilan unsur, atau U1 sampai U9 dengan --order. Satu baris untuk satu responden,
    nilai 1 sampai 4. Bila ada yang salah, setiap kesalahan disebut dan tidak ada yang dihitung.
    """
    text = _read(file)
    try:
        result = count(text, order=order, nrr=nrr, weight=parse_weight(weight))
    except RecountError as error:
        _refuse(error.faults)
    except BadWeightError as error:
        _refuse([error])
    if as_json:
        click.echo(dumps(result.as_dict(), indent=2))
    else:
        click.echo("\n".join(_report(result, weight)))


def _read(file: str) -> str:
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read()
    except OSError as error:
        _refuse([f"berkas {click.format_filename(file)} tidak dapat dibaca: {error.strerror}"])
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _refuse([f"baris {line}: bukan teks UTF-8; simpan berkas sebagai CSV UTF-8"])


def _refuse(faults: Iterable[object]) -> NoReturn:
    for fault in faults:
        click.echo(str(fault), err=True)
    raise SystemExit(2)


def _report(result: Recount, weight: str) -> Iterator[str]:
    yield from _table(result)
    yield ""
    if result.n is not None:
        yield f"Responden  {result.n}"
    yield f"IKM        {_decimals(result.ikm, 2)}"
    yield f"Mutu       {_grade(result)}"
    if parse_weight(weight) != skm.REGULATION_WEIGHT:
        lawful = result.with_weight(skm.REGULATION_WEIGHT)
        yield ""
        yield (
            f"Bobot menurut peraturan adalah 1/9, bukan {weight}; dengan 1/9 "
            f"IKM menjadi {_decimals(lawful.ikm, 2)}, mutu {_grade(lawful)}."
        )


def _table(result: Recount) -> Iterator[str]:
    width = max(len(element.name.id) for element in skm.ELEMENTS)
    yield f"{'Unsur':<{width}}  {'Jumlah':>7}  {'NRR':>6}  {'NRR tertimbang':>14}"
    for element in skm.ELEMENTS:
        total = "–" if result.totals is None else result.totals[element.key]
        mean = _decimals(skm.half_up(result.nrr[element.key], 4), 4)
        weighted = _decimals(skm.half_up(result.weighted[element.key], 4), 4)
        yield f"{element.name.id:<{width}}  {total:>7}  {mean:>6}  {weighted:>14}"


def _grade(result: Recount) -> str:
    for band in skm.CURRENT_RULE.bands:
        if band.letter == result.grade:
            return f"{band.letter} ({band.word.id})"
    return "tidak ada, karena nilainya di luar 25–100"


def _decimals(value: int, places: int) -> str:
    """Return an integer count of the last decimal as Indonesians write it: 8845 is 88,45."""
    whole, rest = divmod(value, 10**places)
    return f"{whole},{rest:0{places}}"
