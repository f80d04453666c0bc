"""Words of titles, headings, bylines, headers and promotions: the lines around a story.

The models of titles and headings were trained with the sets that say so; to change one, train the model again.
"""

from newscli.lang.en.calendar import WEEKDAYS
from newscli.lang.en.words import QUOTING_VERBS, RELATIVE_PRONOUNS

# For the model of titles.
TITLE_AUXILIARIES = frozenset("has had was were have been would could did".split())
TITLE_DAYS = frozenset((*WEEKDAYS, *"week month year today yesterday tomorrow".split()))
# What sentences of a report have, and headlines rarely.
TITLE_REPORTING_WORDS = frozenset("said told according announced added".split())
TITLE_RELATIVES = RELATIVE_PRONOUNS | {"where"}
TITLE_PRONOUNS = frozenset("he she they it his her we i my our".split())
TITLE_PREPOSITIONS = frozenset("of in on for to at with".split())

# For the model of headings.
HEADING_PRONOUNS = frozenset("i you we they he she it this that these those your our my me us".split())
HEADING_FINITE_VERBS = frozenset(
    (*"is are was were has have had will would can could do does did".split(), *QUOTING_VERBS)
)
HEADING_QUESTION_WORDS = frozenset("what how why who when where is are can does do will".split())
# The words that open a question in a heading.
QUESTION_OPENERS = (*sorted(HEADING_QUESTION_WORDS), *"which did was were has have should could".split())
# Questions with these are put to a reader, or to somebody who is interviewed.
READER_PRONOUNS = frozenset("you your yours i me my we us our ours".split())
# Beginnings of questions that are headings even where a text has no other: patterns.
SINGLE_QUESTION_HEADINGS = (
    r"(?:what|who) (?:is|are|was|were) (?!the point|wrong|to blame|going on)",
    r"what (?:happens|comes|is|has happened|happened|do we know|does it mean|does this mean|will happen)\b",
    r"what (?:next|now)\b",
    r"how (?:does|do|did|will) (?:it|this|the|that|we)\b|why (?:does|is|are|did|was) (?:it|this|the|that|there)\b",
    r"when (?:will|does|did|is)\b|where (?:will|does|did|is|are)\b|who (?:pays|will|has|can)\b",
)
# Patterns of words in promotions of other pages.
HEADING_PROMOTION_WORDS = (
    "read", "see", "watch", "listen", "click", "follow", "subscribe", "sign up", "buy", "shop", "share", "download",
    "tap", "check out", "join us", "learn more", "more on", "also on", "related", "continue", "advertisement", "view",
    "tweet", "contact", "email", "stay tuned",
)  # fmt: skip
# Words in credits of photos and stories.
HEADING_CREDIT_WORDS = (
    "photo", "photos", "photograph", "image", "picture", "credit", "courtesy", "getty", "reuters", "ap", "afp", "file",
    "copyright", "reporting by", "editing by", "provided by", "source", "writer", "reporter", "correspondent", "editor",
    "columnist", "staff",
)  # fmt: skip
# How captions begin, before a number and a colon or full stop; patterns.
CAPTION_LABELS = (
    r"fig(?:ure|\.)?", r"photo(?:s|graph)?", "image", "picture", "caption", "table", "chart", "map", "video", "graphic",
)  # fmt: skip
# Labels of lists of tags, links and sources, before a colon; patterns.
LIST_LABELS = ("tags?", "topics?", "keywords?", "related", "filed under", "see also", "source", "sources", "credit")
# What people did to a story, before "by" in a credit.
CREDIT_VERBS = ("edited", "reported", "written", "compiled", "translated")

