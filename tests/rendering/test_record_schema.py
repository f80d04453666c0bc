"""Every record that a command prints is valid under its schema."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newscli.rendering.record_schema import RECORD_COMMANDS, build_record_schema
from tests.conftest import SAMPLES, invoke
from tests.corpus.stores import STORY, index, make_sample_store

RETELLING = ("verify", str(SAMPLES / "retelling.txt"), "--against", str(SAMPLES / "interview.txt"))


def list_records(command: str, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in invoke(command, *arguments, "--json").out.splitlines()]


@pytest.fixture(scope="module")
def contracts() -> dict[str, jsonschema.Draft202012Validator]:
    schemas = {command: json.loads(invoke("schema", command).out) for command in RECORD_COMMANDS}
    assert schemas == {command: build_record_schema(command) for command in RECORD_COMMANDS}
    return {command: jsonschema.Draft202012Validator(schema) for command, schema in schemas.items()}


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "the"),
        ("search", "the", "--in", "text"),
        ("search", "the", "--in", "titles"),
        ("search", "the", "--kwic", "5"),
        ("search", "the", "--count"),
        ("search", "the", "--count", "--by", "outlet,month"),
        ("voices",),
        ("voices", "--by", "outlet,gender"),
        ("same", "Nobody in this room wanted to be the one to say it"),
        ("same", "--every"),
        ("status",),
    ],
)
def test_answers_of_a_store(contracts: dict[str, jsonschema.Draft202012Validator], arguments: Sequence[str]) -> None:
    command, *rest = arguments
    records = list_records(command, make_sample_store(), *rest)
    assert records
    for record in records:
        contracts[command].validate(record)


def test_failures(contracts: dict[str, jsonschema.Draft202012Validator], tmp_path: Path) -> None:
    bad, store = tmp_path / "bad.pdf", tmp_path / "news.db"
    bad.write_bytes(b"%PDF-1.4 no more")
    index(store, bad)
    records = [*list_records("status", str(store)), *list_records("status", str(store), "--failed")]
    assert [record.get("path") for record in records] == [None, str(bad)]
    assert records[0]["failures"]
    for record in records:
        contracts["status"].validate(record)


def test_what_the_desk_asks(contracts: dict[str, jsonschema.Draft202012Validator], tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("old.txt", "new.txt")]
    for path, day, words in zip(paths, ("May 3", "May 4"), ("We had no choice", "We had a choice"), strict=True):
        path.write_text(STORY.format(day=day, words=words), "utf-8")
    for arguments in (
        RETELLING,
        (*RETELLING, "--paraphrases"),
        ("diff", *map(str, paths)),
        ("check", str(SAMPLES / "bare.txt"), str(paths[0])),
    ):
        records = list_records(*arguments)
        assert records
        for record in records:
            contracts[arguments[0]].validate(record)


def test_a_record_of_another_shape_is_refused(contracts: dict[str, jsonschema.Draft202012Validator]) -> None:
    for record in list_records(*RETELLING):
        for key in record:
            assert not contracts["verify"].is_valid({other: value for other, value in record.items() if other != key})
        assert not contracts["verify"].is_valid({**record, "rating": "good"})
        assert not contracts["verify"].is_valid({**record, "verdict": "true"})
        assert not contracts["diff"].is_valid(record)
