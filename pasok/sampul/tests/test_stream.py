"""The quick sealing in the browser, in Node: it makes what RFC 8439 and age say, also without WebAssembly."""

import base64
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from pasok.sampul.envelope import make_member_key, pyrage
from pasok.sampul.tests.conftest import NODE, SCRIPTS, asked
from pasok.sampul.tests.paper import Json

pytestmark = pytest.mark.skipif(NODE is None, reason="no Node: the scripts are only tried in Chromium")
BARE = """
const real = WebAssembly.instantiate; // which Node itself needs, for its own module
WebAssembly.instantiate = async (given, ...more) => {
  if (given instanceof ArrayBuffer) throw new Error("refused by the content policy");
  return real(given, ...more);
};
"""
LOAD = """
const [age, chacha, stream, format] =
  await Promise.all(["age.js", "chacha.js", "stream.js", "format.js"].map(load));
const bytes = (text) => format.unbase64(text).slice(), text = format.base64;
"""
SEAL = """
const header = await stream.heading(input.key), body = bytes(input.body);
const room = stream.longer(header, body.length);
const whole = new Uint8Array(room + body.length);
whole.set(body, room);
return text(await stream.sealed(whole.subarray(room), header, input.identity, input.identity, () => null));
"""
LONG = 65536  # bytes of a chunk


@pytest.fixture(params=["", BARE], ids=["WebAssembly", "JavaScript"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Json]:
    """Code in the scripts of a folder; `change` = (file, its text, another text)."""
    bare = request.param

    def run(code: str, change: tuple[str, str, str] | None = None, **given: Any) -> Json:
        shutil.copytree(SCRIPTS, tmp_path / "scripts", dirs_exist_ok=True)
        (tmp_path / "scripts" / "package.json").write_text('{"type": "module"}')
        if change:
            name, old, new = change
            path = tmp_path / "scripts" / name
            assert old in path.read_text()
            path.write_text(path.read_text().replace(old, new))
        return asked(tmp_path / "scripts", bare + LOAD + code, given)

    return run


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_the_quick_one_runs_where_there_is_webassembly(run: Callable[..., Json], request: Any) -> None:
    quick = run("return (await chacha.cipher()) !== age.chacha20poly1305")["good"]
    assert quick == ("WebAssembly" in request.node.callspec.id)


def test_the_cipher_is_that_of_rfc_8439(run: Callable[..., Json]) -> None:
    """2.8.2: the ciphertext (its tag covers other data, which age has none of); the tag as OpenSSL's."""
    key = bytes(range(0x80, 0xA0))
    nonce = bytes.fromhex("070000004041424344454647")
    plain = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future,"
        b" sunscreen would be it."
    )
    code = """const make = await chacha.cipher();
      return input.texts.map((one) => {
        const key = make(bytes(input.key), bytes(input.nonce)), sealed = key.encrypt(bytes(one)).slice();
        if (text(key.decrypt(sealed)) !== one) throw new Error("not the same again");
        for (const at of [0, sealed.length >> 1, sealed.length - 1]) {
          const bad = sealed.slice();
          bad[at] ^= 1;
          let refused = false;
          try { key.decrypt(bad); } catch { refused = true; }
          if (!refused) throw new Error(`a changed byte ${at} was not seen`);
        }
        return text(sealed);
      });"""
    lengths = [*range(0, 66), 127, 128, 129, 255, 256, 257, 511, 512, 513, 1000, LONG - 1, LONG]
    texts = [plain, *(os.urandom(length) for length in lengths), b"\xff" * 4096, b"\0" * 4096]
    sealed = run(code, key=encoded(key), nonce=encoded(nonce), texts=[encoded(one) for one in texts])["good"]
    first = base64.b64decode(sealed[0])[: len(plain)].hex()
    assert first.startswith("d31a8d34648e60db7b86afbc53ef7ec2") and first.endswith("7a9de576d26586cec64b6116")
    openssl = ChaCha20Poly1305(key)
    assert [base64.b64decode(one) for one in sealed] == [openssl.encrypt(nonce, one, None) for one in texts]


@pytest.mark.parametrize("length", [4096, LONG - 4096, LONG, LONG + 4096, 2 * LONG, 40 * LONG + 8192])
def test_what_is_sealed_in_its_own_place_is_an_age_file(run: Callable[..., Json], length: int) -> None:
    identity, key = make_member_key()
    body = os.urandom(length)
    sealed = run(SEAL, key=key, identity=identity, body=encoded(body))["good"]
    found = pyrage.decrypt(base64.b64decode(sealed), [pyrage.x25519.Identity.from_str(identity)])
    assert found == body


STORED = "const lies = file.subarray(to, (to += plain.length + TAG));"


@pytest.mark.parametrize(
    "fault",
    [
        (STORED, STORED + "if (nth === 1) lies[7] ^= 1;"),  # a byte of one chunk, on its way to memory
        (STORED, STORED + "if (nth === 2) lies[lies.length - 1] ^= 128;"),  # a tag
        ("sealing(nth, last)", "sealing(nth && nth - 1, last)"),  # two chunks with one counter
        ("sealing(nth, last)", "sealing(nth, false)"),  # cut off is not seen
    ],
)
def test_a_chunk_that_would_not_open_is_never_sent(run: Callable[..., Json], fault: tuple[str, str]) -> None:
    identity, key = make_member_key()
    told = run(SEAL, ("stream.js", *fault), key=key, identity=identity, body=encoded(os.urandom(3 * LONG)))
    assert told.get("bad", "").startswith("Sampul gagal menguji dirinya.")


def test_a_key_that_the_shares_give_back_wrong_is_noticed(run: Callable[..., Json]) -> None:
    identity, key = make_member_key()
    other, _ = make_member_key()
    code = SEAL.replace("input.identity, input.identity", "input.identity, input.other")
    told = run(code, key=key, identity=identity, other=other, body=encoded(bytes(4096)))
    assert "no identity matched" in told["bad"]


def test_a_device_whose_webassembly_counts_wrong_goes_on_in_javascript(run: Callable[..., Json]) -> None:
    wrong = ("chacha.js", "room.set(text, TEXT);", "room.set(text, TEXT); room[TEXT] ^= 1;")
    assert run("return (await chacha.cipher()) === age.chacha20poly1305", wrong)["good"]
