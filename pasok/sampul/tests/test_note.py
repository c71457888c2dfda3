"""Checkpoints: signed, read back, and refused when anything in them is bent."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok.sampul import note

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = note.verifier_key("contoh.id/log", KEY)
HEAD = note.Head("contoh.id/log", 42, bytes(32))
SIGNED = note.sign(HEAD, KEY)


def test_a_checkpoint_reads_back_and_looks_as_the_format_says() -> None:
    assert note.verify(SIGNED, VERIFIER) == HEAD
    lines = SIGNED.split("\n")
    assert lines[:4] == ["contoh.id/log", "42", "A" * 43 + "=", ""]
    assert lines[4].startswith("— contoh.id/log ") and lines[5:] == [""]


def test_the_examples_of_the_format_and_of_its_go_implementation_verify() -> None:
    """C2SP signed-note.md, and the documentation of golang.org/x/mod/sumdb/note."""
    go = (
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n",
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
    )
    assert note.valid(f"— PeterNeumann {go[2]}", *note.parsed_key(go[0]), go[1])
    c2sp = (
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "This is an example message.\n",
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=",
    )
    assert note.valid(f"— example.com/foo {c2sp[2]}", *note.parsed_key(c2sp[0]), c2sp[1])


@pytest.mark.parametrize(
    "bent",
    [
        SIGNED.replace("\n42\n", "\n43\n"),
        SIGNED.replace("contoh.id/log\n42", "lain.id/log\n42"),
        SIGNED.replace("— contoh.id/log ", "— lain.id/log "),
        SIGNED.replace("\n\n", "\n"),
        SIGNED.rstrip("\n"),
        SIGNED.replace("— ", "- "),
        SIGNED.replace("A=\n", "B=\n", 1),
        "",
        "\n\n\n",
    ],
)
def test_a_bent_checkpoint_is_refused(bent: str) -> None:
    with pytest.raises(note.BadNote):
        note.verify(bent, VERIFIER)


def test_a_stranger_s_signature_beside_ours_is_passed_over_but_never_enough() -> None:
    stranger = Ed25519PrivateKey.generate()
    line = note.sign(note.Head("saksi.id", 42, bytes(32)), stranger).split("\n\n")[1]
    assert note.verify(SIGNED + line, VERIFIER) == HEAD
    with pytest.raises(note.BadNote):
        note.verify(HEAD.text + "\n" + line, VERIFIER)


@pytest.mark.parametrize("size", ["042", "-1", "4_2", "٤٢", "", "4.0"])
def test_a_size_has_one_spelling(size: str) -> None:
    with pytest.raises(note.BadNote):
        note.parsed_head(HEAD.text.replace("42", size))


@pytest.mark.parametrize(
    "key", ["", "a+b", VERIFIER[:-4], VERIFIER.replace("contoh", "lain"), "a+00000000+AQ=="]
)
def test_a_bent_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(note.BadNote):
        note.verify(SIGNED, key)


LINE = SIGNED.split("\n")[4]


@pytest.mark.parametrize(
    "line",
    [
        LINE.removeprefix(note.MARK),
        f"{LINE} lagi",
        f"{note.MARK}contoh.id/log ***",
        f"{note.MARK}contoh.id/log",
    ],
)
def test_a_line_that_is_no_signature_spoils_the_note(line: str) -> None:
    with pytest.raises(note.BadNote, match="Baris tanda tangan"):
        note.verify(f"{HEAD.text}\n{line}\n{LINE}\n", VERIFIER)


def test_our_own_key_under_the_head_of_another_log_is_refused() -> None:
    other = note.Head("lain.id/log", 42, bytes(32))
    with pytest.raises(note.BadNote, match="log lain"):
        note.verify(note.sign_text(other.text, "contoh.id/log", KEY), VERIFIER)


@pytest.mark.parametrize("kind", [b"\x02" + bytes(32), b"\x01" + bytes(33), b"\x01" + bytes(31)])
def test_a_key_of_another_kind_or_length_is_none(kind: bytes) -> None:
    mark = note.key_id("a", kind[1:]).hex()
    with pytest.raises(note.BadNote, match="Kunci log"):
        note.parsed_key(f"a+{mark}+{base64.b64encode(kind).decode()}")


@pytest.mark.parametrize("root", ["A" * 42 + "*A=", "A" * 40, "A" * 44])
def test_a_root_is_32_bytes_in_one_spelling(root: str) -> None:
    with pytest.raises(note.BadNote):
        note.parsed_head(f"contoh.id/log\n42\n{root}\n")
