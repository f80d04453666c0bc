"""Words about people, organizations and places: titles, roles, nicknames, other names of countries, first names."""

from functools import cache
from pathlib import Path

from newscli.lang.en.words import ARTICLES, TAGGING_VERBS

_TITLES_BY_GENDER = {
    "m": "mr mister sir lord king prince father brother rabbi imam sheikh sultan baron duke emperor monsignor",
    "f": "mrs ms miss madam dame lady queen princess sister baroness duchess empress mother",
    "": "dr doctor prof professor president vice-president chancellor premier prime minister secretary senator sen "
    "representative rep congressman congresswoman governor gov mayor judge justice attorney general gen colonel col "
    "major maj captain capt lieutenant lt sergeant sgt corporal cpl private admiral adm commander cmdr commodore "
    "marshal brigadier brig officer detective constable inspector chief superintendent sheriff ambassador envoy "
    "archbishop bishop cardinal pope reverend rev pastor ayatollah grand mullah comrade chairman chairwoman speaker "
    "delegate councilman councilwoman councillor cllr alderman supt insp det ret hon rt administrator undersecretary "
    "datuk seri dato datin tan sri tun shri smt maulana ustad pandit alhaji hajj haji engr barrister pc dc di dci ds "
    "sardar nawab begum otunba ato mwalimu",
}
# Titles, which come before a name without being part of it, with the gender that each implies.
TITLES = {title: gender or None for gender, titles in _TITLES_BY_GENDER.items() for title in titles.split()}
# What abbreviated titles stand for.
LONG_TITLES = {
    "prof": "professor", "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general",
    "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "cpl": "corporal",
    "pvt": "private", "adm": "admiral", "cmdr": "commander", "brig": "brigadier", "rev": "reverend",
    "cllr": "councillor", "supt": "superintendent", "insp": "inspector", "det": "detective",
}  # fmt: skip
# Members of parties, as they stand before a name: "Democrat Jane Doe".
PARTY_MEMBERS = frozenset("democrat republican conservative liberal labour tory independent green communist".split())
# Titles before a last name that tell a person from namesakes of another gender.
GENDERED_TITLES = tuple("mr mrs ms miss sir lord lady dame king queen prince princess".split())
_KIN_BY_GENDER = {
    "f": "wife sister mother daughter aunt niece grandmother widow girlfriend stepmother stepdaughter granddaughter",
    "m": "husband brother father son uncle nephew grandfather widower boyfriend stepfather stepson grandson",
}
KIN_GENDERS = {noun: gender for gender, nouns in _KIN_BY_GENDER.items() for noun in nouns.split()}
# Titles that don't name a role.
COURTESY_TITLES = frozenset("mr mrs ms miss sir dr madam mister dame lord lady".split())

