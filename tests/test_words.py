"""Every text that people read is collected, and every collected text has its English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.template.base import Lexer, TokenType

from deploy import words

ROOT = words.ROOT
#: words that hold an Indonesian sentence together; none of them is an English word or a code of ours
INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|tidak|belum|[Aa]nda|dengan|dari|atau|sudah|harus|dapat|pada|oleh|bila|hanya|akan|"
    r"sebelum|sesudah|adalah|ini|itu|bukan|boleh|jika|agar|setelah|masih|juga|lebih|kepada|bagi)\b"
)
#: files whose Indonesian is meant to stay, each with its reason
UNTRANSLATED = {
    r"/stories/|^pasok/tenders/rehearsal\.py": "the content of the demonstration",
    r"^pasok/archive/": "imported records and the report of the import, for whoever runs the command",
    r"/management/|^pasok/site/": "the terminal of whoever runs the installation",
    r"^pasok/(ledger|sampul)/audit\.py": "the findings of the audit, in the terminal and in the record",
    r"^pasok/law/(tables|lookup|methods)\.py": "faults of the law's tables, for whoever writes them",
    r"^pasok/kernel/(days|keyring|machine|money|seal)\.py": "faults of the program, for whoever writes it",
    r"^pasok/(ledger/performing|opendata/plain|people/vault)\.py": "faults of the program, for its writers",
    r"^pasok/sampul/(dealing|device|envelope|log|opening|reads/boxes)\.py": "faults, for the minutes",
    r"^pasok/sampul/(shamir|store|tree)\.py": "faults of a share, a file or a proof, for the minutes",
    r"^pasok/tenders/rules/(offer|prices)\.py": "sentences that the minutes of the opening keep",
    r"^pasok/kernel/terbilang\.py": "amounts in words, as Indonesian papers ask for them",
    r"papers\.py|/letters/|^pasok/pages/(sheet|issued|issuing)\.py": "papers bind in Indonesian",
    r"^pasok/opendata/(parts|table|moment|build)": "OCDS releases are published in Indonesian",
    r"^pasok/notices/templates/notices/mail\.txt": "letters are kept as they were sent, in Indonesian",
    r"^pasok/suppliers/rules/trade/": "the language of a search and of a classification",
    r"^pasok/pages/(gallery|specimens)\.py|templates/gallery": "examples, in development only",
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%|</?[a-z]+[^>]*>")


def exempt(file: str) -> bool:
    return any(re.search(pattern, file) for pattern in UNTRANSLATED)


@pytest.fixture(scope="module")
def po() -> polib.POFile:
    return words.translated()


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, str], words.Text]:
    return words.collect()


def test_every_text_has_its_english_and_none_is_left_over(
    po: polib.POFile, texts: dict[tuple[str, str], words.Text]
) -> None:
    new, lost = words.update(po, texts)
    assert (new, lost) == ([], []), "run `make words`"
    assert [entry.msgid for entry in po if words.is_open(entry)] == []


def test_both_sides_have_the_same_places_to_fill(po: polib.POFile) -> None:
    for entry in po:
        for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert sorted(PLACEHOLDER.findall(said)) == sorted(PLACEHOLDER.findall(entry.msgid)), entry.msgid
            assert said.strip() == said or entry.msgid.strip() != entry.msgid, entry.msgid


def test_the_english_holds_no_indonesian(po: polib.POFile) -> None:
    said = [s for entry in po for s in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in said if INDONESIAN.search(text)] == []


def test_what_is_compiled_is_what_is_written(po: polib.POFile) -> None:
    assert po.to_binary() == words.PO.with_suffix(".mo").read_bytes(), "run `make words`"


def names_a_column(node: ast.Call) -> bool:
    """models.CharField("uraian"): a name that only the read-only admin shows."""
    return bool(node.args) and getattr(getattr(node.func, "value", None), "id", "") == "models"


def bare_in_python(content: str, known: set[str]) -> Iterator[str]:
    """Indonesian sentences of a file that nobody collects."""
    tree = ast.parse(content)
    inner = {id(part) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for part in ast.walk(n)}
    inner |= {id(n.args[0]) for n in ast.walk(tree) if isinstance(n, ast.Call) and names_a_column(n)}
    told = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
        and n.body
        and isinstance(n.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | told:
            text = node.value
        else:
            continue
        if " " in text.strip() and text not in known and INDONESIAN.search(text):
            yield f"{node.lineno}: {text}"


def test_no_sentence_in_python_is_left_uncollected(texts: dict[tuple[str, str], words.Text]) -> None:
    known = {text for _, text in texts}
    found = [
        f"{file}:{text}"
        for file, content in words.sources("*.py")
        if not exempt(file)
        for text in bare_in_python(content, known)
    ]
    assert found == []


def bare_in_template(content: str) -> Iterator[str]:
    """What stands between tags and is not inside blocktranslate; attributes that are read aloud, too."""
    inside, kept = False, []
    for token in Lexer(content).tokenize():
        if token.token_type == TokenType.BLOCK:
            inside = token.contents.startswith(("blocktrans", "comment")) or (
                inside and not token.contents.startswith(("endblocktrans", "endcomment"))
            )
        kept.append("" if inside or token.token_type != TokenType.TEXT else token.contents)
        kept.append("\n" if token.token_type == TokenType.BLOCK else "\x00")
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", "".join(kept), flags=re.S)
    for said in re.findall(r"\b(?:aria-label|title|placeholder|alt|data-confirm)=\"([^\"]*)\"", page):
        yield from re.findall(r"[A-Za-z]{2,}[^\x00\n]*", said)
    for said in re.split(r"<[^>]*>|[\x00\n]|\b[a-z-]+=\"[^\"]*\"", page):
        yield from re.findall(r".*[A-Za-z]{2,}.*", said)


#: names and signs that are the same in every language
SAME = re.compile(
    r"\b(Pasok|NIB|NPWP|NIK|NIP|KBLI|HPS|PPK|OCDS|OCID|JSON|CSV|API|PDF|Excel|RUP|SHA-256|WIB|UTC|SPSE|Sampul|"
    r"Bahasa Indonesia|English|tlog-tiles|C2SP|curl|https?://\S*)\b|&\w+;"
)


def test_no_text_in_a_template_is_left_uncollected() -> None:
    found = [
        f"{file}: {text.strip()}"
        for file, content in words.sources("templates/**/*.html", "templates/**/*.txt")
        if not exempt(file)
        for text in bare_in_template(content)
        if re.search(r"[A-Za-z]{2,}", SAME.sub("", text))
    ]
    assert found == []


def test_the_reasons_to_leave_a_file_are_used() -> None:
    files = [file for file, _ in words.sources("*.py", "templates/**/*.html", "templates/**/*.txt")]
    files += [str(path.relative_to(ROOT)) for path in Path(ROOT / "pasok" / "site").rglob("*.py")]
    assert [pattern for pattern in UNTRANSLATED if not any(re.search(pattern, f) for f in files)] == []
