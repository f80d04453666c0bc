"""What made a Report: newscli's version, the weights and the rules."""

import hashlib
import re
from importlib.resources import files

import newscli
from newscli.generator import DIGEST_CHARS, describe_generator


def test_the_digest_of_the_model_is_that_of_its_weights() -> None:
    weights = files("newscli").joinpath("weights")
    digest, name = weights.joinpath("tagger.sha256").read_text("utf-8").split()
    assert digest == hashlib.sha256(weights.joinpath(name.lstrip("*")).read_bytes()).hexdigest()
    assert describe_generator().model == digest[:DIGEST_CHARS]


def test_every_report_says_what_made_it() -> None:
    report = newscli.inspect(newscli.read(b"It was late, she said.\n", name="a.txt"), use_model=False)
    assert report.generator == describe_generator()
    assert report.generator.version == newscli.__version__
    assert re.fullmatch(rf"[0-9a-f]{{{DIGEST_CHARS}}}", report.generator.rules)
    (failure,) = newscli.inspect_all(["no/such/file.txt"])
    assert failure.generator == report.generator
