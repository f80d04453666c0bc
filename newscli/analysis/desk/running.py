"""Run the checks that were asked for, in the order of the text."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from newscli.analysis.desk import dates, names, numbers, quotes, structure, text
from newscli.analysis.desk.catalog import CATALOG
from newscli.analysis.desk.findings import Finding
from newscli.model import Report


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Which checks to run, and how long a paragraph may be, in words (S503)."""

    codes: frozenset[str] = frozenset(code for code, rule in CATALOG.items() if rule.is_default)
    max_paragraph: int = 100


CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    quotes.check_quotes,
    names.check_names,
    dates.check_dates,
    numbers.check_numbers,
    text.check_text,
    structure.check_structure,
)


def check_report(report: Report, options: CheckOptions) -> list[Finding]:
    """Check an article, which must have been inspected with all that newscli finds, by the order of the findings."""
    findings = [finding for check in CHECKS for finding in check(report) if finding.code in options.codes]
    if "S503" in options.codes:
        findings += structure.find_long_paragraphs(report, options.max_paragraph)
    return sorted(findings, key=lambda finding: (finding.span, finding.code))


def select_codes(select: Collection[str], ignore: Collection[str]) -> frozenset[str]:
    """Select checks by codes or by their beginnings ("Q", "D3"); nothing selected means the default ones.

    Raises ValueError for what begins no code.
    """
    for prefix in (*select, *ignore):
        if not any(code.startswith(prefix) for code in CATALOG):
            raise ValueError(
                f"no check begins with {prefix!r}; the first is {next(iter(CATALOG))}, and docs/checks.md has all"
            )
    chosen = {code for code in CATALOG for prefix in select if code.startswith(prefix)}
    if not select:
        chosen = {code for code, rule in CATALOG.items() if rule.is_default}
    return frozenset(code for code in chosen if not any(code.startswith(prefix) for prefix in ignore))
