"""Words about people and bodies: titles, roles, nicknames, other names of countries; and first names by gender."""

from functools import cache
from pathlib import Path

_TITLES = {
    "m": "mr mister sir lord king prince father brother rabbi imam sheikh sultan baron duke emperor monsignor",
    "f": "mrs ms miss madam dame lady queen princess sister baroness duchess empress mother",
    "": "dr doctor prof professor president vice-president chancellor premier prime minister secretary senator sen "
    "representative rep congressman congresswoman governor gov mayor judge justice attorney general gen colonel col "
    "major maj captain capt lieutenant lt sergeant sgt corporal cpl private admiral adm commander cmdr commodore "
    "marshal brigadier brig officer detective constable inspector chief superintendent sheriff ambassador envoy "
    "archbishop bishop cardinal pope reverend rev pastor ayatollah grand mullah comrade chairman chairwoman speaker "
    "delegate councilman councilwoman councillor alderman supt insp det ret hon",
}
# What stands before a name and is none of it: the word, and the gender that it tells.
TITLES = {word: gender or None for gender, words in _TITLES.items() for word in words.split()}

_ROLES = {
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
    "friend",
}
# Nouns for a person's part in the world: the word, and the gender that it tells.
ROLES = {word: gender or None for gender, words in _ROLES.items() for word in words.split()}
# Roles by other words: "the French leader" of a president.
SYNONYMS = {
    "leader": frozenset("president premier chancellor minister king queen dictator prince chairman chief head".split()),
    "head": frozenset("president director chief chairman chairwoman manager leader executive".split()),
    "chief": frozenset("head director executive commander commissioner chairman".split()),
    "boss": frozenset("executive chief chairman head director owner manager coach".split()),
    "lawmaker": frozenset("senator representative congressman congresswoman legislator mp".split()),
    "commander": frozenset("general colonel admiral marshal major captain".split()),
    "executive": frozenset("chief chairman president director ceo".split()),
    "spokesperson": frozenset(("spokesman", "spokeswoman")),
    "official": frozenset("minister secretary spokesman spokeswoman director commissioner officer deputy".split()),
    "attorney": frozenset(("lawyer",)),
    "lawyer": frozenset(("attorney",)),
}
# Nouns for bodies, as in "the company", by what they are in the names of: those of the first kind stand for any body,
# the others for one that has the noun in its name ("the ministry").
KINDS_OF_BODY = frozenset(
    "company firm corporation group organization organisation airline carrier retailer manufacturer maker giant "
    "startup publisher charity watchdog regulator agency newspaper paper magazine broadcaster network bank union "
    "club".split()
)
BODIES = KINDS_OF_BODY | frozenset(
    "party ministry department bureau office university college school hospital museum church channel station "
    "website league team committee commission council board court parliament congress senate government "
    "administration army navy force police coalition alliance federation association foundation institute fund "
    "studio label band".split()
)
_LANDS = {
    "country": "country nation republic kingdom",
    "country region": "state",
    "city capital": "city town capital",
    "": "island village province region district",
}
# Nouns for places, as in "the city": the word, and which kinds of the gazetteer it may mean, none where any.
LANDS = {word: frozenset(kinds.split()) for kinds, words in _LANDS.items() for word in words.split()}

_NICKNAMES = (
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
NICKNAMES = {name: group.split()[0] for group in _NICKNAMES.split(" / ") for name in group.split()}
SUFFIXES = frozenset("jr sr ii iii iv phd md esq qc kc obe mbe mp".split())
PARTICLES = frozenset("al el bin ibn ben de del della di da dos du la le van von der den ter zu abu ul st".split())

_COUNTRIES = (
    "united states, us, usa, united states of america, america", "united kingdom, uk, britain, great britain",
    "european union, eu", "united nations, un", "united arab emirates, uae", "russia, russian federation",
    "north korea, dprk, democratic people's republic of korea", "south korea, republic of korea",
    "china, people's republic of china, prc", "soviet union, ussr",
)  # fmt: skip
# Other names of one thing, the commonest first; keys as names.key makes them.
SAME = {name: group.split(", ")[0] for group in _COUNTRIES for name in group.split(", ")}


@cache
def first_names() -> dict[str, str]:
    """First names that are nearly always a woman's ("f") or a man's ("m"), in small letters."""
    lines = (Path(__file__).parent / "first_names.txt").read_text("utf-8").splitlines()
    return {name: gender for line in lines for gender, *names in [line.split()] for name in names}
