"""The browser's scripts in Node."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pasok.sampul.tests.paper import Json

SCRIPTS = Path(__file__).parents[1] / "static" / "sampul"
NODE = shutil.which("node")
RUN = """
const load = (name) => import(`${process.argv[1]}/${name}`);
const [bid, format, holder] = await Promise.all(["bid.js", "format.js", "holder.js"].map(load));
const input = JSON.parse(await new Promise((done) => {
  let text = "";
  process.stdin.on("data", (more) => (text += more)).on("end", () => done(text));
}));
let answer;
try { answer = { good: await (async () => { %s })() }; } catch (error) { answer = { bad: error.message }; }
process.stdout.write(JSON.stringify(answer));
"""


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts where Node takes them for modules."""
    if NODE is None:
        pytest.skip("no Node: the scripts are only tried in Chromium")
    folder = tmp_path_factory.mktemp("scripts")
    for path in SCRIPTS.glob("*.js"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def asked(scripts: Path, code: str, given: Json) -> Json:
    """What the code answers, {good} or {bad: its error}."""
    command = [str(NODE), "--input-type=module", "-e", RUN % code, str(scripts)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


@pytest.fixture
def run(scripts: Path) -> Callable[..., Json]:
    return lambda code, **given: asked(scripts, code, given)
