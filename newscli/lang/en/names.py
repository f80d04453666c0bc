"""Closed classes of names, by what they name, and words that tell it: "Party", "Operation", "HMS"."""

from newscli.lang.en.calendar import MONTHS, WEEKDAY_ABBREVIATIONS, WEEKDAYS
from newscli.lang.en.people import PARTY_MEMBERS
from newscli.model import EntityType

# Without names that are also those of people or places: "Ira", "Wagner", "Amazon".
_ARMED_GROUPS = (
    "boko haram, islamic state, isis, isil, daesh, da'esh, islamic state of iraq and the levant, islamic state in "
    "iraq and syria, islamic state group, al-qaeda, al qaeda, al-qaida, al qaida, al-shabab, al-shabaab, al shabaab, "
    "taliban, taleban, pakistani taliban, tehrik-e-taliban pakistan, hamas, hezbollah, hizbollah, hizbullah, "
    "islamic jihad, al-nusra, al-nusra front, jabhat al-nusra, hayat tahrir al-sham, houthis, ansar allah, "
    "lashkar-e-taiba, jaish-e-mohammed, haqqani network, abu sayyaf, jemaah islamiyah, "
    "pkk, kurdistan workers' party, ypg, peshmerga, farc, eln, shining path, sendero luminoso, "
    "irish republican army, lord's resistance army, lra, janjaweed, rapid support forces, m23, lebanese forces, "
    "tamil tigers, ltte, khmer rouge, wagner group, azov brigade, red brigades, fatah, plo, "
    "palestine liberation organization, mujahedeen, muslim brotherhood, contras, sandinistas, zapatistas, uda, uvf"
)
_BODIES = (
    "united nations, un, european union, eu, nato, world health organization, who, world bank, "
    "international monetary fund, imf, unicef, unesco, unhcr, wto, opec, asean, ecowas, african union, arab league, "
    "commonwealth, interpol, europol, red cross, red crescent, amnesty international, human rights watch, greenpeace, "
    "congress, senate, house of representatives, white house, pentagon, kremlin, cia, fbi, nsa, nasa, dea, "
    "irs, epa, fda, fema, cdc, nhs, mi5, mi6, gchq, kgb, fsb, gru, mossad, shin bet, state department, "
    "scotland yard, downing street, knesset, bundestag, bundesbank, duma, state duma, lok sabha, rajya sabha, sejm, "
    "politburo, federal reserve, fed, supreme court, opcw, iaea, icc, icj, osce, oecd, apec, mercosur, caricom, "
    "hells angels, ku klux klan, facebook, google, twitter, youtube, instagram, tiktok, whatsapp, wikipedia, uber, "
    "netflix, microsoft, boeing, airbus, bbc, cnn, reuters, associated press, ap, afp, "
    "agence france-presse, xinhua, tass, al jazeera, fox news, msnbc, nbc, cbs, abc, npr, itv, sky news, bloomberg, "
    "politico, wikileaks, likud, labour, labour party, conservative party, liberal democrats, republican party, "
    "air asia, air france, air india, air canada, air china, air new zealand, burger king, taco bell, pizza hut, "
    "dairy queen, home depot, best buy, whole foods, "
    "democratic party, gop, snp, sinn fein, cdu, csu, spd, fidesz, anc, bjp, ppp, pti"
)
_CONTESTS = (
    "olympic games, winter olympics, paralympic games, commonwealth games, asian games, six nations, rbs six nations, "
    "tour de france, super bowl, world series, grand national"
)
# Beside "Bank" and "Strip", which end the names of companies and things.
_PLACES = "west bank, gaza strip, left bank, right bank, south bank, sunset strip, las vegas strip, oval office"
_PERIODS = (*MONTHS, *WEEKDAYS, *(name for name in WEEKDAY_ABBREVIATIONS if name not in ("sun", "sat")))

