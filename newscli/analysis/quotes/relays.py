"""Sentences that bring one person's words by way of another: whose words they are.

    "Run!" she recalled the sergeant shouting.        The sergeant's.
    Marsh, whose father, Roger Marsh, called it odd   The father's.
    Told that Vance had called her a liar, Hull left  Not Hull's.

The tagger gives such words to whoever is the subject of the sentence. Where the article does not say plainly who else
it is, nobody is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.quotes.layout import Layout
from newscli.analysis.quotes.spans import list_names
from newscli.lang.en.sources import PERSON_NOUNS
from newscli.lang.en.speech import DOCUMENT_NOUNS
from newscli.model import Attribution, Name, Span
from newscli.patterns import compile_lazily

# How far a clause is looked at, in characters.
MAX_CLAUSE_CHARS = 150

# "Marsh, whose late father, Senator Roger Marsh", but not "Marsh, whose novel won the prize".
_WHOSE = compile_lazily(
    r"(?:(?P<head>.*?),?\s)?whose\s(?P<inner>(?:[a-z][\w’'-]*\s){0,2}?(?P<noun>[a-z][\w-]*)"
    r"(?:,?\s(?:[a-z][\w’'-]*\s){0,3}[A-Z][\w’'-]*\.?(?:\s[A-Z][\w’'-]*\.?){0,4})?)",
    re.DOTALL,
)
# What may stand between a source and its verb.
_AUXILIARIES = compile_lazily(r",?\s(?:(?:had|has|have|is|was|also|once|later|then|\w+ly)\s)*")
# "In a statement issued by his lawyer, Tom Reeve, the singer said": not Reeve.
_THROUGH = compile_lazily(r"\b(?:by|[Tt]hrough|via)\s(?:his|her|their)\s(?:[a-z][\w-]*\s){0,2}[a-z][\w-]*,\s$")
_CLIENT = compile_lazily(r"[A-Z][^,]{1,40},\s(?:the|a)\s[a-z][^,]{1,40}")
_CLAUSE_END = compile_lazily(r"(?:,[’']?[\"”»]{1,2}|[\"”»](?=,))(?=,?\s[a-z])")
_BETWEEN_NAMES = compile_lazily(r",\s(?!(?:and|or|of|for|to|at|in|on|from|with|as)\b)(?:[a-z][\w’'-]*\s){1,4}")
_PERCEIVING = r"(?:over)?hear[ds]?|recall(?:s|ed)|remember(?:s|ed)"
# "Nurse Dale heard surgeon Max Orme say", "Huff said Dell told her".
_BEFORE_VERB = compile_lazily(
    rf"(?:,[^,;:.]{{2,60}},)?\s(?:{_PERCEIVING}|(?P<saying_verb>said|says))\s(?P<inner>[^;:“”\"]{{2,80}}?),?\s"
)
# "Recalled the man shouting at her", "said his boss told him".
_VERB_AND_AFTER = compile_lazily(
    rf"(?:(?:{_PERCEIVING})\s(?P<perceived_person>[^;:“”\"]{{2,80}}?),?\s"
    r"(?P<perceived_cue>(?:say|tell|shout|yell|scream|whisper|ask|warn|cry)(?:ing)?)"
    r"|(?:said|says)\s(?P<teller>[^;:“”\"]{2,80}?),?\s(?P<teller_cue>(?:had\s)?told\s(?:him|her|them|me|us)))\b"
)
# Somebody, but it does not say who.
_OBJECT_PRONOUN = compile_lazily(r"(?:him|her|them|it)")
_TOLD = compile_lazily(r"(?:told|informed|reminded|warned|advised|asked|pressed|questioned|quizzed)\b", re.IGNORECASE)
_REACTION = r"(?:(?:react|respond|reply)(?:ing|ed)?|in\s(?:response|reaction|reply))\sto\b"
_REACTING = compile_lazily(_REACTION, re.IGNORECASE)
# "Responded to claims", not "responded to the claims by saying".
_REACTING_CUE = compile_lazily(rf"{_REACTION}(?:\s\w+)?", re.IGNORECASE)
_TELLING = compile_lazily(r"\b(?:telling|asking|warning|shouting\sat|saying\sto|said\sto|to)$")
_ADDRESSEE = compile_lazily(r"(?:to\s)?[A-Z][^:“”\"]{1,60}:\s*(?=[“\"])")
# "Asked about it, Lee said it was natural - no different, he said".
_MAIN_VERB = compile_lazily(r"\b(?:said|says|told|added)\b")
_APPOSITION = compile_lazily(r"\s|,\s[^,;:.]{2,60},\s|,\s")
_QUOTED_PASSIVE = compile_lazily(
    r"(?:is|are|was|were|been|be)\s(?:(?:also|later|once)\s)?quoted\b(?:[^;:“”\"]{0,80}?\bas\s(?:saying|telling\s\w+)\b)?"
)
_DESCRIPTION_BEFORE = compile_lazily(
    r"(?<!\w)(?P<inner>(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?)\s[a-z][\w’'-]*|[Hh]e|[Ss]he|[Tt]hey)\s$"
)
_ADDRESSED = compile_lazily(
    r"\b(?:to|tell(?:ing|s)?|told|ask(?:ed|ing)|warn(?:ed|ing)|remind(?:ed|ing)|urg(?:ed|ing))\s"
    r"(?:[a-z][\w’'-]*,?\s){0,4}$"
)
# "Wood received a text from her landlord, Phil Crabb, saying", also where the tagger takes all of it for the cue.
_RECEIVED = compile_lazily(
    r"(?:,[^,;:.]{2,60},)?\s?(?:(?:had|has|later|also)\s)?(?:received|got|was\ssent|were\ssent)\san?\s"
    r"(?:(?!\b(?:and|but)\b)[^;:“”\"]){2,60}?"
    r"(?:\sfrom\s(?P<sender>(?:(?!\b(?:and|but|on|last)\b)[^;:“”\"]){2,60}?)(?:\s(?:on|last)\s[^;:“”\"]{2,30}?)?)?,?\s"
    r"(?:saying|reading|telling\s\w+)?"
)
_DOCUMENT = r"(?P<head>(?:An?|The|His|Her|Their|One|Another)\s(?:[\w-]+\s){0,2}?(?P<noun>[\w-]+))(?=[\s,])"
_DOCUMENT_CLAUSE = compile_lazily(rf"{_DOCUMENT},?\s(?:which|that)\s")
_DOCUMENT_SUBJECT = compile_lazily(
    rf"{_DOCUMENT}"
    r"[^“”\"]{0,120}?\b(?:by|from|to|in|for|of|with|on)\s(?:[a-z][\w’'-]*,?\s){0,3}"
)


def mend_relays(
    text: str, layout: Layout, attributions: Iterable[Attribution], names: Sequence[Name]
) -> Iterator[Attribution]:
    """Give relayed words to whoever spoke them, or to nobody; ``names`` are in text order."""
    for attribution in attributions:
        sentence = layout.find_sentence(attribution.cue.start)
        attribution = _drop_addressee(text, _mend_passive(text, sentence, attribution, names))
        source = attribution.source
        if source is not None and _is_receiver(text, sentence, source, attribution):
            source = None
        attribution = attribution._replace(source=source)
        if source is not None:
            attribution = _take_from_clause(text, attribution, source, names)
            attribution = _take_from_perceiver(text, attribution, names)
            attribution = _drop_what_is_answered(text, sentence, attribution)
            attribution = attribution._replace(source=_prefer_document(text, sentence, attribution, names))
        yield attribution


def _mend_passive(text: str, sentence: Span, attribution: Attribution, names: Sequence[Name]) -> Attribution:
    """Give what Lee "was quoted by the Herald as saying" to Lee."""
    cue = attribution.cue
    start, end = max(sentence.start, cue.start - MAX_CLAUSE_CHARS), min(sentence.end, cue.end + MAX_CLAUSE_CHARS)
    passive = _QUOTED_PASSIVE.search(text, start, end) if "quoted" in text[start:end] else None
    if passive is None or passive.start() >= cue.end or passive.end() <= cue.start:
        return attribution
    start = max(sentence.start, passive.start() - MAX_CLAUSE_CHARS)
    before = list_names(names, start, passive.start())
    subject = next((name.span for name in before if _APPOSITION.fullmatch(text, name.span.end, passive.start())), None)
    description = _DESCRIPTION_BEFORE.search(text, start, passive.start())
    if subject is None and description:
        subject = Span(*description.span("inner"))
    cue = Span(*passive.span())
    content = tuple(Span(max(part.start, cue.end), part.end) for part in attribution.content if part.end > cue.end)
    return attribution._replace(cue=cue, source=subject, content=content or attribution.content)


def _is_receiver(text: str, sentence: Span, source: Span, attribution: Attribution) -> bool:
    """Whether a source is who was told something ("Told that", "Hull, asked whether"), or who reacts to it."""
    cue = attribution.cue
    # A comma after an apposition is another matter: "Hull, the owner, told".
    is_after_comma = text[source.end : cue.start].strip() == "," and "," not in text[slice(*source)]
    is_participle = cue.start == sentence.start or is_after_comma
    if is_participle and _TOLD.match(text, *cue):
        return True
    if _REACTING_CUE.fullmatch(text, *cue):
        # 'Responded to the claim: "Never."'
        return not any(text[max(0, part.start - 3) : part.start].rstrip().endswith(":") for part in attribution.content)
    is_before_colon = text[slice(*cue)].strip() == ":" and source.end <= cue.start
    start = max(sentence.start, source.start - MAX_CLAUSE_CHARS)
    return is_before_colon and _ADDRESSED.search(text, start, source.start) is not None


def _take_from_clause(text: str, attribution: Attribution, source: Span, names: Sequence[Name]) -> Attribution:
    """Take from a source that names two people the one who speaks."""
    cue = attribution.cue
    clause = _WHOSE.fullmatch(text, *source) if "whose" in text[slice(*source)] else None
    if clause and clause["noun"] in PERSON_NOUNS:
        if cue.start > source.end and _AUXILIARIES.fullmatch(text, source.end, cue.start):
            content = tuple(_end_clause(text, part) for part in attribution.content)
            return attribution._replace(source=Span(*clause.span("inner")), content=content)
        # "Holt, whose mother, Jean Holt, had called him a saint, told the court"
        return attribution._replace(source=Span(*clause.span("head")) if clause["head"] else source)
    is_agent = _THROUGH.search(text, max(0, source.start - MAX_CLAUSE_CHARS), source.start) is not None
    if is_agent and _CLIENT.fullmatch(text, *source):
        return attribution._replace(source=None)
    return attribution._replace(source=_find_second_person(text, source, cue, names) or source)


def _end_clause(text: str, part: Span) -> Span:
    """End a part with the clause in it: 'whose wife said it "needed a rest," has resigned'."""
    end = _CLAUSE_END.search(text, *part)
    return Span(part.start, end.end()) if end else part


def _find_second_person(text: str, source: Span, cue: Span, names: Sequence[Name]) -> Span | None:
    """Find the second of two people that a source names, as in "his agent, Harry Stubbs, striker Danny Prior said"."""
    people = [name.span for name in list_names(names, *source) if name.type == "person"]
    if len(people) != 2 or people[1].end != source.end or text[source.end : cue.start].strip():
        return None
    if _BETWEEN_NAMES.fullmatch(text, people[0].end, people[1].start) is None:
        return None
    return Span(people[0].end + len(", "), source.end)


def _take_from_perceiver(text: str, attribution: Attribution, names: Sequence[Name]) -> Attribution:
    """Take words from whoever heard, recalled or received them."""
    source, cue = attribution.source, attribution.cue
    if source is None:
        return attribution
    # What follows "said" is left to nesting.py, which keeps who reports it.
    is_before = attribution.content[0].start < source.start
    if cue.start > source.end:
        clause = Span(source.end, min(cue.start, source.end + MAX_CLAUSE_CHARS))
        perception = _BEFORE_VERB.fullmatch(text, *clause)
        if perception and (is_before or not perception["saying_verb"]):
            return attribution._replace(source=_find_inner(text, Span(*perception.span("inner")), source, names))
        if message := _RECEIVED.fullmatch(text, *clause) or _RECEIVED.fullmatch(text, *cue):
            return attribution._replace(source=Span(*message.span("sender")) if message["sender"] else None)
    report = _VERB_AND_AFTER.match(text, cue.start, cue.end + MAX_CLAUSE_CHARS)
    if report and (is_before or report["perceived_person"]):
        person, verb = ("perceived_person", "perceived_cue") if report["perceived_person"] else ("teller", "teller_cue")
        inner = _find_inner(text, Span(*report.span(person)), source, names)
        if inner != source:
            content = tuple(part for part in attribution.content if part.start < cue.start) or attribution.content
            return Attribution(Span(*report.span(verb)), inner, content, attribution.confidence)
    return attribution


def _find_inner(text: str, inner: Span, source: Span, names: Sequence[Name]) -> Span | None:
    """Return whose words somebody heard, None if a pronoun says it; the source if it is nobody."""
    if _OBJECT_PRONOUN.fullmatch(text, *inner):
        return None
    return inner if _is_somebody(text, inner, names) else source


def _is_somebody(text: str, span: Span, names: Sequence[Name]) -> bool:
    """Whether words name a person, or have a noun for one."""
    words = text[slice(*span)].casefold().replace(",", " ").split()
    return bool(list_names(names, *span)) or not PERSON_NOUNS.isdisjoint(words)


def _drop_addressee(text: str, attribution: Attribution) -> Attribution:
    """Drop the addressee before the words, or what they answer: 'recalled telling | Carl Lund: "Never."'"""
    if not _TELLING.search(text, *attribution.cue) and not _REACTING_CUE.fullmatch(text, *attribution.cue):
        return attribution
    ends = [(part, _ADDRESSEE.match(text, *part)) for part in attribution.content]
    return attribution._replace(content=tuple(Span(match.end(), part.end) if match else part for part, match in ends))


def _drop_what_is_answered(text: str, sentence: Span, attribution: Attribution) -> Attribution:
    """Drop from the words of a speaker what they react to: 'Reacting to claims that it was "odd", Lee said'."""
    source = attribution.source
    answers = _REACTING.match(text, sentence.start) or _TOLD.match(text, sentence.start)
    if source is None or answers is None or source.start <= sentence.start:
        return attribution
    opening = _MAIN_VERB.search(text, answers.end(), source.start)
    end = opening.start() if opening else source.start
    content = tuple(part for part in attribution.content if not sentence.start < part.start < end)
    return attribution._replace(content=content) if content else attribution._replace(source=None)


def _prefer_document(text: str, sentence: Span, attribution: Attribution, names: Sequence[Name]) -> Span | None:
    """Prefer a document to whom its description names: "A note found in the car by Lee said"."""
    source = attribution.source
    if source is None or attribution.cue.start < source.end:
        return source
    if not any(name.type == "person" for name in list_names(names, *source)):
        return source
    document = _DOCUMENT_SUBJECT.fullmatch(text, sentence.start, source.start) or _DOCUMENT_CLAUSE.match(text, *source)
    return Span(*document.span("head")) if document and document["noun"] in DOCUMENT_NOUNS else source
