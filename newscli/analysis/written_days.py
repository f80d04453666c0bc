"""ISO 8601 -> a day as people write it."""

import re
from datetime import date

from newscli.lang.en.calendar import MONTHS, WEEKDAYS

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::[\d.]{2,12})?(Z|[+-]\d\d:?\d\d)?)?)?)?")


def write_day(iso: str) -> str:
    """Write a date with the names of its month and its weekday, as precise as it is. Anything else stays as it is."""
    match = _ISO.fullmatch(iso)
    if match is None:
        return iso
    year, month, day, clock, zone = match.groups()
    try:
        value = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return iso
    if month is None:
        return year
    month_name = MONTHS[value.month - 1].title()
    if day is None:
        return f"{month_name} {year}"
    words = f"{WEEKDAYS[value.weekday()].title()}, {value.day} {month_name} {year}"
    zone_name = {"Z": "UTC", None: ""}.get(zone, zone)
    return f"{words}, {clock} {zone_name}".strip() if clock else words
