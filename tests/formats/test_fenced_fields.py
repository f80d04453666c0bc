"""The front matter of Markdown files: YAML and TOML between fences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.formats.fenced_fields import MAX_TOML_CHARS, read_fenced_fields

TOML = """+++
title = "The last lamp of Sorrel"
date = 2022-12-24T08:00:00+01:00
lastmod = 2022-12-26
author = ["Ann Lee", "Bob Ray"]
categories = ["City"]
draft = false
+++
The lamps went out.
"""


def test_toml_is_read_with_its_days_in_iso_8601() -> None:
    front = read_fenced_fields(TOML)
    assert [(field.key, field.value) for field in front.fields] == [
        ("title", "The last lamp of Sorrel"),
        ("published", "2022-12-24T08:00:00+01:00"),
        ("modified", "2022-12-26"),
        ("authors", "Ann Lee"),
        ("authors", "Bob Ray"),
        ("section", "City"),
    ]
    assert TOML[front.end :].strip() == "The lamps went out."


@pytest.mark.parametrize(
    ("matter", "message"),
    [
        ("title = ", "is not valid TOML (Invalid value (at line 1, column 9))"),
        ("a = " + "[" * 5000, "is not valid TOML ("),
        ("a." * MAX_TOML_CHARS + "b = 1", "is over 10,000 characters"),
    ],
)
def test_broken_toml_costs_only_itself(matter: str, message: str) -> None:
    front = read_fenced_fields(f"+++\n{matter}\n+++\nStory.\n")
    assert not front.fields
    assert [problem.message.startswith(f"the front matter {message}") for problem in front.problems] == [True]
    assert front.end > len(matter)


def test_a_text_without_both_fences_has_no_front_matter() -> None:
    assert read_fenced_fields("+++\ntitle = 1\n---\n") == ((), (), 0)
    assert read_fenced_fields("Story.\n\n+++\n+++\n") == ((), (), 0)


@given(st.sampled_from(("---", "+++")), st.text(max_size=60))
def test_anything_between_fences_can_be_read(fence: str, matter: str) -> None:
    front = read_fenced_fields(f"{fence}\n{matter}\n{fence}\n")
    assert all(field.value for field in front.fields)


@pytest.mark.parametrize("value", ["!!bool maybe", "!!timestamp x", "!!int x", "!!float x", "!!binary é", "!!set x"])
def test_a_wrong_yaml_tag_costs_only_the_front_matter(value: str) -> None:
    front = read_fenced_fields(f"---\ntitle: A\nx: {value}\n---\nStory.\n")
    assert len(front.problems) <= 1
    assert not front.problems or front.problems[0].message.startswith("the front matter is not valid YAML (")