_ROLES_BY_GENDER = {
    "m": "spokesman chairman congressman businessman fireman policeman gunman actor husband father son brother "
    "uncle nephew grandfather king prince waiter boy man gentleman widower boyfriend groom salesman fisherman "
    "anchorman statesman craftsman clergyman monk priest",
    "f": "spokeswoman chairwoman congresswoman businesswoman policewoman actress wife mother daughter sister aunt "
    "niece grandmother queen princess waitress girl woman lady widow girlfriend bride saleswoman nun heroine",
    "": "president vice-president minister premier chancellor governor mayor senator representative secretary "
    "ambassador envoy diplomat official officer leader head chief boss director manager executive founder "
    "co-founder owner chair chairperson spokesperson adviser advisor aide assistant deputy candidate nominee "
    "lawmaker legislator politician activist campaigner organizer advocate lawyer attorney prosecutor judge "
    "justice solicitor barrister professor lecturer teacher principal researcher scientist academic scholar "
    "historian economist analyst expert physicist chemist biologist engineer doctor surgeon nurse physician "
    "psychologist psychiatrist veterinarian general colonel major captain lieutenant sergeant commander "
    "admiral soldier marine veteran pilot astronaut journalist reporter correspondent editor columnist author "
    "writer poet novelist publisher producer presenter host blogger photographer artist painter sculptor "
    "musician singer composer conductor dancer comedian filmmaker designer architect chef farmer fisherman "
    "builder driver worker clerk cashier baker plumber electrician student pupil graduate resident tenant "
    "neighbour neighbor villager citizen voter witness victim survivor suspect defendant plaintiff prisoner "
    "inmate refugee migrant patient passenger tourist visitor coach player captain athlete footballer striker "
    "goalkeeper swimmer runner cyclist boxer referee fan member delegate commissioner inspector detective "
    "sheriff constable firefighter paramedic curator librarian archivist treasurer accountant banker broker "
    "investor trader entrepreneur consultant contractor developer bishop archbishop cardinal pope rabbi imam "
    "pastor vicar reverend ayatollah dictator rebel militant commander warlord strongman whistleblower "
    "mathematician philosopher inventor explorer child teenager youth person parent partner spouse cousin "
    "friend master headmaster headteacher superintendent coroner ombudsman auditor registrar dean provost rector "
    "trustee councillor councilor councilman councilwoman alderman whip counsel undersecretary negotiator strategist "
    "pollster lobbyist skipper sailor keeper gamekeeper ranger warden steward foreman forewoman janitor guard "
    "watchman trucker shopkeeper landlord landlady bartender barber hairdresser vet meteorologist seismologist "
    "oceanographer astronomer geologist sociologist criminologist epidemiologist virologist pathologist "
    "commentator critic translator interpreter librettist choreographer playwright dramatist restaurateur hotelier "
    "butcher brewer winemaker miner trainer jockey",
}
# Nouns for what a person is, with the gender that each implies.
ROLES = {noun: gender or None for gender, nouns in _ROLES_BY_GENDER.items() for noun in nouns.split()}
# Of these, nouns that are used of one gender alone: a chairman, a spokesman or an actor may be a woman.
GENDERED_ROLES = {
    noun: gender
    for gender, nouns in {
        "m": "businessman husband father son brother uncle nephew grandfather king prince widower boyfriend groom",
        "f": _ROLES_BY_GENDER["f"],
    }.items()
    for noun in nouns.split()
}
# Words that may precede such a noun as part of the role: "former deputy minister".
ROLE_MODIFIERS = frozenset(
    "former deputy vice acting interim chief senior junior assistant associate prime foreign defence defense interior "
    "finance first second third top leading veteran retired ex party opposition team group state city county federal "
    "national presidential police army navy military district district's ruling co white human rights press media "
    "general executive managing director's government prize-winning one-time longtime then of-state special under "
    "and law labor labour trade health education home shadow".split()
)
# Words that end what comes before a role: "under President Doe", "Regarding former President Doe".
ROLE_BREAKS = frozenset("under regarding with from by against for to between like unlike than as".split())
# What may stand between a name's comma and the role after it.
ROLE_INTRODUCTIONS = (*ARTICLES, "its", "his", "her", "their", "then", "who is", "who was")
# What may follow the head noun of a role.
ROLE_COMPLEMENTS = ("of", "for", "at", "in", "with", "from", "to", "on", "who", "by", "and", "near")
# Where a role ends and a clause about the person begins.
CLAUSE_OPENERS = (*TAGGING_VERBS, "who", "whose", "was", "is", "has", "had", "and his", "and her")
# Words that are in no role: with one, it is a clause.
CLAUSE_SIGNS = frozenset("was were is are when he she they it has had have dubbed after before while because".split())
# Words before a name that govern it, which make it a less likely subject.
NAME_GOVERNORS = tuple(
    "of to with by for from against in on at about than and or named son daughter wife husband".split()
)
# Words that are capitalized only because they open a sentence: not part of a role.
SENTENCE_OPENERS = frozenset(
    "then when after before while since because although meanwhile later today yesterday but as in on at to by for "
    "from with under against about like of and the a an".split()
)
# The nouns of the roles that a noun may stand for: "the French leader" may be a president. Compounds have hyphens.
ROLE_SYNONYMS = {
    "leader": frozenset(
        "president prime-minister premier chancellor king queen dictator prince chairman chairwoman chief head".split()
    ),
    "lawmaker": frozenset("senator representative congressman congresswoman legislator mp".split()),
    "premier": frozenset(("prime-minister",)),
    "spokesperson": frozenset(("spokesman", "spokeswoman")),
    "attorney": frozenset(("lawyer",)),
    "lawyer": frozenset(("attorney",)),
    "congressman": frozenset(("representative",)),
    "congresswoman": frozenset(("representative",)),
    "representative": frozenset(("congressman", "congresswoman")),
    "chief-executive": frozenset(("ceo", "chief-executive-officer")),
    "ceo": frozenset(("chief-executive", "chief-executive-officer")),
}
# Titles as they are shortened before a name, without their full stops.
TITLE_ABBREVIATIONS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "maj": "major",
    "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "prof": "professor", "dr": "doctor", "adm": "admiral",
    "cmdr": "commander", "supt": "superintendent", "det": "detective", "insp": "inspector", "pres": "president",
    "rev": "reverend", "amb": "ambassador", "cpl": "corporal", "cllr": "councillor",
}  # fmt: skip
# Adjectives of countries that share no root with the country's name.
IRREGULAR_DEMONYMS = {
    "french": "france", "dutch": "netherlands", "greek": "greece", "spanish": "spain", "american": "united-states",
    "u.s": "united-states", "us": "united-states", "british": "britain", "uk": "britain", "u.k": "britain",
    "danish": "denmark", "swiss": "switzerland", "welsh": "wales", "scottish": "scotland", "thai": "thailand",
    "polish": "poland", "irish": "ireland", "finnish": "finland", "turkish": "turkey", "iraqi": "iraq",
}  # fmt: skip
# Nouns for organizations: "the ministry".
ORGANIZATION_NOUNS = frozenset(
    "company firm corporation group organization organisation airline carrier retailer manufacturer maker giant "
    "startup publisher charity watchdog regulator agency newspaper paper magazine broadcaster network bank union "
    "club party ministry department bureau office university college school hospital museum church channel station "
    "website league team committee commission council board court parliament congress senate government "
    "administration army navy force police coalition alliance federation association foundation institute fund "
    "studio label band".split()
)
# Of these, nouns that many bodies of an article may be called, whatever their names.
COLLECTIVE_NOUNS = frozenset("group organization organisation team band network giant maker".split())
# Nouns for what has one of the suffixes.
COMPANY_NOUNS = frozenset(("company", "firm", "corporation"))
COMPANY_SUFFIXES = frozenset(
    "inc corp corporation ltd limited co company plc llc llp gmbh ag sa nv spa oyj ab holdings".split()
)
_PLACE_NOUNS_BY_KINDS = {
    "country": "country nation republic kingdom",
    "country region": "state",
    "city capital": "city town capital",
    "": "island village province region district",
}
# Nouns for places ("the city"), with the gazetteer's kinds of place that each may mean; an empty set means any.
PLACE_NOUNS = {
    noun: frozenset(kinds.split()) for kinds, nouns in _PLACE_NOUNS_BY_KINDS.items() for noun in nouns.split()
}

