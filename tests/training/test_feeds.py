"""Supplies of windows: the windows of a step are of about the same length, and all of a group come round."""

import random

from newscli.tagging.windows import Window
from training.tagger.feeds import TARGET_SHARES, TargetSupply, find_group
from training.tagger.windows import Example


def make_example(set_name: str, length: int, names: list[int] | None = None) -> Example:
    window = Window([0] * length, [0] * length, [0] * length, [(k, k + 1) for k in range(length)])
    return Example(set_name, window, names, None, [], [], [], annotator=3)


def test_groups_follow_the_set_or_what_is_annotated() -> None:
    examples = (make_example("polnear", 9), make_example("gmb", 9, [1] * 9), make_example("gap", 9))
    assert [find_group(example) for example in examples] == ["polnear", "names", "persons"]
    assert {find_group(example) for example in examples} <= TARGET_SHARES.keys()


def test_the_windows_of_a_step_are_of_about_the_same_length_and_nobodys_view() -> None:
    lengths = list(range(10, 130))
    supply = TargetSupply([make_example("polnear", length) for length in lengths], random.Random(1), windows=4)
    seen: set[int] = set()
    for _ in range(len(lengths)):
        step = supply.take_step()
        step_lengths = [len(example.window.ids) for example in step]
        assert max(step_lengths) - min(step_lengths) < len(lengths) / 2
        assert all(example.annotator is None for example in step)
        seen.update(step_lengths)
    assert seen == set(lengths)
