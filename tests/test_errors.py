"""Errors: their messages, with and without the input's path."""

import pickle

from newscli.errors import EmptyError, FailedArticle, UnreadableError


def test_an_error_names_its_path_and_keeps_a_bare_message() -> None:
    error = EmptyError("has no text")
    assert (str(error), error.message, error.path) == ("has no text", "has no text", None)
    error.path = "a.txt"
    assert (str(error), error.message) == ("a.txt: has no text", "has no text")


def test_a_failed_article_keeps_its_error_between_processes() -> None:
    failed = FailedArticle("a.json#3", UnreadableError("is not a JSON object"))
    failed.error.path = "a.json#3"
    copy = pickle.loads(pickle.dumps(failed))
    assert copy.path == "a.json#3"
    assert str(copy.error) == "a.json#3: is not a JSON object"
    assert copy.error.code == "unreadable"


def test_a_message_that_quotes_a_file_is_cut() -> None:
    error = UnreadableError(f"is damaged ({'x' * 10_000})")
    assert len(error.message) < 600
    assert error.message.endswith("x…")
