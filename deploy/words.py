"""The words of Pasok: collects every text that people read, and keeps the English translation in step.

    make words                        update pasok/locale/en/…/django.po, compile it, tell what is missing
    python -m deploy.words --check    write nothing; fail when something is new, lost or without English

The texts in the code are Indonesian. They are collected from templates (translate, blocktranslate, _("…")),
from Python (gettext, say, count, mark …), from the tables that hold labels (TABLES, LABELS) and from TOML.
"""

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "pasok" / "locale" / "en" / "LC_MESSAGES" / "django.po"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop", "say", "mark"}  # f(text)
MANY = {"ngettext", "ngettext_lazy", "count"}  # f(one, many, n); count(text, n)
# Constructors whose arguments are read by people: positions and names.
LABELS: dict[str, tuple[int | str, ...]] = {
    "State": (0, "label"),
    "Act": ("label", "past", "anonymous"),
    "Machine": ("birth",),
    "Cause": (0, 2),
}
# Tables of labels: every text of them that looks like words is collected.
TABLES: dict[str, tuple[str, ...]] = {
    "pasok/accounts/channels.py": ("LABELS",),
    "pasok/accounts/rules/helping.py": ("ALLOWED", "NEVER"),
    "pasok/accounts/rules/recovery.py": ("SEEN",),
    "pasok/accounts/rules/staff.py": ("RIGHTS",),
    "pasok/accounts/views/door.py": ("WORDS",),
    "pasok/contracts/rules.py": ("KINDS", "CATEGORIES"),
    "pasok/desk/acts/claim.py": ("WORDS",),
    "pasok/desk/rules/claim.py": ("WHY_NOT",),
    "pasok/desk/rules/registration.py": ("REASONS", "GRAVE", "SEEN"),
    "pasok/kernel/actor.py": ("CLOCK", "NOBODY"),
    "pasok/kernel/days.py": ("MONTHS",),
    "pasok/pages/words.py": ("HATS",),
    "pasok/people/rules/hats.py": ("HATS", "LABELS"),
    "pasok/planning/rules/hps.py": ("VAT_KINDS",),
    "pasok/planning/rules/method.py": ("REASONS_GOODS", "REASONS_CONSULTANT", "DATED_REASONS"),
    "pasok/planning/rules/packaging.py": ("KINDS",),
    "pasok/planning/rules/terms.py": ("CONTRACT_KINDS",),
    "pasok/suppliers/rules/complete.py": ("COMPLETE",),
    "pasok/suppliers/models/size.py": ("SOURCES",),
    "pasok/suppliers/rules/size.py": ("DEFINITIONS", "GROUPS", "SOURCES"),
    "pasok/suppliers/rules/kinds.py": (
        *("KINDS", "SECTIONS", "SOURCES"),
        *("NUMBER_OF_PAPER", "ISSUED_ON", "ISSUER", "KBLI", "PRODUCT"),
    ),
    "pasok/suppliers/rules/privacy.py": ("WISHES",),
    "pasok/suppliers/rules/profile.py": ("FORMS", "SCALES", "ROLES", "EDITIONS"),
    "pasok/tenders/rules/bids.py": ("STAGES",),
    "pasok/tenders/rules/sanggah.py": ("GROUNDS",),
}
UNITS = ("pasok/law/words.py", "UNITS")  # said of one and of many
TOML: dict[str, tuple[str, ...]] = {
    "pasok/law/methods.toml": ("label", "detail"),
    "pasok/notices/telling.toml": ("title", "text"),
}
HEADER = {
    "Project-Id-Version": "pasok",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
LITERAL = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(
    rf"\b(npgettext|pgettext|ngettext|gettext)\({LITERAL}(?:, {LITERAL})?(?:, {LITERAL})?|(_)\({LITERAL}\)"
)


@dataclass
class Text:
    """One text of the code: where it stands, and whether English says it differently for one and many."""

    text: str
    context: str = ""
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def sources(*patterns: str) -> Iterator[tuple[str, str]]:
    """(path below the root, content) of the product's own files."""
    for pattern in patterns:
        for path in sorted((ROOT / "pasok").glob(f"**/{pattern}")):
            if not {"tests", "migrations", "locale", "stories"} & set(path.parts):
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def in_template(content: str) -> Iterator[Text]:
    for found in IN_TEMPLATE.finditer(templatize(content)):
        kind, *literals = [part for part in found.groups() if part is not None]
        texts = [ast.literal_eval(literal) for literal in literals]
        context = texts.pop(0) if kind.startswith(("pg", "np")) else ""
        yield Text(texts[0], context, texts[1] if len(texts) > 1 else "")


def literals(node: ast.expr | None) -> Iterator[str]:
    """The texts that an argument may be: a literal, or a choice between literals."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def called(node: ast.Call, aliases: dict[str, str]) -> str:
    """The name of what is called; of methods only those of the translating modules."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr if getattr(node.func.value, "id", "") in {"tongue", "translation"} else ""
    name = getattr(node.func, "id", "")
    return aliases.get(name, name)


def in_call(node: ast.Call, aliases: dict[str, str]) -> Iterator[Text]:
    name, arguments = called(node, aliases), node.args
    if name in ONE and arguments:
        yield from map(Text, literals(arguments[0]))
    elif name in {"pgettext", "pgettext_lazy"} and len(arguments) == 2:
        for context in literals(arguments[0]):
            yield from (Text(text, context) for text in literals(arguments[1]))
    elif name in MANY and len(arguments) > 1:
        for text in literals(arguments[0]):
            yield Text(text, plural=next(literals(arguments[1]), text))
    for place in LABELS.get(name, ()):
        named = {word.arg: word.value for word in node.keywords}
        if isinstance(place, str):
            yield from map(Text, literals(named.get(place)))
        elif place < len(arguments):
            yield from map(Text, literals(arguments[place]))


def in_python(content: str) -> Iterator[Text]:
    tree = ast.parse(content)
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    aliases = {each.asname: each.name for node in imported for each in node.names if each.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from in_call(node, aliases)


def is_words(text: str) -> bool:
    """Whether a text of a table is for people: not a code, not an address."""
    return bool(re.search(r"[A-Za-z]", text)) and (" " in text or text[0].isupper()) and text[0] != "/"


def in_table(content: str, names: tuple[str, ...]) -> Iterator[str]:
    """The words assigned to these names; the keys of a dict are codes."""
    for node in ast.parse(content).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if {getattr(target, "id", "") for target in targets} & set(names):
            keys = {id(k) for d in ast.walk(node) if isinstance(d, ast.Dict) for k in d.keys}
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in keys:
                    yield part.value


def in_toml(content: str, names: tuple[str, ...]) -> Iterator[Text]:
    def walk(value: object) -> Iterator[Text]:
        if isinstance(value, dict):
            yield from (Text(value[name]) for name in names if isinstance(value.get(name), str))
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from walk(each)

    return walk(tomllib.loads(content))


def found() -> Iterator[tuple[str, Text]]:
    for file, content in sources("templates/**/*.html", "templates/**/*.txt", "templates/**/*.xml"):
        yield from ((file, text) for text in in_template(content))
    for file, content in sources("*.py"):
        yield from ((file, text) for text in in_python(content))
        words = in_table(content, TABLES.get(file, ()))
        yield from ((file, Text(text)) for text in words if is_words(text))
        if file == UNITS[0]:
            units = in_table(content, UNITS[1:])
            yield from ((file, Text(unit, plural=unit)) for unit in units if unit)
    for file, names in TOML.items():
        yield from ((file, text) for text in in_toml((ROOT / file).read_text(encoding="utf-8"), names))


def collect() -> dict[tuple[str, str], Text]:
    """Every text by (context, text). A text that is somewhere counted is counted everywhere."""
    texts: dict[tuple[str, str], Text] = {}
    for file, text in found():
        if text.text:
            kept = texts.setdefault(text.key, text)
            kept.plural = kept.plural or text.plural
            kept.files.add(file)
    return texts


def translated() -> polib.POFile:
    return polib.pofile(str(PO), wrapwidth=110)


def update(po: polib.POFile, texts: dict[tuple[str, str], Text]) -> tuple[list[str], list[str]]:
    """Bring the translation in step with the code; (new, lost) texts. What is lost is dropped."""
    old = {(entry.msgctxt or "", entry.msgid): entry for entry in po}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = dict(HEADER)
    for key in sorted(texts, key=lambda key: (key[1].lower(), key)):
        text, known = texts[key], old.get(key)
        entry = polib.POEntry(msgid=text.text, msgctxt=text.context or None)
        entry.occurrences = [(file, "") for file in sorted(text.files)]
        said = known.msgstr or known.msgstr_plural.get(1, "") if known else ""
        if text.plural:
            entry.msgid_plural = text.plural
            counted = known.msgstr_plural if known and known.msgstr_plural else {0: said, 1: said}
            entry.msgstr_plural = dict(counted)
        else:
            entry.msgstr = said
        fresh.append(entry)
    po.metadata, po.header = fresh.metadata, ""
    po[:] = fresh
    return [key[1] for key in texts if key not in old], [key[1] for key in old if key not in texts]


def is_open(entry: polib.POEntry) -> bool:
    """Whether the entry still waits for its English."""
    said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return not all(said) or entry.fuzzy


def main() -> int:
    parser = argparse.ArgumentParser(description="Keep the English translation in step with the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something is to do")
    check = parser.parse_args().check
    po = translated()
    new, lost = update(po, collect())
    still_open = [entry.msgid for entry in po if is_open(entry)]
    for title, texts in (("new", new), ("lost", lost), ("without English", still_open)):
        for text in texts:
            print(f"{title}: {text!r}")
    print(f"{len(po)} texts; {len(new)} new, {len(lost)} lost, {len(still_open)} without English")
    if not check:
        po.save(str(PO))
        po.save_as_mofile(str(PO.with_suffix(".mo")))
    return int(check and bool(new or lost or still_open))


if __name__ == "__main__":
    sys.exit(main())
