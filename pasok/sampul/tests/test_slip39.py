"""Words on paper: as the standard and its reference program write them, in both languages."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasok.sampul import envelope, slip39

SCRIPTS = Path(__file__).parents[1] / "static" / "sampul"
NODE = shutil.which("node")
VECTORS = json.loads((Path(__file__).parent / "slip39.json").read_text())
STANDARD = [one for one in VECTORS if one["passphrase"]]
PAPERS = [one for one in VECTORS if not one["passphrase"] and one["secret"]]
WRONG = [one for one in VECTORS if not one["secret"]]


@pytest.mark.parametrize("vector", [*STANDARD, *PAPERS])
def test_shares_of_others_are_read(vector: dict[str, str]) -> None:
    assert slip39.decoded(vector["words"], vector["passphrase"].encode()).hex() == vector["secret"]


@pytest.mark.parametrize("vector", WRONG)
def test_a_share_of_several_or_with_a_wrong_word_is_not(vector: dict[str, str]) -> None:
    with pytest.raises(slip39.Unreadable):
        slip39.decoded(vector["words"])


def test_we_write_what_the_reference_writes() -> None:
    for vector in PAPERS:
        first, second, *_ = (slip39.WORDS.index(word) for word in vector["words"].split()[:2])
        number, extendable, work = first << 5 | second >> 5, bool(second >> 4 & 1), second & 15
        if not work:
            made = slip39.encoded(bytes.fromhex(vector["secret"]), number, extendable=extendable)
            assert made == vector["words"]


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_an_identity_comes_back_by_four_letters_and_one_wrong_word_is_found(data: st.DataObject) -> None:
    identity, _ = envelope.make_member_key()
    words = slip39.words(identity).split()
    assert len(words) == 33
    assert slip39.identity("\n".join(word[:4].upper() for word in words)) == identity
    place = data.draw(st.integers(0, 32))
    words[place] = data.draw(st.sampled_from(slip39.WORDS).filter(lambda word: word != words[place]))
    with pytest.raises(slip39.Unreadable, match="tidak cocok"):
        slip39.identity(" ".join(words))


def test_what_is_no_word_is_named_by_its_place() -> None:
    words = slip39.words(envelope.make_member_key()[0]).split()
    for wrong in ("acadmeic", "aca", "zzzz"):
        words[4] = wrong
        with pytest.raises(slip39.Unreadable, match=f"ke-5 .*{wrong}"):
            slip39.identity(" ".join(words))
    with pytest.raises(slip39.Unreadable, match="33"):
        slip39.identity("academic acid")


def test_a_good_paper_of_another_length_is_no_key() -> None:
    with pytest.raises(slip39.Unreadable, match="memuat 33 kata"):
        slip39.identity(slip39.encoded(bytes(16), 7))


def test_our_papers_say_that_they_may_be_dealt_again() -> None:
    second = slip39.words(envelope.make_member_key()[0]).split()[1]
    assert slip39.WORDS.index(second) >> 4 & 1  # `extendable`: the salt does not hang on the paper's number


def test_both_programs_have_the_same_words() -> None:
    script = (SCRIPTS / "slip39.js").read_text()
    assert tuple(script.split("`")[1].split()) == slip39.WORDS


@pytest.mark.skipif(NODE is None, reason="no Node: the script is only tried in Chromium")
def test_the_browser_reads_and_writes_the_same(tmp_path: Path) -> None:
    for path in SCRIPTS.glob("*.js"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "package.json").write_text('{"type": "module"}')
    identity, _ = envelope.make_member_key()
    code = """
    const { identityOf, secretOf, wordsOf } = await import(`${process.argv[1]}/slip39.js`);
    const [papers, wrong, identity, words] = JSON.parse(process.argv[2]);
    const hex = (bytes) => Buffer.from(bytes).toString("hex");
    const secrets = await Promise.all(papers.map(async (text) => hex(await secretOf(text))));
    const said = (text) => secretOf(text).then(() => "", (error) => error.message);
    const why = await Promise.all(wrong.map(said));
    const made = { words: await wordsOf(identity), identity: await identityOf(words) };
    console.log(JSON.stringify({ secrets, why, ...made }));
    """
    told = [
        [one["words"] for one in PAPERS], [one["words"] for one in WRONG], identity, slip39.words(identity)
    ]  # fmt: skip
    command = [str(NODE), "--input-type=module", "-e", code, str(tmp_path), json.dumps(told)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert answer["secrets"] == [one["secret"] for one in PAPERS]
    assert all(answer["why"]) and answer["identity"] == identity
    assert slip39.identity(" ".join(answer["words"])) == identity
