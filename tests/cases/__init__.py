"""Cases that are data: one JSON file a subject."""

import json
from pathlib import Path

import pytest


def parametrize_cases(name: str, key: str) -> pytest.MarkDecorator:
    """Make a parametrize mark over the entries of NAME.json, each called by its ``key``."""
    rows = json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
    return pytest.mark.parametrize("case", [pytest.param(row, id=row[key][:60] or "empty") for row in rows])
