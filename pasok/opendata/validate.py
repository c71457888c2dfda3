"""Does a release keep to the standard? Measured against the pinned schema, without any network."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

HERE = Path(__file__).parent / "schema"


@cache
def schema() -> dict[str, Any]:
    """The OCDS 1.1.5 release schema with the extensions of this profile."""
    return dict(json.loads((HERE / "profile-release-schema.json").read_text(encoding="utf-8")))


@cache
def extensions() -> tuple[str, ...]:
    """The addresses of the extensions, for the head of every package."""
    return tuple(json.loads((HERE / "extensions.json").read_text(encoding="utf-8")))


@cache
def validator() -> Any:
    return jsonschema_rs.validator_for(schema(), validate_formats=True)


def problems(release: Mapping[str, Any]) -> list[str]:
    """What is wrong with a release, one line each with the place; empty when it keeps to the standard."""
    found = validator().iter_errors(release)
    return [f"{'/'.join(str(step) for step in error.instance_path)}: {error.message}" for error in found]
