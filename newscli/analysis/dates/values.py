"""Calendar arithmetic, and its results in TIMEX3's notation (ISO 8601 with extensions; Pustejovsky et al. 2005)."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from newscli.lang.en.calendar import PARTS, YEARS
from newscli.model import DateType

_STEPS = {"D": "days", "W": "weeks", "WE": "weeks", "M": "months", "Y": "years"}
UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
}  # fmt: skip


class Near(NamedTuple):
    """What an expression may be resolved by: the article's day; the last day named before it, else the article's;
    the last day named in its own paragraph; and whether the words around it tell of what is to come (True) or
    has been (False)."""

    article: date | None
    last: date | None
    here: date | None
    ahead: Callable[[], bool | None]


class Meaning(NamedTuple):
    """What an expression means. ``by`` says whether the article's day or the last day named was needed for it;
    ``day`` is the calendar day that later expressions ("the next day") may start from."""

    type: DateType
    value: str
    mod: str | None = None
    by: str | None = None
    day: date | None = None


def moved(start: date, unit: str, count: int) -> date | None:
    """The day some units later, or earlier; None beyond the calendar."""
    try:
        if unit == "Q":
            return start + relativedelta(months=3 * count)
        return start + relativedelta(**{_STEPS[unit]: count})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def calendar(day: date, unit: str) -> str:
    """The day, or the week, month, … that it lies in."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}{'-WE' if unit == 'WE' else ''}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"Y": 4, "M": 7, "D": 10}[unit]]


def season(day: date, name: str, step: int) -> str:
    """This (0), the last (-1) or the next (1) season of a name, as seen from a day."""
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    year = day.year
    if step < 0 and day.month < begins + 3:
        year -= 1
    if step > 0 and day.month >= begins:
        year += 1
    return f"{year:04}-{name}"


def nearest(month: int, day: int | None, near: Near) -> date | None:
    """The month, or day of it, that is meant when its year is not told: the nearest to the article's, unless
    the words around say that it lies on the other side."""
    today = near.article
    if today is None:
        return None
    found = [made for year in (-1, 0, 1) if (made := stated(today.year + year, month, day or 15))]
    best = min(found, key=lambda one: abs((one - today).days), default=None)
    if best is None:
        return None
    gap = (best - today).days
    ahead = near.ahead()
    if ahead and gap < -45:
        best = min((one for one in found if one > today), default=best)
    elif not ahead and gap > (45 if ahead is False or day else 20):
        best = max((one for one in found if one < today), default=best)
    return best


def weekday(number: int, near: Near, step: int = 0) -> date | None:
    """The day of a week (Monday is 0) that is meant: the last one up to the article's day, or the next."""
    if near.article is None:
        return None
    back = (near.article.weekday() - number) % 7
    if step > 0 or (step == 0 and back > 1 and near.ahead()):
        back -= 7
    elif step < 0 and not back:
        back = 7
    return moved(near.article, "D", -back)


def stated(year: int, month: int, day: int = 1) -> date | None:
    """A day by its numbers, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def duration(count: float | None, unit: str, word: str) -> str:
    """How long: P3D, PT1.5H, P10Y, PXW."""
    if count is None:
        shown = "X"
    else:
        count *= YEARS.get(word, 1)
        shown = f"{count:g}" if count < 1e6 else f"{count:.0f}"
    if unit == "WE":
        unit = "W"
    return f"PT{shown}{unit[1]}" if unit[0] == "T" else f"P{shown}{unit}"


def month_of(month: int, near: Near, mod: str | None) -> Meaning:
    found = nearest(month, None, near)
    if found is None:
        return Meaning("date", f"XXXX-{month:02}", mod)
    return Meaning("date", calendar(found, "M"), mod, "article")


def with_part(value: str, part: str | None, by: str | None, day: date | None) -> Meaning:
    if not part:
        return Meaning("date", value, by=by, day=day)
    short = PARTS[part.lower()]
    return Meaning("time", value + (short if short[0] == "T" else f"T{short}"), by=by, day=day)


def span_of_years(start: date | None, word: str, count: int, by: str) -> Meaning:
    size = 1 if word == "decade" else 2
    if count < 0 and word == "decade":
        return Meaning("duration", "P10Y", by=by)
    if start is None:
        return Meaning("date", "X" * (4 - size))
    return Meaning("date", f"{start.year // 10**size + count:0{4 - size}}", by=by)
