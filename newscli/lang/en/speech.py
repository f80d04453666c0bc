"""English verbs and nouns of attribution, by what they report.

The classes follow those of the Penn Discourse Treebank's attribution (Prasad et al. 2007: verbs of communication, of
attitude, factive verbs) and of VerbNet (Kipper Schuler 2005: say, tell, inquire, order, urge, conjecture, want,
judgment).
"""

from functools import lru_cache
from typing import Literal

Reporting = Literal["statement", "question", "request", "thought", "attitude"]

# Said, whatever the form of what follows: "announced his resignation", "denied the charges".
_STATEMENT_VERBS = (
    "say affirm specify express voice bemoan posit postulate confide surmise tell add announce declare state "
    "explain report claim argue assert insist reply respond answer note remark observe mention comment write "
    "tweet retort quip joke shout yell scream whisper mutter mumble murmur cry exclaim chant testify swear "
    "vow pledge promise warn threaten admit concede acknowledge confess confirm deny maintain contend allege "
    "accuse reiterate repeat stress emphasize emphasise underline underscore highlight describe predict forecast "
    "boast brag lament complain apologize apologise caution advise inform notify remind assure tease conclude "
    "recount recall disclose divulge clarify elaborate summarize summarise outline hint imply propose suggest "
    "recommend proclaim pronounce opine reason counter rebut refute narrate quote cite reference brief grumble "
    "gripe interject protest contest estimate blurt blog email text message attest vouchsafe reaffirm restate "
    "retell rejoin retract speculate submit plead blame condemn denounce decry dispute reassure gush fume vent "
    "bark snap growl sneer scoff snarl rant rave crow croon coo intone drawl stammer stutter sigh sob wail moan "
    "groan holler bellow roar thunder cheer deadpan crack wisecrack enthuse rhapsodize rhapsodise theorize "
    "theorise hypothesize reckon"
)
# Said, where a clause or words in quotation marks follow: "showed that", but not "showed the car".
_CLAUSE_VERBS = (
    "pray show find reveal indicate detail document demonstrate illustrate prove point think learn determine "
    "establish discover see hear understand record rule hold present share issue release publish post unveil introduce "
    "speak talk discuss express voice deliver mark project calculate figure claim term dub label characterize "
    "characterise portray depict brand deem joke note quip retweet repost sing preach teach instruct decide agree "
    "disagree read attribute credit count reflect ponder muse wonder signal lecture articulate relay dictate "
    "explicate recite alert apprise counsel admonish exaggerate overstate understate grouse whine object vouch "
    "volunteer profess avow aver enunciate expound interpose interrupt venture charge intimate "
    "stipulate specify"
)
# Said only where "that" follows: "allowed that it might rain", but not "allowed the sale".
THAT_VERBS = frozenset("accept allow charge order provide".split())
# Said of somebody or something "as" or "to" something: "portrayed him as a fool", "compared it to a war".
NAMING_VERBS = frozenset(
    "call attribute credit portray depict cast characterize characterise label brand dub paint compare liken identify "
    "describe define".split()
)
_QUESTION_VERBS = "ask inquire enquire question query quiz interrogate"
_REQUEST_VERBS = (
    "urge advocate request demand call plead beg implore appeal petition exhort entreat beseech order command "
    "direct instruct invite encourage press lobby push beckon summon bid solicit recommend require"
)
_THOUGHT_VERBS = (
    "believe think feel hope fear expect want wish worry suspect doubt assume presume consider know realize realise "
    "imagine suppose guess prefer intend plan aim mean hate love like dislike regret anticipate trust desire crave "
    "long yearn dread envision foresee forget remember recognize recognise understand conclude regard view see "
    "contemplate ponder wonder decide judge deem aspire dream seem appear"
)
# Said in so many words even of a bare noun: "denied the charges", "announced his resignation".
PERFORMATIVE_VERBS = frozenset(
    "announce deny condemn denounce decry admit confess confirm promise pledge vow threaten predict forecast propose "
    "allege claim declare proclaim apologize apologise acknowledge concede disclose dispute refute reiterate blame "
    "recommend testify protest plead warn express voice".split()
)
STATEMENT_VERBS = frozenset(_STATEMENT_VERBS.split())
CLAUSE_VERBS = frozenset(_CLAUSE_VERBS.split())
QUESTION_VERBS = frozenset(_QUESTION_VERBS.split())
REQUEST_VERBS = frozenset(_REQUEST_VERBS.split())
THOUGHT_VERBS = frozenset(_THOUGHT_VERBS.split())
# Of these, verbs that make a request only with "for" or "on", or with "to" before what is asked: "called for calm".
_REQUEST_BY_COMPLEMENT = frozenset("call plead appeal push press lobby invite encourage direct order recommend".split())

