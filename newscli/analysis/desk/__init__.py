"""The desk's checks: what to look at before an article is printed. Each reads the article alone."""

from newscli.analysis.desk.catalog import CATALOG, LEVELS, Level, Rule
from newscli.analysis.desk.findings import Finding
from newscli.analysis.desk.running import CheckOptions, check_report, select_codes

__all__ = ["CATALOG", "LEVELS", "CheckOptions", "Finding", "Level", "Rule", "check_report", "select_codes"]
