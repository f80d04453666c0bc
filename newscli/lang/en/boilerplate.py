"""Words of what newsrooms send and receive around a story: slugs, notes to editors, heads and tails of releases.

Patterns of whole lines, in any case unless noted.
"""

# Above a story: what a release or an agency says about it.
OPENING_LINES = (
    r"(?:for )?(?:immediate|general) release\b.{0,60}",
    r"(?:press|news|media) (?:release|statement|notice|advisory)\b.{0,60}",
    r"\((?:repeats|corrects|adds|updates|refiles|recasts|removes|fixes|changes|clarifies|rewrites|edits|resends)\b"
    r"[^()\n]{0,160}\)",
    r"(?:ap|afp|reuters) (?:photos?|video|graphics?)\b.{0,80}",
    # What old wires have above a story: "a0123", "r i BC-Kenya-Elephants 09-03 0233".
    r"[a-z]\d{4}",
    r"(?:[a-z] [a-z] )?(?:ap|bc|am|pm)-\S{2,60}(?: \d\d-\d\d)?(?: \d{3,4})?",
    r"(?:strictly )?(?:under )?embargo(?:ed)?\b.{0,120}",
    r"eds(?::|\.)? .{0,200}",
    r"(?:note to editors|editors?['’]s? note|editors):? .{0,200}",
    r"with (?:ap |afp )?(?:photos?|video|graphics?)\b.{0,60}",
    r"(?:urgent|bulletin|flash|newsalert|advisory|recasts?|updates?)\b:?.{0,40}",
)
# A wire's slug; in this case alone: "BC-EU--Romania-Flood,2nd Ld-Writethru".
SLUG = r"[A-Z]{2,3}-(?:[A-Z]{2,4}-{1,2})?[\w'’.-]{2,60}(?:,\s?[\w '’.-]{1,40}){0,3}"
# What shows a release wherever it stands near the beginning of a text: the names of those who send them.
RELEASE_WIRES = r"globe ?newswire|pr ?newswire|business ?wire|accesswire|ein presswire|newsfile corp"
# The line that opens a block of contacts, which runs to the next blank line.
CONTACT_HEADINGS = (
    r"(?:for )?(?:media|press|news|further|more)?\s?(?:contacts?|inquiries|enquiries|information)"
    r"(?:(?: .{0,40})?:?|:.{1,120})"
)
# Lines that end a story; all that follows is no part of it.
END_MARKS = r"ends?\.?|-+ ?ends? ?-+|#(?: ?#){1,5}|-+ ?30 ?-+|\(?ends all\)?"
# Headings of what follows a release.
TAIL_HEADINGS = (
    r"about (?:the )?\S.{0,60}",
    r"(?:cautionary (?:note|statement).{0,60}|forward[- ]looking statements?.{0,40}|safe harbou?r.{0,40})",
    r"notes? (?:to|for) editors?:?.{0,40}",
    r"(?:media|press) contacts?:?.{0,40}",
    r"(?:investor|public) relations(?: contacts?)?:?.{0,60}",
    r"contacts?:.{0,80}",
    r"(?:for )?(?:further|more) information,? (?:please )?(?:contact|call|visit|see)\b.{0,80}",
    r"(?:legal )?disclaimers?:?",
    r"source:? .{0,80}",
)
# A credit at the end of a story.
CREDIT_LINES = (
    r".{0,80}\b(?:contributed to this (?:report|story|article)|contributed reporting)\b.{0,80}",
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled)(?: and (?:reporting|writing|editing))? by\b.{0,200}\)?",
    r"[\w ]{2,40} reported from [^.\n]{2,40}\.(?: .{0,120}\bcontributed\.?)?",
    r"\(?(?:this|the) .{0,40}\b(?:story|article|report|item|version) (?:has been|was) (?:corrected|updated|refiled)\b"
    r".{0,200}",
    r"\(\(.{3,120}\)\)",
    r"\(\$\d{1,4} ?= ?[\d.,]{1,12} [\w ]{2,40}\)",
    r"(?:editorial )?contacts?: .{3,80}",
    r"ap-[a-z]{2}-[\d-]{8} \d{4} ?[a-z]{2,4}",
    r"\d{6} gmt [a-z]{3} \d{2}",
    r"(?:reach|contact|e-?mail|follow) [\w.'’ -]{3,60} (?:at|on) .{0,60}(?:@|\d{3}[-. ]\d{3,4}|twitter|bluesky).{0,80}",
)
# The initials of those who worked on a story, at its end; in this case alone: "bur-pfm/lk/dw".
INITIALS = r"(?:[a-z]{2,4}-)?[a-z]{2,4}(?:/[a-z]{2,4}){1,4}"
# What opens a message to a colleague before a story, and what closes it.
GREETINGS = r"(?:hi|hello|hey|dear|morning|afternoon)\b.{0,40}[,!–-]?"
SIGNATURE_RULE = r"-{2,3}|_{3,}|\*{3,}"