# Gestures, which attribute no words in another sentence.
GESTURES = frozenset(
    "nod nods nodded smile smiled shrug shrugged laugh laughed grin grinned turn turns turned gesture gestured wink "
    "winked frown frowned pause paused look looks looked lean leaned leant glance glanced point pointed".split()
)

# Verbs by which one speaker reports the words of another, besides "told", and to whom they were said: "Smith said Jones
# told him that".
SAYING_VERBS = tuple("said admitted warned promised assured confirmed explained insisted replied testified".split())
LISTENERS = tuple(
    "him her them me us it police officers reporters investigators prosecutors journalists aides advisers officials "
    "detectives lawmakers friends colleagues relatives family staff supporters jurors authorities".split()
)

# What is asked for in "claimed $2m in damages".
DAMAGES = frozenset(("damages", "compensation"))
# Verbs of mood where they follow a form of "be": "was fuming that".
MOODS = frozenset(("fume", "gush", "rave", "seethe", "boil"))

# Nouns of speech. They report something where a clause or quoted words follow: "the claim that".
SPEECH_NOUNS = frozenset(
    "statement announcement chant claim comment remark warning call demand promise pledge vow suggestion allegation "
    "accusation assertion question request message tweet word post admission acknowledgement acknowledgment "
    "acknowledgment prediction forecast estimate estimation argument answer response reply confession testimony "
    "declaration recommendation proposal advice report complaint denial according case assurance contention".split()
)
# Nouns that report only what they are said to be: "his version is that".
ACCOUNT_NOUNS = frozenset("explanation version excuse reasoning".split())
# Those that report something before "of" or "about", too, if it is more than a few words: "a warning about".
ASSERTING_NOUNS = frozenset(
    "claim warning allegation accusation assertion suggestion promise pledge vow prediction complaint admission".split()
)
# Words of an attribution that are one by themselves.
ATTRIBUTING_PHRASES = ("according to", "in the words of", "quoted as saying", "on good authority")
# Words that look like one, and only say that something is plain.
EVIDENT_PHRASES = ("goes without saying",)
# What an accused person pleads.
PLEAS = frozenset(("guilty", "innocent", "not"))
# What is a statement by itself: "said yes".
ANSWERS = frozenset(("yes", "no"))
# Nouns for what asks many people; with one, "in" is enough: "in a poll, most said no".
POLL_NOUNS = frozenset("poll polls survey surveys polling study studies census".split())
PREPOSITIONS = frozenset("in by from of under per among on".split())
# Words after a verb of attribution that belong to it: "spoke about", "called for".
CUE_PREPOSITIONS = frozenset("about on for to with of over at against as in by from that out up into".split())
# Answers to these are refusals to speak; "tells the story" is no statement.
UNANSWERED = frozenset("request requests question questions call calls message messages inquiries".split())
TALES = frozenset("story stories tale tales".split())

# A clause that follows a verb of speech, by its first word.
CLAUSE_WORDS = frozenset("that whether how why what when where who if".split())
# Those that open what is not said: "did not say whether".
INDIRECT_QUESTION_WORDS = CLAUSE_WORDS - {"that"}
# Verbs that, where they are denied, leave nothing said.
UNSAID_VERBS = frozenset("comment mention respond reply answer".split())
# The word that joins a clause to its verb, and may also point: "that plan", "that is".
CONJUNCTION = "that"
# Words that open a clause after it, where they can't be what it points to.
CLAUSE_OPENERS = frozenset(
    "now then there some many most all both such only even each every another any although though because while once "
    "since before after under during between among within without despite according however perhaps maybe never nobody "
    "everybody everyone somebody someone people more fewer less half two three four five six seven eight nine".split()
)
# Subjects that open a clause without "that".
CLAUSE_SUBJECTS = frozenset("he she it they we i you there".split())
# Words by which a clause without "that" is told from a noun phrase.
FINITE_VERBS = frozenset(
    "is are was were has have had will would could can cannot may might must should do does did am shall be been "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't couldn't can't didn't doesn't don't "
    "shouldn't".split()
)
# Verbs of acts and findings, which report something said only where a document is the source.
EVIDENCE_VERBS = frozenset("show see prove demonstrate hear learn decide".split())
# Documents that say something: "a poll showed".
DOCUMENT_NOUNS = frozenset(
    "poll polls survey surveys study studies report reports letter letters statement statements document documents "
    "data figures statistics research analysis analyses analysts transcript transcripts email emails post posts tweet "
    "tweets article articles paper papers book books file files filing filings record records census affidavit "
    "complaint lawsuit indictment memo memos note notes message messages release website page audit review inquiry "
    "investigation findings results estimates forecast bulletin newspaper magazine census notice warrant "
    "petition agreement resolution story stories headline headlines editorial column minutes ruling verdict statute "
    "law laws regulations rules rulebook bylaws constitution treaty charter contract clause policy bill pages "
    "breakdown tally tallies projection comparison numbers poem plaque inscription".split()
)