# Nouns for buildings and the like: "White House" is no town, whatever the gazetteer has under that name.
BUILDING_NOUNS = frozenset(
    "house palace hall tower building stadium arena church cathedral mosque temple synagogue airport station street "
    "avenue road lane boulevard bridge hotel school university college hospital clinic museum theatre theater court "
    "courthouse prison jail mall plaza centre center library embassy barracks headquarters academy zoo casino club "
    "restaurant cafe".split()
)

_NICKNAME_GROUPS = (
    "william bill billy will willy liam / robert bob bobby rob robbie / richard rick dick rich ricky / james jim "
    "jimmy jamie / john jack johnny / joseph joe joey / edward ed eddie ted teddy / thomas tom tommy / michael "
    "mike mick mickey / charles charlie chuck / daniel dan danny / david dave davey / donald don donny / ronald "
    "ron ronnie / kenneth ken kenny / anthony tony / andrew andy drew / alexander alex sasha sandy / benjamin ben "
    "benny / bernard bernie / christopher chris / gerald gerry jerry / gregory greg / henry hank harry / jeffrey "
    "jeff / lawrence larry / leonard leo len lenny / matthew matt / nicholas nick nicky / patrick pat paddy / "
    "peter pete / philip phil / raymond ray / samuel sam sammy / stephen steven steve / theodore ted theo / "
    "timothy tim timmy / vladimir vlad volodya / walter walt / zachary zach zack / elizabeth liz beth lizzie "
    "eliza betty / katherine kathryn catherine kate kathy katie cathy / margaret maggie meg peggy / patricia pat "
    "patty trish / susan sue susie / deborah debbie deb / jennifer jen jenny / jessica jess / barbara barb / "
    "rebecca becky / victoria vicky tori / alexandra alex sandra / nancy nan / samantha sam / theresa terry tess"
)
# First names and nicknames, with the same value for names that one person may have.
NICKNAMES = {name: names.split()[0] for names in _NICKNAME_GROUPS.split(" / ") for name in names.split()}
GENERATIONS = frozenset("jr sr ii iii iv".split())
NAME_SUFFIXES = frozenset("jr sr ii iii iv phd md esq qc kc obe mbe mp".split())
NAME_PARTICLES = frozenset("al el bin ibn ben de del della di da dos du la le van von der den ter zu abu ul st".split())