# Names of which the class is sure, case folded. A full name that contains one is no match.
NAME_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(_ARMED_GROUPS.split(", "), "organization"),
    **dict.fromkeys(_BODIES.split(", "), "organization"),
    **dict.fromkeys(_CONTESTS.split(", "), "event"),
    **dict.fromkeys(_PLACES.split(", "), "place"),
}
# Abbreviations of common nouns, which name nothing.
_COMMON_ABBREVIATIONS = (
    "ceo cfo coo cto svp evp vp hr pr seo faq diy dvd cd pdf usb gps atm suv ev cctv ied wmd gdp ipo etf roi irr "
    "dna rna hiv aids adhd ptsd ivf mri icu er lgbt lgbtq vip mp3 asap rfp rsvp fyi tbd tba fax "
    "gmt utc est edt cst cdt mst mdt pst pdt bst cet ist"
).split()
# Words that are no names at all, case folded, when they stand alone.
NO_NAMES = frozenset(
    (
        *_PERIODS,
        *_COMMON_ABBREVIATIONS,
        "©",
        "™",
        "®",
        "globe newswire",
        "business wire",
        "accesswire",
        "prnewswire",
        "pr newswire",
        "newswire",
    )
)

# The first or last words of a name, case folded, that tell what it names.
FIRST_WORD_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(("operation", "hurricane", "cyclone", "typhoon", "storm"), "event"),
    **dict.fromkeys(("hms", "uss", "rms", "ins", "hmas", "hmcs", "mv", "ms", "ss", "rrs", "rv"), "other"),
    **dict.fromkeys(("ministry", "department", "university", "bank", "college", "institute"), "organization"),
    **dict.fromkeys(("mount", "lake"), "place"),
}
LAST_WORD_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(
        "inc ltd corp corporation plc llc llp gmbh company ministry department agency council committee commission "
        "university institute association federation union party congress parliament bureau authority foundation "
        "trust society alliance coalition court tribunal times post herald tribune gazette guardian telegraph "
        "newspaper journal fc afc cf brigade battalion airlines airways bancorp holdings".split(),
        "organization",
    ),
    **dict.fromkeys(
        "river ocean island islands peninsula mountains valley county province airport base".split(), "place"
    ),
    **dict.fromkeys("act trophy".split(), "other"),
    **dict.fromkeys(
        "olympics championship championships war festival marathon summit cup open prix regatta derby".split(), "event"
    ),
}  # fmt: skip
# Titles and roles that are also middle names: "Sacha Baron Cohen", "Martin Luther King".
MIDDLE_NAMES = frozenset("baron king prince bishop dean earl duke pope major judge marshal lord shah".split())
# Words after the name of a body that may also stand without them: "Acme Group", "Acme".
BODY_SUFFIXES = frozenset(
    "group resources holdings inc ltd corp corporation plc llc gmbh company industries bank".split()
)
# Names of people may end so, too: "Louise Post", "Ann Court".
SURNAMES = frozenset("court post trust guardian valley company river journal congress".split())

# Words before a single name that make it a place, if nothing else shows what it is.
PLACE_PREPOSITIONS = ("in", "near", "outside", "across", "throughout", "around", "inside", "north of", "south of",
                      "east of", "west of")  # fmt: skip
# Verbs of headlines, capitalized there, that part two names: "Clinton Rips Trump".
HEADLINE_VERBS = frozenset(
    "rips slams blasts says tells hits vows calls urges backs beats meets sues fires joins names picks praises mocks "
    "attacks accuses warns defends dismisses rejects wins loses endorses".split()
)
# Verbs that stand in no name, even in lower case: "Doe told Roe" is two people.
VERBS_BETWEEN_NAMES = frozenset(("told", "asked", "said", "called", "met", "urged", "accused", "warned"))
# Of companies, case folded; the full stop after them is theirs.
COMPANY_ABBREVIATIONS = frozenset("inc corp co cos ltd bros pvt pty".split())
# Words of parties' members before a name, which are no part of it.
PARTY_WORDS = PARTY_MEMBERS
