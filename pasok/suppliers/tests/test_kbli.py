"""From the words of a trade to KBLI codes: the figure, and the manners of the search."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pasok.suppliers import reads
from pasok.suppliers.rules.trade import find, texts
from pasok.suppliers.rules.trade.index import index, pairs, stemmer
from pasok.suppliers.rules.trade.intent import intents
from pasok.suppliers.rules.trade.lexicon import synonyms
from pasok.suppliers.rules.trade.phrase import read
from pasok.suppliers.rules.trade.words import distance

PHRASES = Path(__file__).parent / "kbli_phrases.csv"
ENOUGH = 0.9
OLD = ("tuning", "held", "fresh", "last", "blind", "strangers", "unseen")
NEW = ("rare", "mixed", "sixth", "final", "wild", "second", "later", "third")
PARTS = (*OLD, "owners", "packages", "trades", *NEW)


def phrases(part: str = "") -> list[dict[str, str]]:
    with PHRASES.open(newline="", encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if part in ("", row["part"])]


def is_met(row: dict[str, str], edition: str) -> bool:
    """Whether an accepted code stands among the first three."""
    return any(found.code in row[f"kbli_{edition}"].split() for found in find(row["phrase"], edition, 3))


@pytest.mark.parametrize("edition", ["2020", "2025"])
@pytest.mark.parametrize(
    "part",
    PARTS,
)
def test_the_right_code_is_among_the_first_three_for_nine_of_ten_phrases(part: str, edition: str) -> None:
    rows = phrases(part)
    missed = [row["phrase"] for row in rows if not is_met(row, edition)]
    assert 1 - len(missed) / len(rows) >= ENOUGH, missed


def test_the_figures_in_the_text_are_the_figures_counted() -> None:
    told = (Path(__file__).parents[3] / "docs" / "kbli.md").read_text(encoding="utf-8")
    for part in dict.fromkeys(row["part"] for row in phrases()):
        rows = phrases(part)
        line = next(each for each in told.splitlines() if each.startswith(f"| {part} |"))
        met = [sum(is_met(row, edition) for row in rows) for edition in ("2020", "2025")]
        assert line.startswith(f"| {part} | {len(rows)} | {met[0]} | {met[1]} |"), (part, met)


def test_the_set_is_large_and_its_codes_exist() -> None:
    rows = phrases()
    assert (
        len(rows) >= 150 and len(phrases("held")) >= 50 and len({row["phrase"] for row in rows}) == len(rows)
    )
    for edition in ("2020", "2025"):
        known = set(reads.kbli_codes(edition))
        assert all(row[f"kbli_{edition}"] and set(row[f"kbli_{edition}"].split()) <= known for row in rows)


def test_a_maker_of_desks_gets_the_maker_s_code_and_its_relative() -> None:
    first = reads.kbli_for("Saya membuat meja kursi sekolah dan lemari")[0]
    assert (first.code, first.also) == ("31001", "31011")
    assert "lemari" in first.examples and "kayu" in first.about
    assert reads.kbli_for("Saya membuat meja kursi sekolah dan lemari", "2025")[0].code == "31011"


@pytest.mark.parametrize(
    ("phrase", "start"),
    [
        ("saya membuat kursi kayu", "31"),
        ("toko kursi kayu", "47"),
        ("grosir furnitur", "46"),
        ("reparasi kursi dan sofa", "95"),
        ("sewa kursi dan tenda pesta", "77"),
        ("bangun gedung sekolah", "41"),
        ("konsultan perencanaan gedung sekolah", "71"),
    ],
)
def test_the_verb_decides_between_codes_of_one_thing(phrase: str, start: str) -> None:
    assert find(phrase)[0].code.startswith(start)


@pytest.mark.parametrize("edition", ["2020", "2025"])
@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("mainan edukatif kayu", "32402"),
        ("alat permainan edukatif", "32402"),
        ("traktor tangan", "28210"),
        ("obat herbal", "21022"),
        ("mesin pencacah plastik", "28299"),
        ("mesin perajang singkong", "28250"),
    ],
)
def test_where_nobody_says_whether_it_is_made_or_sold_the_maker_stands_first(
    phrase: str, codes: str, edition: str
) -> None:
    assert find(phrase, edition)[0].code in codes.split()


@pytest.mark.parametrize("edition", ["2020", "2025"])
def test_short_words_are_words_too(edition: str) -> None:
    assert find("servis ac", edition)[0].code == "95220"
    assert find("AC", edition)[0].code == "28193" and find("es", edition)


def test_chance_hits_are_not_shown_behind_a_clear_answer() -> None:
    found = find("jasa kebersihan gedung")
    assert found[0].code == "81210" and not {each.code[:2] for each in found} & {"55", "71"}


def test_words_written_together_are_taken_apart_where_nothing_else_is_known() -> None:
    assert find("kursisekolah")[0].code.startswith("31")


def test_what_a_thing_is_made_of_does_not_stand_before_the_thing() -> None:
    assert find("mainan kayu")[0].code == "32402" and find("furnitur besi")[0].code == "31004"


def test_who_buys_goods_is_shown_a_maker_and_a_trader() -> None:
    first = {found.code[:2] for found in find("Belanja Modal Meubelair Sekolah", most=3)}
    assert "31" in first and first & {"46", "47"}


@pytest.mark.parametrize("slip", ["mebelair sekola", "meubeler skolah", "almari dan krusi", "furnitur kayuu"])
def test_a_slip_of_the_pen_is_forgiven(slip: str) -> None:
    assert any(found.code.startswith("310") for found in find(slip, most=3))


@pytest.mark.parametrize("nothing", ["", "   ", "123 456", "dan yang untuk", "<b>"])
def test_what_tells_nothing_finds_nothing(nothing: str) -> None:
    assert find(nothing) == [] and reads.kbli_for(nothing) == []


@pytest.mark.parametrize("edition", ["2020", "2025"])
@pytest.mark.parametrize(
    ("unknown", "kind"),
    [
        ("xqzzwv", "46"),
        ("saya menjual sesuatu", "46"),
        ("menyewakan xqzzwv", "77"),
        ("toko xqzzwv", "47"),
        ("servis xqzzwv", "33"),
    ],
)
def test_where_no_word_is_known_what_is_done_tells_the_general_codes(
    unknown: str, kind: str, edition: str
) -> None:
    found = find(unknown, edition)
    assert len(found) == 5 and found[0].code.startswith(kind)


@pytest.mark.parametrize(
    "phrase", ["sapu lidi", "gerobak bakso", "travo las", "solar cell panel", "servis ac"]
)
def test_five_codes_are_always_shown(phrase: str) -> None:
    assert len({found.code for found in find(phrase)}) == 5


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("gerobak bakso", "30990"),
        ("oven roti", "28151"),
        ("tukang kebun panggilan", "81300"),
        ("meja makan stainless", "31004"),
        ("meja makan bambu", "31002"),
        ("alat pemeras kelapa", "28250"),
    ],
)
def test_the_thing_itself_is_named_first_and_the_rest_tells_its_kind(phrase: str, code: str) -> None:
    assert find(phrase)[0].code == code


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("servis", "33122"),
        ("toko", "47791"),
        ("grosir", "46530"),
        ("sewa", "77392"),
    ],
)
def test_who_deals_with_a_thing_is_found_by_who_makes_it(deed: str, code: str) -> None:
    assert code in [found.code for found in find(f"{deed} mesin pemipil jagung", most=3)]


def test_an_edition_that_does_not_exist_finds_nothing() -> None:
    assert reads.kbli_for("meja", "2015") == []


def test_what_a_description_shuts_out_counts_against_its_code() -> None:
    kept, barred = texts.split(
        "Kelompok ini mencakup pembuatan ember. Kelompok ini tidak mencakup furnitur, lihat 31."
    )
    assert "ember" in kept and "furnitur" not in kept and "furnitur" in barred
    assert index("2025").postings["furnitur"]["22205"] < 0


def test_long_and_odd_phrases_are_answered_too() -> None:
    assert find("mebel " * 500)[0].code.startswith("310")
    assert find("MEBEL/meubelair (kayu) – 2025!!")[0].code.startswith("310")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("penjahitan", "jahit"),
        ("menenun", "tenun"),
        ("pengecatan", "cat"),
        ("perbaikan", "baik"),
        ("kemeja", "kemeja"),
    ],
)
def test_affixes_are_taken_off_down_to_a_known_word(word: str, stem: str) -> None:
    assert stemmer().stem(word) == stem


def test_edits_are_counted_up_to_a_limit() -> None:
    assert distance("kursi", "krusi", 2) == 1 and distance("meja", "meja", 1) == 0
    assert distance("meja", "lemari", 2) > 2


def test_teaching_and_planning_stand_before_the_thing_taught_or_planned() -> None:
    assert intents(["perencanaan", "pembangunan"]) == {"advise"}
    assert intents(["belanja", "pelatihan"]) == {"teach"}
    assert intents(["belanja", "servis"]) == {"repair"}


def test_a_place_name_is_not_taken_for_a_slip_of_the_pen() -> None:
    assert "majalah" not in {term.stem for term in read("bahan makanan tambahan puskesmas majalaya").terms}


def test_every_synonym_speaks_the_words_of_the_classification() -> None:
    known = index("2020").postings.keys() | index("2025").postings.keys()
    lost = {stem for meant in synonyms().values() for stem, _ in meant.stems if stem not in known}
    assert not lost


def test_every_code_of_2020_has_a_relative_that_exists() -> None:
    assert set(pairs().values()) <= set(reads.kbli_codes("2025"))
    assert set(reads.kbli_codes("2020")) - set(pairs()) == {"97000"}


def test_of_a_code_that_was_split_the_part_that_fits_is_named() -> None:
    also = {one.code: one.also for one in reads.kbli_for("grosir mebel")}
    assert also["46491"] == "46420"
    assert reads.kbli_for("grosir panci dan wajan")[0].also == "46491"


def test_the_command_prints_five_lines_with_the_code_first() -> None:
    out = StringIO()
    call_command("kbli", "saya membuat meja dan lemari", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("31001  Industri Furnitur") and "2025: 31011" in lines[0]
    assert sum(line[:5].isdigit() for line in lines) == 5 and "lemari" in lines[1]
    with pytest.raises(CommandError, match="Tidak ada kode"):
        call_command("kbli", "dan yang untuk", stdout=out)
