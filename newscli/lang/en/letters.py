"""Words around the letter in an email: links to the web version, to subscribe, to share; senders; what opens titles."""

from newscli.lang.en.calendar import WEEKDAYS

# Lines that invite or inform, and are no part of a letter: patterns, from the beginning of a line, in any case.
FURNITURE = (
    r"(?:view|read|open|see) (?:(?:this|it|the) )?(?:[\w-]+ )?(?:in|on|with) (?:(?:your|the|a) )?"
    r"(?:web |app\b|browser)",
    r"view (?:this|online|web version|in browser)\b.{0,80}$",
    r"web version\b.{0,80}$",
    r"(?:having )?trouble (?:viewing|reading)",
    r"(?:∙ |• )?read in app",
    r"forwarded this (?:e-?mail|message|newsletter|to you)",
    r"was this (?:e-?mail |newsletter )?forwarded",
    r"(?:sign up|subscribe) (?:here|now|to|for)\b.{0,60}$",
    r"share this\b.{0,40}$",
    r"share on (?:facebook|twitter|x|linkedin|whatsapp|bluesky|threads)\b.{0,40}$",
    r"like this (?:post|e-?mail)",
    r"forward (?:this )?to a friend",
    r"advertisement$",
    r"sponsored(?: content| by\b.{0,60})?$",
    r"a message from our sponsor",
    r"thanks for (?:reading|subscribing)\b.{0,200}$",
    r"(?:this|the rest of this) (?:post|newsletter|edition|episode) is (?:only )?for paid(?:ing)? subscribers",
    r"\S.{0,60} is a reader-supported publication",
    r"invite your friends",
    r"(?:upgrade|subscribed|pledge) (?:to paid|your support)",
    r"leave a comment$",
    r"\d[\d,]* (?:likes?|comments?|restacks?)$",
    r"(?:\W{0,3}external(?: e-?mail| sender)?\W{1,3})?(?:caution|warning|attention|external)\W{1,3}"
    r".{0,40}(?:e-?mail|message|sender)\b.{0,60}\b(?:outside|external)\b",
    r"do not click (?:on )?(?:any )?(?:links|hyperlinks)\b",
    r"(?:this|the information in this) (?:e-?mail|message|communication)\b.{0,80}"
    r"\b(?:confidential|privileged|intended (?:only|solely))",
    r"you don['’]t often get e-?mail from",
)
# Buttons and links: patterns of whole lines, or of all that stands in a row.
BUTTONS = (
    r"share|tweet|post|pin|e?mail|print|forward|save|like|comments?|restack|reply|follow(?: us)?|facebook|twitter|x",
    r"linkedin|instagram|whatsapp|bluesky|threads|youtube|website|unsubscribe|subscribe(?: now)?|get the app",
    r"start writing|upgrade(?: to paid)?|donate|view online|forward to a friend|manage preferences|preferences",
    r"open in app|play|archive|homepage|listen(?: now)?",
)
# Lines with which the end of a letter begins; all that follows is no part of it, unless it is prose.
ENDINGS = (
    r"(?:click here to )?unsubscribe(?: (?:from|here|instantly|now|at any time|any ?time|or|link)\b|\W|$)",
    r"you(?:['’]re| are) (?:currently |now )?(?:receiving (?:this|our|the|these)|a (?:free|paid) subscriber|subscribed"
    r"|on the (?:mailing )?list)",
    r"you (?:have )?received this (?:e-?mail|message|newsletter|because|as)",
    r"this (?:e-?mail|newsletter|message) was sent",
    r"(?:manage|update|change) your (?:preferences|e-?mail|subscription)",
    r"want to change how you receive",
    r"our mailing address",
    r"add us to your address book",
    r"copyright ?(?:©|\(c\)|\d{4})",
    r"(?:©|\(c\)) ?(?:copyright )?\d{4}",
    r"all rights reserved",
    r"privacy policy(?:\s?[|•·<(].{0,60})?$",
    r"to stop receiving",
    r"to unsubscribe\b",
    r"if you no longer wish",
    r"\*\* \(?http",
    r".{1,60} mailing list$",
)
# What a paragraph below a letter speaks of, if it belongs to the mailing and not to the letter: a pattern.
FOOTER_WORDS = (
    r"(?:un)?subscri|e-?mail|newsletter|mailing|preferences|privacy|copyright|©|rights reserved|confidential|inbox"
    r"|address|terms of|opt[- ]out|advertis|privileged|click|download|https?:|contact us|follow us"
)
# Names before the @ of an address that belongs to nobody in person.
ROLE_ADDRESSES = frozenset(
    "news newsletter newsletters desk editor editors editorial info hello hi contact mail email letters noreply "
    "no-reply reply donotreply do-not-reply press support team daily weekly updates alerts subscriptions members media "
    "marketing events office reply service briefing brief pr communications comms crew admin newsroom post".split()
)
# Words that name a role, a product or an office and nobody: a name of such words alone says nothing of the sender.
ROLE_WORDS = frozenset(
    "reply noreply donotreply mailer daemon postmaster admin news newsletter newsletters daily weekly monthly "
    "morning evening midday afternoon breaking brief briefing briefings digest update updates alert alerts bulletin "
    "events event team teams press office desk newsroom editors editor editorial marketing media communications "
    "comms relations public sales support customer service services info information contact hello help account "
    "accounts notification notifications subscriptions subscription membership members mail email list group "
    "community announcements announce release releases staff crew webmaster today tonight week weekend sunday "
    "letters letter edition headlines roundup".split()
) | frozenset(WEEKDAYS)
# Of these, words that may end the name of a paper and are no part of it: "Valley Post Newsletters".
TRAILING_ROLE_WORDS = frozenset(
    "newsletter newsletters team alerts updates editors notifications subscriptions".split()
)
# Words that end the name of a mailing list, which is no paper.
LIST_WORDS = frozenset("list group announce discussion members".split())
# Other words in names of organizations, papers and newsletters, and in no name of a person.
BODY_WORDS = frozenset(
    "academy agency aid hotel hotels resort restaurant airlines airport alliance association authority bank board "
    "books brewing bureau business cafe campaign capital care center centre centres chamber charity city clinic "
    "club college commission committee company conference congress cooperative corporation council county courier "
    "daily department dispatch district dept echo energy enterprise enterprises examiner exchange express faculty "
    "federation festival film films finance firm forum foundation fund gallery gazette global government group "
    "guild health herald holdings hospital inc industries initiative insider institute institution insurance "
    "international journal laboratory lab labs league ledger legal library limited llc llp ltd plc gmbh ag sa sarl "
    "bv oy ab magazine management market markets ministry mirror monitor movement municipality museum music network "
    "news notes observer online orchestra organisation organization parliament partners partnership party people's "
    "petroleum platform podcast police post products project properties publishers publishing radio railway record "
    "report reports research review school schools science secretariat security senate sentinel society solutions "
    "standard studio studios syndicate systems tech technologies telegraph telegram theatre theater times tribune "
    "trust tv union united university ventures voice watch weekly works world zoo".split()
)
# Between a person and the paper in a sender's name: "Ida Marsh from Valley Post".
SENDER_SEPARATORS = ("from", "at", "@", "|", "via", "of", "-", "–", "/", "•", "·")
# Little words in names of roles and organizations, and never in those of people.
BODY_PARTICLES = frozenset("the our your of for from & + no-reply do-not-reply".split())
# Before the title in a subject: patterns.
TITLE_OPENERS = (
    r"(?:for )?immediate release",
    r"(?:press|news|media) (?:release|statement|advisory)",
    r"(?:strictly )?(?:under )?embargo(?:ed)?\b(?:[^:|–—]|(?<=\d):(?=\d)){0,60}",
)
# Tags in brackets that mail servers write before a subject.
SUBJECT_TAGS = (
    r"(?:external|extern|externe|ext)(?:[ :_-].{0,30})?|(?:suspected |probable )?spam|bulk|caution|encrypted|secure"
)