# Amounts before the noun of a document: "a number of studies".
AMOUNT_NOUNS = tuple("number series lot couple pair dozens string set batch handful hundreds trove average".split())
# What ends the noun phrase that names a source: "a survey | of islanders", "documents | seen by the court".
AFTER_NOUN = frozenset(
    "of in by from on for to at with about into against and that which who whose seen written drawn sent shown made "
    "taken given held out this last there here over".split()
)

# What makes a report a denial: these verbs, or those with a noun for what was claimed.
DENIAL_VERBS = frozenset("deny refute rebut disavow".split())
REJECTION_VERBS = frozenset("reject dismiss dispute contradict downplay".split())
# Verbs that, with the word after them, reject a claim: "played down suggestions that".
REJECTING_PHRASES = frozenset(("play down", "laugh off", "shrug off", "brush off", "brush aside", "push back"))
CLAIM_NOUNS = frozenset(
    "claim claims allegation allegations accusation accusations charge charges suggestion suggestions report reports "
    "notion idea possibility likelihood assertion assertions rumor rumors rumour rumours "
    "speculation criticism insinuation contention".split()
)
# What keeps a report from being one.
NEGATIONS = frozenset("not never no n't nobody none neither nor without hardly cannot".split())
REFUSALS = frozenset("decline refuse fail avoid stop sidestep dodge".split())
MODALS = frozenset("would could might may should can ought".split())
# After "can be": what was said, on a recording.
SENSED = frozenset(("heard", "seen"))
PROSPECTS = frozenset("plan expect set schedule due going want prepare intend hope".split())
NOBODY = ("no one", "nobody", "none", "neither")

_IRREGULAR_FORMS = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "swore": "swear", "sworn": "swear",
    "thought": "think", "felt": "feel", "knew": "know", "known": "know", "meant": "mean", "found": "find",
    "showed": "show", "shown": "show", "made": "make", "put": "put", "went": "go", "gone": "go", "spoke": "speak",
    "spoken": "speak", "saw": "see", "seen": "see", "heard": "hear", "understood": "understand", "held": "hold",
    "gave": "give", "given": "give", "sang": "sing", "bid": "bid", "bade": "bid", "begged": "beg", "led": "lead",
    "brought": "bring", "laid": "lay", "ran": "run", "forgot": "forget", "foresaw": "foresee", "taught": "teach",
    "sought": "seek", "proven": "prove", "retold": "retell", "dreamt": "dream", "tweeted": "tweet",
    "quipped": "quip", "snapped": "snap", "admitted": "admit", "submitted": "submit", "dubbed": "dub",
    "chimed": "chime", "pled": "plead", "read": "read", "set": "set",
}  # fmt: skip
_LEXICON = (
    STATEMENT_VERBS | CLAUSE_VERBS | QUESTION_VERBS | REQUEST_VERBS | THOUGHT_VERBS | DENIAL_VERBS | REJECTION_VERBS
    | REFUSALS | PROSPECTS | NAMING_VERBS | THAT_VERBS
    | {"make", "refer", "speak", "talk"} | {phrase.split()[0] for phrase in REJECTING_PHRASES}
)  # fmt: skip
# The verbs by which a cue attributes; "expected to" only leads to one.
ATTRIBUTING_VERBS = _LEXICON - (PROSPECTS - STATEMENT_VERBS)


@lru_cache(4096)
def find_lemma(word: str) -> str:
    """Find the base form of a verb of the lexicon: "announcing" -> "announce"; any other word is returned as it is."""
    folded = word.casefold()
    if folded in _LEXICON:
        return folded
    if folded in _IRREGULAR_FORMS:
        return _IRREGULAR_FORMS[folded]
    for ending in ("ing", "ed", "es", "s", "d"):
        if folded.endswith(ending):
            stem = folded.removesuffix(ending)
            candidates = [stem, f"{stem}e", stem[:-1]] if len(stem) > 2 else [stem, f"{stem}e"]
            candidates += [f"{stem[:-1]}y"] if stem.endswith("i") else []
            for candidate in candidates:
                if candidate in _LEXICON:
                    return candidate
    return folded


def needs_complement(lemma: str) -> bool:
    """Whether a verb makes a request only with "for", "on" or "to": "called for calm", but not "called him a liar"."""
    return lemma in _REQUEST_BY_COMPLEMENT
