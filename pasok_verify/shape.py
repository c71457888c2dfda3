"""What every object must look like, field by field. A shape answers "" or says where and why not."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pasok_verify.canonical import Malformed, moment

Shape = Callable[[Any], str]


def _is(wanted: str, test: Callable[[Any], bool]) -> Shape:
    return lambda value: "" if test(value) else f" harus {wanted}"


def _matching(wanted: str, pattern: str) -> Shape:
    expression = re.compile(pattern, re.ASCII)
    return _is(wanted, lambda value: type(value) is str and expression.fullmatch(value) is not None)


def _is_moment(value: Any) -> bool:
    try:
        return type(value) is str and moment(value) is not None
    except Malformed:
        return False


text = _is("teks", lambda value: type(value) is str)
flag = _is("true atau false", lambda value: type(value) is bool)
number = _is("bilangan bulat dari 0", lambda value: type(value) is int and 0 <= value < 2**53)
two = _is("2", lambda value: type(value) is int and value == 2)
time = _is("waktu ISO 8601 dengan zona", _is_moment)
hash_ = _matching("64 angka heksadesimal", r"[0-9a-f]{64}")
hexed = _matching("heksadesimal", r"([0-9a-f]{2}){0,512}")
leaf = _matching("nomor catatan", r"0|[1-9][0-9]{0,15}")
money = _matching("angka rupiah", r"(0|[1-9][0-9]{0,17})(\.[0-9]{1,2})?")
percent = _matching("angka desimal", r"[0-9]{1,3}(\.[0-9]{1,6})?")
recipient = _matching("kunci age1…", r"age1[02-9ac-hj-np-z]{58}")
thing = _is("objek", lambda value: type(value) is dict)


def one_of(*words: str) -> Shape:
    return _is("salah satu dari: " + ", ".join(words), lambda value: value in words and type(value) is str)


def maybe(shape: Shape) -> Shape:
    return lambda value: "" if value is None else shape(value)


def many(shape: Shape) -> Shape:
    def check(value: Any) -> str:
        if type(value) is not list:
            return " harus daftar"
        return next((f"[{n}]{bad}" for n, item in enumerate(value) if (bad := shape(item))), "")

    return check


def keyed(key: Shape, shape: Shape) -> Shape:
    def check(value: Any) -> str:
        if type(value) is not dict:
            return " harus objek"
        found = (f".{name}{bad}" for name, item in value.items() if (bad := key(name) or shape(item)))
        return next(found, "")

    return check


def record(fields: Mapping[str, Shape]) -> Shape:
    """Exactly these fields."""

    def check(value: Any) -> str:
        if type(value) is not dict:
            return " harus objek"
        if value.keys() != fields.keys():
            return f" kurang atau lebih: {', '.join(sorted(value.keys() ^ fields.keys()))[:80]}"
        for name, shape in fields.items():
            if bad := shape(value[name]):
                return f".{name}{bad}"
        return ""

    return check


person = record({"id": text, "name": text, "recipient": recipient})
custodian = record({"id": text, "name": text, "recipient": recipient, "statement": text})
terms = record(
    {
        "k": number,
        "members": many(person),
        "custodians": many(custodian),
        "recovery": maybe(record({"k": number, "members": many(person)})),
        "parts": many(text),
    }
)
commitment = record(
    {"ct": hash_, "size": number, "key": recipient, "shares": hash_, "sc": keyed(text, hash_)}
)
bid = record(
    {
        "v": two,
        "box": text,
        "terms": hash_,
        "bidder": text,
        "replaces": maybe(number),
        "parts": keyed(text, commitment),
    }
)
evidence = record({"v": two, "from": time, "to": time, "minutes": number, "probes": many(text)})
policy = record(dict.fromkeys(("hash_first", "re_supply", "auto_extend", "custodian"), flag))
KINDS: dict[str, dict[str, Shape]] = {
    "open": {
        "ocid": text,
        "closes_at": time,
        "documents_sha256": hash_,
        "terms": terms,
        "witnesses": record({"keys": many(text), "quorum": number}),
        "policy": policy,
        "programs": keyed(text, hash_),
    },
    "rekey": {"terms": terms, "replaced": text, "by": text, "reason": text},
    "trial": {"secrets": keyed(text, hash_)},
    "tried": {"member": text, "trial": number, "secret": hash_},
    "bid": {"bidder": text, "bid": bid},
    "withdraw": {"bidder": text, "withdraws": number},
    "extend": {"from": time, "closes_at": time, "reason": text, "evidence": maybe(evidence)},
    "close": {"leaves": many(number), "count": number},
    "admit": {"part": text, "leaves": many(number), "count": number},
    "recover": {"part": text, "reason": text, "by": text},
    "promise": {"part": text, "holder": text, "digest": hash_},
    "reveal": {"part": text, "holder": text, "digest": hash_},
    "opening": {"part": text, "opened": keyed(leaf, hash_), "unreadable": keyed(leaf, text)},
}
EVERY: dict[str, Shape] = {
    "v": two,
    "kind": one_of(*KINDS),
    "box": text,
    "clock": one_of("real", "replay"),
    "at": time,
    "recorded_at": time,
    "nonce": hash_,
}
BODIES = {kind: record(EVERY | fields) for kind, fields in KINDS.items()}


def body(value: Any) -> str:
    if type(value) is not dict:
        return " harus objek"
    if bad := EVERY["kind"](value.get("kind")):
        return f".kind{bad}"
    return BODIES[value["kind"]](value)


envelope = record({"ciphertext": text, "shares": keyed(text, text), "released": keyed(text, hexed)})
release = record(
    {"v": two, "box": text, "part": text, "holder": text, "nonce": hash_, "shares": keyed(leaf, hexed)}
)
standing = record(
    {
        "leaf": number,
        "bidder": text,
        "offered": maybe(text),
        "price": maybe(money),
        "compared": maybe(money),
        "tkdn": maybe(percent),
        "fallen": maybe(text),
        "rank": maybe(number),
    }
)
result = record(
    {
        "hps": maybe(money),
        "method": text,
        "bids": many(standing),
        "winner": maybe(number),
        "left": keyed(leaf, text),
    }
)
bundle = record(
    {
        "v": two,
        "kind": one_of("bundle"),
        "box": text,
        "full": flag,
        "log": text,
        "size": number,
        "leaves": many(hash_),
        "checkpoint": text,
        "heads": many(text),
        "bodies": keyed(leaf, thing),
        "envelopes": keyed(text, keyed(leaf, envelope)),
        "releases": keyed(text, many(release)),
        "result": maybe(result),
    }
)
receipt = record(
    {
        "v": two,
        "kind": one_of("receipt"),
        "index": number,
        "body": thing,
        "leaf_hash": hash_,
        "path": many(hash_),
        "checkpoint": text,
        "log": text,
    }
)
entry = record({"index": number, "leaf_hash": hash_, "body": maybe(thing)})


def decimal(value: str | None) -> Decimal | None:
    """Rupiah, or None when the text is none."""
    return None if value is None or money(value) else Decimal(value)