# Words that acronyms leave out.
ACRONYM_STOP_WORDS = frozenset("of the and for in on at to a an".split())

# Words in bylines besides first and last names. These lists differ from those above: they have plurals, words that
# precede a job title, names of agencies, and the particles of more languages.
BYLINE_PARTICLES = frozenset(
    "de da di del della der den van von la le el al bin ibn bint ben dos du ter ten y e".split()
)
BYLINE_JOBS = frozenset(
    "staff writer writers reporter reporters correspondent correspondents editor editors columnist columnists "
    "contributor contributors contributing senior chief political national foreign diplomatic bureau special "
    "guest opinion business sports health science photographer photographers producer assistant deputy managing "
    "executive associate freelance journalist journalists analyst critic fellow host anchor author blogger "
    # Accounts of a site's software.
    "admin administrator webmaster developer user superuser".split()
)
BYLINE_BODIES = frozenset(
    "news press agency times post desk team editorial board newsroom reuters afp ap upi bloomberg associated "
    "agence tribune journal herald gazette daily magazine network radio television tv online wire services "
    "service media staff newspaper guardian newswire online.com cnn bbc nbc cbs abc fox npr politico".split()
)
# Words in the names of BYLINE_BODIES that may be in lower case.
BYLINE_BODY_PARTICLES = ("the", "of")

_ALIAS_GROUPS = (
    "united states, us, usa, united states of america, america", "united kingdom, uk, britain, great britain",
    "european union, eu", "united nations, un", "united arab emirates, uae", "russia, russian federation",
    "north korea, dprk, democratic people's republic of korea", "south korea, republic of korea",
    "china, people's republic of china, prc", "soviet union, ussr", "syria, syrian arab republic",
    "iran, islamic republic of iran", "germany, federal republic of germany", "france, french republic",
    "egypt, arab republic of egypt", "greece, hellenic republic", "czech republic, czechia", "east timor, timor-leste",
    "ivory coast, cote d'ivoire, côte d'ivoire", "myanmar, burma", "turkey, turkiye, türkiye",
    "vatican, holy see", "saudi arabia, kingdom of saudi arabia", "venezuela, bolivarian republic of venezuela",
    "islamic state, isis, isil, daesh, islamic state group", "federal reserve, fed, us federal reserve",
    "republican party, gop, grand old party", "covid-19, covid", "european central bank, ecb",
)  # fmt: skip
# Other names of countries and organizations, with the most common name of each, all normalized as in
# analysis.entities.names.
ALIASES = {name: names.split(", ")[0] for names in _ALIAS_GROUPS for name in names.split(", ")}


@cache
def load_first_names() -> dict[str, str]:
    """Load known first names, in lower case: "f" or "m" if nearly always a woman's or a man's, "" if borne by both."""
    lines = (Path(__file__).parent / "first_names.txt").read_text("utf-8").splitlines()
    return {name: gender.strip("-") for line in lines for gender, *names in [line.split()] for name in names}
