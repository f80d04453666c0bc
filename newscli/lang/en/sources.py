"""English words in the sources of quotes: what makes one indefinite, plural or anonymous, and what is never one."""

from newscli.lang.en.people import ROLES
from newscli.lang.en.words import INDEFINITE_ARTICLES

# Words that open a source which tells of nobody in particular.
INDEFINITES = frozenset(
    (
        *INDEFINITE_ARTICLES,
        *"one another some any several many most few both all each every no other others two three four five six seven "
        "eight nine ten eleven twelve dozens hundreds thousands scores numerous various certain multiple more unnamed "
        "unidentified anonymous someone somebody anyone anybody everyone everybody nobody none".split(),
    )
)
# Words of a description that make its holder another person than the holder of the bare role.
GUARDS = frozenset(
    "former ex deputy vice acting interim assistant associate lieutenant under rival other another fellow second "
    "late onetime one-time longtime would-be past previous then- presumptive prospective designate elect alleged "
    "suspected accused convicted self-proclaimed self-styled disgraced ousted outgoing incoming caretaker aspiring "
    "honorary".split()
)
# Prepositions and the like that end the head of a description: "a surgeon at Y", "surrogate for X".
HEAD_ENDS = tuple(
    "of for at in from with who whom whose that which by on to about near inside outside close familiar working among "
    "under over against during after before between into as and or but representing speaking briefed involved quoted "
    "interviewed contacted reached identified described affiliated based stationed".split()
)
# Words after the name of a speaker that belong to it.
NAME_TAILS = ("himself", "herself", "itself", "themselves", "alone", "too", "also", "jr", "sr", "ii", "iii", "iv")
# Nouns for one person besides those for roles.
_PERSON_NOUNS = (
    "predecessor successor "
    "person man woman guy source insider individual speaker caller mourner bystander onlooker veteran female male "
    "teen girl shopper commuter customer user viewer listener strategist operative surrogate pollster negotiator "
    "lobbyist donor fundraiser supporter opponent critic ally rival colleague observer commentator pundit blogger "
    "moderator interviewer contestant staffer adviser worker employee employer investigator "
    "trooper policewoman cop organiser sergeant superintendent chairman chairwoman counsel undersecretary ceo mp "
    "tycoon billionaire millionaire magnate mogul heir nephew relative sibling stepfather stepmother fiance fiancee "
    "roommate classmate coworker co-worker landlord landlady shopkeeper vendor trucker cabbie barber hairdresser "
    "bartender waiter janitor guard watchman sailor seaman airman gunner recruit cadet dissident exile defector "
    "migrant deportee detainee captive hostage protester protestor demonstrator marcher striker delegate superdelegate "
    "mayor alderman selectman councilman councilwoman councillor councilor commissioner trustee regent provost dean "
    "chancellor rector headmaster headteacher coach trainer manager jockey golfer sprinter skater skier bowler batsman "
    "midfielder defender winger quarterback pitcher catcher"
).split()
PERSON_NOUNS = frozenset((*ROLES, *_PERSON_NOUNS))
# How nouns for people end, where no list has them: "a radiologist".
PERSON_SUFFIXES = ("ologist", "ician", "ist", "eer", "man", "woman", "person", "grapher", "keeper", "holder", "monger")
# Words that open a source of several people.
PLURAL_OPENERS = frozenset(
    "some several many few most both all two three four five six seven eight nine ten dozens hundreds thousands scores "
    "these those other others numerous various certain multiple".split()
)
# Nouns for a part of many people.
QUANTITIES = frozenset(
    "majority minority number half third quarter percent percentage share handful group crowd pair couple dozen total "
    "proportion lot range variety list poll survey study report".split()
)
# Words for one person that stand alone.
SINGLE_PERSON_PRONOUNS = frozenset("someone somebody one another".split())
# Words that are never a source by themselves on a page.
BARE_SOURCES = frozenset(
    "who whom whose which that what i me my we us our you your quote it they he she them him her this these those "
    "there".split()
)
# The label of an interview's answers.
ANSWER_LABEL = "A"
# Words that open a letter, a note or a sentence, not the label of whoever speaks.
LABEL_TRAPS = frozenset(
    "dear note notes editor correction update photo photos caption look listen first second third fourth finally again "
    "now well so but and remember yes no okay ok right sorry thanks example fact conclusion summary ps warning "
    "disclaimer".split()
)
# How lines begin that tell of the transcript or of the broadcast, which nobody said.
TRANSCRIPT_NOTICES = (
    r"copyright(?: ©| \(c\))? (?:19|20)\d\d\b", "©", r"all rights reserved\b",
    r"transcripts? (?:is|are|was|were|by|provided|created)\b", r"this transcript (?:is|was|has|may|might)\b",
    r"a transcript of\b", r"(?:rush|unofficial|edited) transcript\b",
    r"[\"“]?follow [^\n]{1,60} on (?:twitter|x|facebook|instagram)\b",
)  # fmt: skip
# What happens while nobody speaks, as minutes have it.
STAGE_EVENTS = (
    r"sitting (?:suspended|resumed|adjourned)", r"(?:meeting|hearing|session|committee|house|court|council|chamber) "
    r"(?:was |then |stands |stood )?(?:adjourned|suspended|recessed|resumed|rose|divided)", "whereupon",
)  # fmt: skip
# What a transcript notes in brackets besides the words.
STAGE_NOISES = (
    "laugh", "laughs", "laughing", "laughter", "applause", "cheers", "cheering", "boos", "booing", "crosstalk",
    "cross talk", "inaudible", "unintelligible", "indiscernible", "pause", "pauses", "sigh", "sighs", "smiles", "nods",
    "coughs", "chuckles", "chuckling", "off-mike", "off-mic", "off mike", "crying", "sobs", "shrugs", "silence",
    "video clip", "audio gap", "foreign language", "through translator", "through interpreter", "speaking spanish",
)  # fmt: skip
# Labels of a transcript that name nobody.
UNNAMED_LABELS = frozenset(
    "q a q&a question answer host moderator interviewer interviewee presenter reporter unidentified operator speaker "
    "audience all crowd narrator announcer anchor caller male female voice man woman "
    "participant questioner both graphic text screen video audio clip chyron news".split()
)
# Where an article says that it keeps a source's name back.
WITHHELD = (
    r"conditions? of anonymity",
    r"(?:anonymously|anonymous)",
    r"(?:ask(?:ed|ing|s)?|request(?:ed|ing|s)?|want(?:ed|ing)?|wish(?:ed|ing)?|prefer(?:red|ring)?|insist(?:ed|ing)?)"
    r"(?: to)?(?: not| that (?:he|she|they|his name|her name|their names?))?(?: to)?(?: not)?(?: be(?:ing)?)? "
    r"(?:named|identified|quoted by name|anonymity|be named|be identified)",
    r"request(?:ed|ing)? anonymity",
    r"(?:declined|refused) to (?:be (?:named|identified)|give (?:his|her|their) (?:full )?names?)",
    r"not (?:to )?be(?:ing)? (?:named|identified|quoted by name)",
    r"(?:not|n['’]t) authori[sz]ed to (?:speak|discuss|comment|talk|brief|disclose|release|be quoted)",
    r"(?:granted|given|in return for|in exchange for) anonymity",
    r"whose (?:full )?names? (?:was|were|is|are|has been|have been) (?:withheld|not)",
)

# Roles of several words, which are one noun: "the minister" is no prime minister.
COMPOUND_ROLES = (
    "prime minister", "vice president", "vice-president", "attorney general", "secretary general", "secretary-general",
    "inspector general", "solicitor general", "director general", "director-general", "surgeon general",
    "chief executive officer", "chief executive", "chief of staff", "chief justice", "chief operating officer",
    "chief financial officer", "general secretary", "general counsel", "head coach", "press secretary",
    "first lady", "managing director", "executive director", "general manager", "campaign manager", "supreme leader",
    "chief minister",
)  # fmt: skip
