"""Cases that are data: one JSON file a subject."""

import json
from pathlib import Path
from typing import Any

import pytest


def load_cases(name: str) -> list[dict[str, Any]]:
    """Load the entries of NAME.json."""
    cases: list[dict[str, Any]] = json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
    return cases


def parametrize_cases(name: str, key: str) -> pytest.MarkDecorator:
    """Make a parametrize mark over the entries of NAME.json, each called by its ``key``.

    Those with "unclear": true are left out: what an editor expects is right, but the model is not sure of it, and says
    something else on one processor or another. `python -m tests.renew_cases --mark` sets these marks again.
    """
    rows = [row for row in load_cases(name) if not row.get("unclear")]
    return pytest.mark.parametrize("case", [pytest.param(row, id=row[key][:60] or "empty") for row in rows])
