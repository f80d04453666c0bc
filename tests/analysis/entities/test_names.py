"""Whether two names may be of one person."""

import pytest

from newscli.analysis.entities.names import may_be_one_person


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Lee", "Ann Lee", True),
        ("Ann B. Lee", "Ann Lee", True),
        ("Mike Roe", "Michael Roe", True),
        ("MAYOR ANN LEE", "Ms. Lee", True),
        ("Sen. Ann Lee Jr.", "ANN LEE (R-FL)", True),
        ("LEE, chief of staff", "Ann Lee", True),
        ("A. B. Lee", "Ann Lee", True),
        ("A.B. Lee", "Ann Beth Lee", True),
        ("Ann Beth-Lee", "Ann Beth Lee", True),
        ("Prince", "Prince", True),
        ("Ann Lee", "John Lee", False),
        ("Ann Lee", "Ann Roe", False),
        ("A. Lee", "John Lee", False),
        ("Dr. Ann Lee", "Dr. John Roe", False),
        ("the mayor", "Ann Lee", False),
    ],
)
def test_one_name_has_all_words_of_the_other(first: str, second: str, expected: bool) -> None:
    assert may_be_one_person(first, second) is expected
    assert may_be_one_person(second, first) is expected