# What follows the name of an agency in a credit: "Associated Press writer Ann Lee contributed to this report."
CREDIT_WORDS = (
    "writers?", "reporters?", "correspondents?", "journalists?", "contributed", "contributors?", "staff",
    "photographers?",
)  # fmt: skip
# What opens a byline before the names, and what may come before that word.
# How a note begins that says what an editor has changed, for regular expressions.
NOTE_OPENERS = (
    "corrections?:?", "clarifications?:?", "editor['’]?s['’]? note", "updated?:", "amend(?:ment|ed)",
    r"(?:an? )?(?:earlier|previous) versions? of th(?:is|e) (?:article|story|report|post|piece)",
    r"this (?:article|story|report|post|piece) (?:was|has been) (?:amended|corrected|updated|changed|revised)",
)  # fmt: skip
BYLINE_OPENER = "by"
BYLINE_PREFIXES = ("written", "reported", "story", "report", "text", "words", "interview")
# Labels before the names of those who wrote, and words before a colon that may open a headline as well.
BYLINE_LABELS = ("author", "authors", "byline", "writer", "writers", "written by")
AMBIGUOUS_BYLINE_LABELS = ("words", "text", "reporter", "interview")
# Words above a title that say what kind of story follows.
KICKERS = frozenset(
    "analysis,comment,commentary,opinion,editorial,leader,explainer,obituary,obituaries,interview,review,feature,"
    "column,live,live!,exclusive,breaking,urgent,developing,profile,sketch,essay,perspective,viewpoint,investigation,"
    "podcast,newsletter,q&a,breaking news,fact check,news analysis,live updates,live blog,big read,long read,"
    "the long read,in brief,op-ed,special report,first person,factbox".split(",")
)
# Words in capitals before a dash that are no place.
NO_PLACES = frozenset(
    "sir sirs madam exclusive update updated breaking urgent live watch opinion analysis comment correction file "
    "editorial review video photos listen podcast".split()
)
# How long a story takes to read, as pages say it.
READING_TIME = r"\d{1,3}[ -]?min(?:ute)?s?(?:[ -]read)?"
# The same before the byline that a page shows.
PAGE_BYLINE_PREFIXES = ("written", "words")
# Words between the names in a byline, German and French ones included.
BYLINE_CONJUNCTIONS = ("and", "und", "et", "with")
# Prepositions before the place or paper that follows a name in a byline.
BYLINE_PREPOSITIONS = ("in", "at", "for", "of", "from")
# Verbs that begin a clause about the author after the name.
BYLINE_VERBS = ("is", "was")
# Participles before the day in a byline.
DATE_PARTICIPLES = ("published", "posted", "updated", "modified", "submitted")

# Keys of a header, and the metadata under them. Other keys in the same header are skipped.
HEADER_KEYS = {
    "title": "title",
    "headline": "title",
    BYLINE_OPENER: "authors",
    "byline": "authors",
    "author": "authors",
    "authors": "authors",
    "writer": "authors",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "publish date": "published",
    "pubdate": "published",
    "date published": "published",
    "posted": "published",
    "created": "published",
    "updated": "modified",
    "modified": "modified",
    "last updated": "modified",
    "last modified": "modified",
    "source": "publisher",
    "publisher": "publisher",
    "publication": "publisher",
    "newspaper": "publisher",
    "outlet": "publisher",
    "section": "section",
    "category": "section",
    "language": "language",
    "lang": "language",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "dateline": "dateline",
}

# Lines that sites put between paragraphs to promote other pages. In these patterns, " " means
# white space, and " ?" white space or none.
# "Read more:", "Also see:".
PAGE_PROMOTION_LABEL = (
    "(?:also )?(?:read|see|watch|listen|view|related|download)(?: (?:more|also|next|stories|articles?))? ?:"
)
PAGE_PROMOTION_OPENERS = (
    "read more", "don['’]t miss", "sign up", "subscribe", "follow (?:us|him|her|@)", "get (?:the latest|access)",
    "like this (?:story|article)", "tell us what you think", r"share (?:this|it)\b", "click here", "have a tip",
    r"copyright\b", "©", "all rights reserved", "this copy is for",
)  # fmt: skip
# Lines of only one of these words; patterns.
PAGE_PROMOTION_WORDS = ("comments?", "tags?", "advertisement", "more", "related")
# Words in brackets that promotions end in: "... [VIDEO]".
PAGE_PROMOTION_TAGS = ("news", "video", "insight", "reaction", "pictures", "warning", "analysis")
# Patterns in lines that sites put after the story.
PAGE_CLOSINGS = (r"\bfollow\s+(?:us|him|her|them|@)", r"\bnewsletters?\b", r"\bmay be reached at\b", r"^our standards:")

# Labels of the dates above a story, which say whether it was published or modified then; patterns.
MODIFIED_LABEL = r"(?:last\s+)?(?:updated|modified)"
PUBLISHED_LABEL = r"(?:first\s+)?(?:published|posted|date)|on"
# A word between such a label and its date.
DATE_LABEL_PREPOSITION = "on"
