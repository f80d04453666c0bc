"""Was it said so? Where the quoted words of an article stand in a source, and how they differ there."""

from newscli.analysis.verification.marked_words import MarkedWords, list_marked_words
from newscli.analysis.verification.suggestions import suggest_passages
from newscli.analysis.verification.turns import make_source
from newscli.analysis.verification.verdicts import Checked, Passage, SourceText, Turn, Verdict, verify

__all__ = [
    "Checked",
    "MarkedWords",
    "Passage",
    "SourceText",
    "Turn",
    "Verdict",
    "list_marked_words",
    "make_source",
    "suggest_passages",
    "verify",
]
