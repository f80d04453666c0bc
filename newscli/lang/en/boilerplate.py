"""Words of what newsrooms send and receive around a story: slugs, notes to editors, heads and tails of releases.

Patterns of whole lines, in any case unless noted.
"""

# Above a story: what a release or an agency says about it.
OPENING_LINES = (
    r"(?:for )?(?:immediate|general) release\b.{0,60}",
    r"(?:press|news|media) release\b.{0,60}",
    r"(?:strictly )?(?:under )?embargo(?:ed)?\b.{0,120}",
    r"eds(?::|\.)? .{0,200}",
    r"(?:note to editors|editors?['’]s? note|editors):? .{0,200}",
    r"with (?:ap |afp )?(?:photos?|video|graphics?)\b.{0,60}",
    r"(?:urgent|bulletin|flash|newsalert|advisory|recasts?|updates?)\b:?.{0,40}",
)
# A wire's slug; in this case alone: "BC-EU--Romania-Flood,2nd Ld-Writethru".
SLUG = r"[A-Z]{2,3}-(?:[A-Z]{2,4}-{1,2})?[\w'’.-]{2,60}(?:,\s?[\w '’.-]{1,40}){0,3}"
# The line that opens a block of contacts, which runs to the next blank line.
CONTACT_HEADINGS = (
    r"(?:for )?(?:media|press|news|further|more)?\s?(?:contacts?|inquiries|enquiries|information)(?: .{0,40})?:?"
)
# Lines that end a story; all that follows is no part of it.
END_MARKS = r"ends?\.?|-+ ?ends? ?-+|#(?: ?#){1,5}|-+ ?30 ?-+|\(?ends all\)?"
# Headings of what follows a release.
TAIL_HEADINGS = (
    r"about (?:the )?\S.{0,60}",
    r"(?:cautionary (?:note|statement).{0,60}|forward[- ]looking statements?.{0,40}|safe harbou?r.{0,40})",
    r"notes? (?:to|for) editors?:?.{0,40}",
    r"(?:media|press) contacts?:?.{0,40}",
    r"source:? .{0,80}",
)
# A credit at the end of a story.
CREDIT_LINES = (
    r".{0,80}\b(?:contributed to this (?:report|story|article)|contributed reporting)\b.{0,80}",
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled) by\b.{0,200}\)?",
)
# What opens a message to a colleague before a story, and what closes it.
GREETINGS = r"(?:hi|hello|hey|dear|morning|afternoon)\b.{0,40}[,!–-]?"
SIGNATURE_RULE = r"-{2,3}|_{3,}|\*{3,}"
