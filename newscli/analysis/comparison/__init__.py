"""Two versions of an article: what changed in its text, in what was said, and in what it says of itself."""

from newscli.analysis.comparison.differences import Difference, Operation, Part
from newscli.analysis.comparison.versions import compare_versions

__all__ = ["Difference", "Operation", "Part", "compare_versions"]
