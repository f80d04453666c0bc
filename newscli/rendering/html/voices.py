"""The web page of `newscli voices`: a plot of the groups, and the numbers in a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from newscli import __version__
from newscli.rendering.html.document import write_document
from newscli.rendering.html.elements import make

# Of the plot, in units of its own.
_WIDTH, _HEIGHT, _LABELS_HEIGHT = 800, 240, 20
_MAX_COLUMN_WIDTH = 60
_MAX_LABELS = 12
_PARTS = ("women", "men", "others")


def build_voices_page(
    records: Sequence[Mapping[str, Any]], keys: Sequence[str], columns: Sequence[tuple[str, str]], unit: str, note: str
) -> str:
    """Build a page of groups. ``columns`` are pairs of a number's key and its title."""
    name = f"{unit.capitalize()} by {' and '.join(keys)}" if keys else unit.capitalize()
    header = [make("th", title, scope="col") for title in (*keys, *(title for _, title in columns))]
    rows = [_build_row(record, keys, [key for key, _ in columns]) for record in records]
    return write_document(
        name,
        make(
            "main",
            make("h1", name),
            make("p", note),
            _build_plot(records, keys, unit) if len(records) > 1 else None,
            make("div", make("table", make("thead", make("tr", *header)), make("tbody", *rows)), {"class": "wide"},
                 {"tabindex": "0", "role": "region", "aria-label": "Table"}),
        ),
        make("footer", make("p", f"Made by newscli {__version__}.")),
        has_script=False,
    )  # fmt: skip


def _build_row(record: Mapping[str, Any], keys: Sequence[str], numbers: Sequence[str]) -> HtmlElement:
    cells = [make("th", "–" if record[key] is None else str(record[key]), scope="row") for key in keys]
    cells += [make("td", _write_number(record[key])) for key in numbers]
    return make("tr", *cells)


def _write_number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}" if isinstance(value, float) else f"{value:,}"


def _build_plot(records: Sequence[Mapping[str, Any]], keys: Sequence[str], unit: str) -> HtmlElement:
    """Build a column for each group, of women, men and others; the table says the same in numbers."""
    largest = max(record["count"] for record in records) or 1
    step = _WIDTH / len(records)
    width = min(_MAX_COLUMN_WIDTH, step * 0.8)
    shapes = []
    every = -(-len(records) // _MAX_LABELS)
    for number, record in enumerate(records):
        women, men = record["women"] + record["women_by_name"], record["men"] + record["men_by_name"]
        x, bottom = step * (number + 0.5), float(_HEIGHT)
        for part, count in zip(_PARTS, (women, men, record["count"] - women - men), strict=True):
            height = count / largest * _HEIGHT
            bottom -= height
            attributes = {"class": f"part {part}", "height": f"{height:.1f}", "width": f"{width:.1f}"}
            shapes.append(make("rect", attributes, x=f"{x - width / 2:.1f}", y=f"{bottom:.1f}"))
        if number % every == 0:
            label = " ".join(str(record[key] or "–") for key in keys)
            attributes = {"text-anchor": "middle", "y": f"{_HEIGHT + _LABELS_HEIGHT - 5}"}
            shapes.append(make("text", label[:16], attributes, x=f"{x:.1f}"))
    view = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT + _LABELS_HEIGHT}", "class": "plot", "role": "img"}
    plot = make("svg", *shapes, view, {"aria-label": f"{unit} in each group, by gender; the table has the numbers"})
    legend = [make("span", make("span", {"class": f"key {part}"}), f" {part} ") for part in _PARTS]
    return make("figure", plot, make("figcaption", *legend))
