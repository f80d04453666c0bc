"""What kind of act a quote reports, and whether it asserts what it says.

By the verb of attribution, the form of what is reported (a clause, quoted words, a bare noun phrase), the voice and the
source. The lexicon is newscli.lang.en.speech. For indirect speech, a model has the last word (analysis/quotes/said.py).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newscli.analysis.quotes.documents import names_document
from newscli.analysis.quotes.said import choose_act, classify_source, describe_report
from newscli.lang.en.sources import PERSON_NOUNS
from newscli.lang.en.speech import (
    ACCOUNT_NOUNS,
    ANSWERS,
    ASSERTING_NOUNS,
    ATTRIBUTING_PHRASES,
    CLAIM_NOUNS,
    CLAUSE_SUBJECTS,
    CLAUSE_VERBS,
    CLAUSE_WORDS,
    CONJUNCTION,
    DAMAGES,
    DENIAL_VERBS,
    EVIDENCE_VERBS,
    EVIDENT_PHRASES,
    FINITE_VERBS,
    INDIRECT_QUESTION_WORDS,
    MODALS,
    MOODS,
    NAMING_VERBS,
    NEGATIONS,
    NOBODY,
    PERFORMATIVE_VERBS,
    PLEAS,
    POLL_NOUNS,
    PREPOSITIONS,
    PROSPECTS,
    QUESTION_VERBS,
    REFUSALS,
    REJECTING_PHRASES,
    REJECTION_VERBS,
    REQUEST_VERBS,
    SENSED,
    SPEECH_NOUNS,
    STATEMENT_VERBS,
    TALES,
    THAT_VERBS,
    THOUGHT_VERBS,
    UNANSWERED,
    UNSAID_VERBS,
    find_lemma,
    needs_complement,
)
from newscli.lang.en.words import DEMONSTRATIVES, DETERMINERS, OBJECT_PRONOUNS
from newscli.model import Act, Polarity, QuoteKind
from newscli.patterns import compile_lazily

# Contents of so few words that are no clause are too bare to be a statement, unless the verb is one of speech.
MAX_BARE_WORDS = 3
# "called the car a concept": what is called, and what it is called.
MIN_NAMING_WORDS = 2
# Where the finite verb of a clause without "that" stands at the latest, and the "to" of what somebody is asked to do.
MAX_SUBJECT_WORDS = 9
MAX_ADDRESSEE_WORDS = 25
_WORD = compile_lazily(r"[^\W_]+(?:['’-][^\W_]+)*")
_PARTICIPLE = compile_lazily(r"(?:ed|en|wn|nd|ld|id|told|said|known|put|set|made)$")
# A negation before the auxiliary: "At no point did he say", "Nor has she said".
_NEVER_DID = compile_lazily(
    r"\b(?:At\sno\s(?:point|time|stage|moment)|Not\s(?:even\s)?once|Never|Nowhere|In\sno\sway|Nor|Neither)\b[^.!?“”\"]*?"
    r"\b(?:did|does|do|has|had|have|would|will|can|could)\s$"
)
_DETERMINERS = frozenset((*DETERMINERS, "no", "any", "every", "my", "your"))
# What follows "it" where it is an object: "call it a farce".
_AFTER_OBJECTS = frozenset(("", *"a an the as to of in on for with".split()))
_BE = frozenset("is are was were be been being am get got".split())
_ADVERBS = frozenset("also often once first later then since not never long now still".split())


class Reading(NamedTuple):
    """How a quote is to be read: what kind of act, and whether its content is asserted."""

    act: Act
    polarity: Polarity


def read_act(cue: str | None, source: str | None, content: str, kind: QuoteKind, lead: str = "") -> Reading:
    """Read the act of a quote from the words of its cue, source and content. ``cue`` and ``source`` may be missing.

    ``lead`` is what stands before the source, as far as it matters: "At no point did".
    """
    report = _read_words(cue, source, content)
    polarity = _find_polarity(report.words, report.lemmas, source, report.content)
    if polarity == "asserted" and _NEVER_DID.search(lead):
        polarity = "unsaid"
    act, features = _read_by_rules(report, source, polarity)
    if kind == "indirect" and features is not None:
        act = choose_act(act, features, report.lemmas)
    is_after_colon = cue is not None and cue.strip() == ":" and source is not None
    if is_after_colon and act == "other" and len(report.content) > MAX_BARE_WORDS:
        # "Mayor: The ferry was never late."
        act = "statement"
    if kind == "direct" and act in ("thought", "other"):
        act = "statement"
    is_asked = content.rstrip("\"”’') ").endswith("?")
    if is_asked and kind != "indirect" and not set(report.lemmas) & STATEMENT_VERBS:
        act = "question"
    return Reading(act, polarity)


def describe_indirect(cue: str, source: str | None, content: str) -> tuple[Act, dict[str, float] | None]:
    """Read the act of a quote in indirect speech by rules alone, and the features by which the model judges it.

    There are none if it is not asked.
    """
    report = _read_words(cue, source, content)
    return _read_by_rules(report, source, _find_polarity(report.words, report.lemmas, source, report.content))


def _read_words(cue: str | None, source: str | None, content: str) -> "_Report":
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(cue or "")]
    content_words = [word.casefold().replace("’", "'") for word in _WORD.findall(content)]
    is_passive = (source is None or source.casefold() == "it") and _is_passive(words)
    lemmas = [find_lemma(word) for word in words]
    return _Report(words, lemmas, content_words, source is not None, names_document(source), is_passive)


def _read_by_rules(report: "_Report", source: str | None, polarity: Polarity) -> tuple[Act, dict[str, float] | None]:
    """Find the act by rules, and the features for the model; None where it is not to be asked."""
    sure_act = _find_sure_act(report, source)
    if sure_act is not None:
        return sure_act, None
    act = _find_likely_act(report)
    # The model knows only what was said: of "never said", it says that it was not.
    if polarity == "unsaid" or not report.words:
        return act, None
    kind = classify_source(source, is_document=report.is_document)
    return act, describe_report(act, kind, report.words, report.lemmas, report.content, is_clause=report.is_clause)


def _find_sure_act(report: "_Report", source: str | None) -> Act | None:
    """Find the act by the rules that need no model; None if none of them says anything."""
    words, content = report.words, report.content
    joined = " ".join(words)
    if joined.endswith(EVIDENT_PHRASES):
        return "other"
    if joined.startswith(ATTRIBUTING_PHRASES) or joined.endswith(ATTRIBUTING_PHRASES):
        return "statement"
    if "plead" in report.lemmas[:-1] and words[report.lemmas.index("plead") + 1] in PLEAS:
        return "statement"
    if "aim" in report.lemmas[:-1] and "at" in words:
        # "Aimed at warning them": a purpose.
        return "other"
    is_poll = source is not None and not POLL_NOUNS.isdisjoint(source.casefold().split())
    if is_poll and words and set(words) <= PREPOSITIONS and len(content) > MAX_BARE_WORDS:
        return "statement"
    if " ".join(content[:3]) == "not to be" and not {"named", "identified", "quoted"}.isdisjoint(content[3:5]):
        # "asked not to be named" is no request of interest: the source is anonymous.
        return "other"
    if REFUSALS & set(report.lemmas) or not content or set(content) <= DEMONSTRATIVES:
        return "other"
    is_nobody = source is not None and source.casefold().startswith(NOBODY)
    if is_nobody and not report.is_clause:
        # "No one has claimed responsibility."
        return "other"
    if report.is_document and not report.is_clause and _is_passive(words):
        # "Four dolphins were found in the survey."
        return "other"
    acts = (report.find_sure_act_at(number) for number in range(len(words) - 1, -1, -1))
    return next((act for act in acts if act is not None), None)


def _find_likely_act(report: "_Report") -> Act:
    """Find the act by its verbs and nouns of attribution."""
    if not report.has_source and report.words and not report.is_clause and not report.is_passive:
        return "other"
    # The last verb of speech counts: "responded by saying".
    acts = (report.find_act_at(number) for number in range(len(report.words) - 1, -1, -1))
    act: Act = next((act for act in acts if act is not None), "other")
    # "Echoed the complaint, saying the ferry was late."
    return "statement" if act == "other" and report.has_source and _reports_within(report.content) else act


def _reports_within(content: Sequence[str]) -> bool:
    """Whether words report what somebody says: "the complaint, saying …"."""
    return "saying" in content[1:-MAX_BARE_WORDS]


def _is_passive(words: Sequence[str]) -> bool:
    """Whether words have a passive verb, perhaps with an adverb within: "was also reported"."""
    verbs = [word for word in words if word not in _ADVERBS and not word.endswith("ly")]
    return any(word in _BE and _PARTICIPLE.search(following) for word, following in pairwise(verbs))


def _is_negated(words: Sequence[str]) -> bool:
    return any(word in NEGATIONS or word.endswith("n't") for word in words)


class _Report(NamedTuple):
    """The words of a cue and of what it reports. ``is_passive`` if nobody is named who speaks."""

    words: Sequence[str]
    lemmas: Sequence[str]
    content: Sequence[str]
    has_source: bool
    is_document: bool
    is_passive: bool

    @property
    def is_clause(self) -> bool:
        """Whether the reported words are a clause: opened by "that", or with a subject and a finite verb."""
        first = self.content[0]
        return (
            first in CLAUSE_WORDS
            or (first in CLAUSE_SUBJECTS and " ".join(self.content[1:2]) not in _AFTER_OBJECTS)
            or any(word in FINITE_VERBS for word in self.content[1:MAX_SUBJECT_WORDS])
        )

    def find_sure_act_at(self, number: int) -> Act | None:
        """Find the act that a word of the cue reports beyond doubt."""
        lemma, content, rest = self.lemmas[number], self.content, self.words[number + 1 :]
        if number and self.words[number - 1] in _DETERMINERS:
            return None
        if _rejects(lemma, rest) and STATEMENT_VERBS.isdisjoint(self.lemmas[number:]):
            has_claim = not CLAIM_NOUNS.isdisjoint((*rest, *content[:MAX_SUBJECT_WORDS]))
            return "statement" if has_claim and len(content) > MAX_BARE_WORDS else "other"
        is_verb = lemma in THAT_VERBS or (lemma == "make" and "case" in rest)
        is_account = self.words[number] in ACCOUNT_NOUNS and rest in (["is"], ["was"])
        if (is_verb or is_account) and content[0] == CONJUNCTION:
            return "request" if lemma == "order" else "statement"
        if lemma == "deny" and (content[0] in OBJECT_PRONOUNS or (not self.is_clause and content[-1] in PERSON_NOUNS)):
            # "The keeper denied the striker."
            return "other"
        if lemma == "tell" and not TALES.isdisjoint(content[:3]):
            return "other"
        if lemma == "refer" and rest == ["to"] and self.words[number] != "referring" and len(content) > MAX_BARE_WORDS:
            # "Referring to" may be the reporter's own gloss.
            return "statement"
        return "request" if lemma == "claim" and not self.is_clause and not DAMAGES.isdisjoint(content) else None

    def find_act_at(self, number: int) -> Act | None:
        """Find the act that a word of the cue reports; None if it is no verb or noun of attribution."""
        lemma, content = self.lemmas[number], self.content
        rest = self.words[number + 1 :]
        if number and self.words[number - 1] in _DETERMINERS:
            return "statement" if self._is_noun_of_speech(number, content[0] in CLAUSE_WORDS) else None
        if lemma in REQUEST_VERBS and (not needs_complement(lemma) or self._has_complement(rest)):
            # "Rejected calls for": others called.
            return "other" if number and _rejects(self.lemmas[number - 1], self.words[number:]) else "request"
        if lemma in QUESTION_VERBS and (lemma == "ask" or self.is_clause):
            if "question" in content[:2] or "questions" in content[:2]:
                return "other"
            return "request" if _is_request(lemma, rest, content) else "question"
        if lemma in STATEMENT_VERBS:
            return self._read_statement(number, lemma, rest)
        if lemma == "refer" and rest[:1] == ["to"]:
            return "statement"
        if (lemma == "make" and "clear" in rest) or (lemma == "point" and rest[:1] == ["out"]):
            return "statement"
        if lemma in ("speak", "talk") and rest[:1] in (["about"], ["of"]) and len(content) > MAX_BARE_WORDS:
            return "statement"
        if self.words[number] in ("brought", "bring", "brings", "bringing") and rest[:1] == ["up"] and self.is_clause:
            return "statement"
        if lemma in NAMING_VERBS and (self._names() or (self.is_passive and self._compares(lemma))):
            return "statement"
        is_licensed = self.is_document or (self.is_clause and lemma not in EVIDENCE_VERBS)
        has_object = content[0] == CONJUNCTION or rest[:1] not in (["on"], ["with"])
        if lemma in CLAUSE_VERBS and not self.is_passive and is_licensed and has_object:
            return "thought" if lemma in THOUGHT_VERBS else "statement"
        if lemma in THOUGHT_VERBS:
            return "thought"
        # "Arguments on whether" report nobody's words; "her advice is to wait" does.
        reports = self.is_clause or self.is_document or (not rest and content[0] in _BE)
        is_speech = self._is_noun_of_speech(number, reports and content[0] not in ("whether", "if"))
        return "statement" if is_speech else None

    def _is_noun_of_speech(self, number: int, reports: bool) -> bool:
        """Whether a word is a noun of speech that ``reports`` something, or a claim "about" more than a few words."""
        noun = self.words[number].removesuffix("s")
        is_before_topic = self.words[number + 1 :] in (["of"], ["about"], ["against"], ["over"])
        is_asserted = noun in ASSERTING_NOUNS and is_before_topic and len(self.content) > MAX_BARE_WORDS
        return (reports and noun in SPEECH_NOUNS) or is_asserted

    def _names(self) -> bool:
        """Whether somebody is said to call something by a name, or to compare it: "called it a farce"."""
        words = (*self.words, *self.content)
        return (
            self.has_source
            and len(self.content) >= MIN_NAMING_WORDS
            and ("as" in words or "to" in words or "call" in self.lemmas)
        )

    def _compares(self, lemma: str) -> bool:
        """Whether something is said to be described, by nobody in particular: "has been likened to a war"."""
        preposition = "as" if lemma in ("describe", "portray", "depict", "characterize", "characterise") else "to"
        is_comparison = preposition == "as" or lemma in ("liken", "compare")
        return is_comparison and preposition in (*self.words, *self.content) and len(self.content) > MAX_BARE_WORDS

    def _read_statement(self, number: int, lemma: str, rest: Sequence[str]) -> Act:
        content = self.content
        if lemma == "tell" and _names_addressee(content):
            return "request"
        if lemma in MOODS and number and self.words[number - 1] in _BE:
            return "thought"
        if content[0] in ANSWERS and len(content) == 1:
            return "statement"
        if _is_negated(self.words) and (lemma in UNSAID_VERBS or content[0] in INDIRECT_QUESTION_WORDS):
            # "Did not say how many."
            return "other"
        is_long = self.is_clause or len(content) > MAX_BARE_WORDS
        if lemma in ("apologize", "apologise") and rest == ["to"] and not self.is_clause:
            return "other"
        # "Her death was confirmed by her daughter": an event, whose teller is named.
        if not is_long and (lemma not in PERFORMATIVE_VERBS or len(rest) > 1 or _is_passive(self.words)):
            return "other"
        if self.is_passive and (not is_long or not MODALS.isdisjoint(self.words)):
            return "other"
        if lemma in ("respond", "reply", "answer") and not UNANSWERED.isdisjoint((*rest, *content[:3])):
            return "other"
        return "statement"

    def _has_complement(self, rest: Sequence[str]) -> bool:
        """Whether a verb is followed by "for" or "on", or by somebody "to" do something."""
        return bool({"for", "on", "upon"} & set(rest[:2])) or "to" in (*rest, *self.content[:MAX_ADDRESSEE_WORDS])


def _rejects(lemma: str, rest: Sequence[str]) -> bool:
    """Whether a verb and the words after it turn a claim down: "dismissed", "played down"."""
    return lemma in REJECTION_VERBS or " ".join((lemma, *rest[:1])) in REJECTING_PHRASES


def _names_addressee(content: Sequence[str]) -> bool:
    """Whether words say what somebody is to do: "to leave", "her to leave", "the crew to leave"."""
    after_noun = content[0] in _DETERMINERS and content[2:3] == ["to"]
    return content[0] == "to" or after_noun or (content[1:2] == ["to"] and content[0] not in CLAUSE_WORDS)


def _is_request(lemma: str, rest: Sequence[str], content: Sequence[str]) -> bool:
    """Whether "ask" asks for something: "asked him to leave", "asked for help"."""
    following = rest[0] if rest else content[0]
    return lemma == "ask" and (following in ("for", "that") or ("to" in content[:4] and content[0] not in CLAUSE_WORDS))


def _find_polarity(words: Sequence[str], lemmas: Sequence[str], source: str | None, content: Sequence[str]) -> Polarity:
    is_negated = _is_negated(words)
    is_nobody = source is not None and source.casefold().startswith(NOBODY)
    has_claim = not CLAIM_NOUNS.isdisjoint((*words, *content[:4])) or "statement" in content[:4]
    is_rejected = any(_rejects(lemma, words[number + 1 :]) for number, lemma in enumerate(lemmas))
    if DENIAL_VERBS & set(lemmas) or (is_rejected and has_claim):
        return "asserted" if is_negated else "denied"
    # "Can be heard saying": he said it.
    is_sensed = any(word in SENSED and following.endswith("ing") for word, following in pairwise(words))
    has_modal = any(word in MODALS for word in words) and not is_sensed
    is_ahead = "to" in words and ("yet" in words or not PROSPECTS.isdisjoint(lemmas[:-1]))
    is_negated = is_negated or content[:2] == ["no", "such"]
    return "unsaid" if is_negated or is_nobody or has_modal or is_ahead or REFUSALS & set(lemmas) else "asserted"
