"""Words of the lines around a story on a web page: menus, buttons, promotions, legal lines.

The model of furniture was trained with them; to change one, train it again. Patterns are in lower case.
"""

# What a line is about -> patterns to search for in its lower case, which is several times as fast as ignoring case.
FURNITURE_WORDS = {
    "subscribe": r"subscri|sign up|newsletter|sign in|log ?in|log out|register|my account|join (?:now|us)"
    r"|become a member|free trial|premium|paywall|unlimited access",
    "share": r"\bshare\b|facebook|twitter|linkedin|whatsapp|pinterest|reddit|instagram|youtube|\bemail\b|\bprint\b"
    r"|copy (?:url|link)|flipboard|telegram|follow (?:us|@|on)|tweet",
    "advert": r"advertis|sponsor|promoted|\bads?\b|partner content|shop now|buy now|coupon|deals?\b",
    "related": r"related|read (?:more|next|also|full)|more (?:on|from|stories|news|coverage)"
    r"|most (?:read|popular|viewed)|trending|recommended|you may (?:also )?like|see also|don['’]t miss|up next|latest"
    r"|top stories|editors?['’]? picks?|popular|what to read",
    "legal": r"©|copyright|all rights reserved|privacy|cookie|terms (?:of|and|&)|conditions|contact us|about us|sitemap"
    r"|careers|help cent|accessibility|do not sell|corrections?$|licens",
    "comments": r"comment|repl(?:y|ies)|\blikes?\b|report abuse|leave a|post a|conversation",
    "navigation": r"skip to|menu|\bhome\b|search|back to top|load more|show more|view all|see all|click|expand|close\b"
    r"|next\b|previous|\bpage \d|toggle|navigation|sections?$|subscribe$|scroll|tap (?:to|here)",
    "credit": r"photo|image|getty|reuters\b|\bap\b|\bafp\b|picture|credit|courtesy|caption|file pic|shutterstock|video"
    r"|illustration|gallery",
    "time": r"\b(?:\d{1,2}|an?|one) (?:sec|min|hour|hr|day|week|month|year)s? ago|updated|published|posted"
    r"|last modified|\bmin(?:ute)?s? read|\d{1,2}:\d\d",
    "tags": r"topics?\b|categor|filed under|keywords?",
}
# Whole lines that are furniture wherever they stand on a page: patterns.
SURE_FURNITURE = (
    r"advertisements?|(?:article|story) continues (?:below|after)\b.{0,40}|share|tweet|print|e-?mail|facebook|twitter",
    r"whatsapp|linkedin|sign in|log in|subscribe|comments?|related (?:topics|articles|stories)|read more",
    r"(?:image|photo|picture|video)s? ?(?:caption|credit|source|by|copyright)?:.{0,200}",
    r"(?:image|photo) caption\b.{0,200}",
    r"(?:getty|reuters|ap|afp|pa|shutterstock) (?:images?|photos?|media)|getty|more on this (?:story|topic)",
    r"skip to .{0,30}|sign up (?:to|for) .{0,100}",
    r"(?:also )?(?:read|see|watch|related)(?: (?:more|also|next))? ?[:|].{0,150}[^.]",
    r"©.{0,80}|(?:audio|video) (?:produced )?by .{0,60}",
)
# Whole lines that open the readers' comments below a story, and lines that sign a comment.
COMMENTS_HEADINGS = (
    r"\d[\d,.]* (?:comments?|responses?|repl(?:y|ies)|thoughts?)\b.{0,120}",
    r"(?:(?:reader|user|view|show|add|all) )?comments?(?: ?\(?\d*\)?)?:?",
    r"(?:leave|post|add|write) a (?:comment|reply)\b.{0,60}",
    r"(?:join the|start the) (?:conversation|discussion)\b.{0,60}|discussion(?: ?\(\d+\))?|what do you think\?",
)
COMMENT_SIGNATURES = (r".{2,40} (?:says|said|wrote):", r".{2,60} on .{5,40}\d (?:[ap]m )?(?:said|says):")
# Words that make sentences: articles, prepositions, pronouns, auxiliaries.
SENTENCE_WORDS = frozenset(
    "the of and to a in that is was for on with as it at by be from are has have had his her he she they this but not "
    "an which who their will were been its or would said when about more after we i you than also into up there one "
    "if".split()
)
