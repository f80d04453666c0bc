"""What made a Report: newscli's version, the weights and the rules."""

import re

import newscli
from newscli.generator import DIGEST_CHARS, SUMS, describe_generator
from training.sums import PACKAGE, describe_folders


def test_the_digests_of_data_are_current() -> None:
    folders = dict(describe_folders())
    assert set(folders) == {PACKAGE / name for name in ("weights", "lang/en", "analysis/places")}
    for folder, sums in folders.items():
        assert (folder / SUMS).read_text("utf-8") == sums, "run: python -m training.sums"


def test_every_report_says_what_made_it() -> None:
    report = newscli.inspect(newscli.read(b"It was late, she said.\n", name="a.txt"), use_model=False)
    assert report.generator == describe_generator()
    assert report.generator.version == newscli.__version__
    assert re.fullmatch(rf"[0-9a-f]{{{DIGEST_CHARS}}}", report.generator.rules)
    (failure,) = newscli.inspect_all(["no/such/file.txt"])
    assert failure.generator == report.generator
