"""Words around the letter in an email: links to the web version, to subscribe, to share; marks of forwarded mail."""

# Lines that invite or inform, and are no part of a letter: patterns, from the beginning of a line, in any case.
FURNITURE = (
    r"(?:view|read|open|see) (?:(?:this|it|the) )?(?:\w+ )?(?:in|on|with) (?:(?:your|the|a) )?(?:web |app\b|browser)",
    r"view (?:this|online|web version|in browser)",
    r"web version",
    r"having trouble (?:viewing|reading)",
    r"(?:∙ |• )?read in app",
    r"forwarded this (?:e-?mail|message|newsletter|to you)",
    r"was this (?:e-?mail )?forwarded",
    r"(?:sign up|subscribe) (?:here|now|to|for)\b.{0,60}$",
    r"share (?:this|on)\b.{0,40}$",
    r"like this (?:post|email)",
    r"advertisement$",
    r"sponsored(?: content| by\b.{0,60})?$",
    r"a message from our sponsor",
)
# Lines with which the end of a letter begins; all that follows is no part of it.
ENDINGS = (
    r"unsubscribe\b",
    r"you(?:['’]re| are) (?:currently |now )?(?:receiving|a free subscriber|subscribed|on the list)",
    r"you (?:have )?received this",
    r"this (?:e-?mail|newsletter|message) was sent",
    r"(?:manage|update|change) your (?:preferences|email|subscription)",
    r"want to change how you receive",
    r"our mailing address",
    r"add us to your address book",
    r"copyright ?(?:©|\(c\)|\d{4})",
    r"(?:©|\(c\)) ?(?:copyright )?\d{4}",
    r"all rights reserved",
    r"privacy policy\b.{0,60}$",
    r"to stop receiving",
    r"if you no longer wish",
    r"\*\* \(?http",
)
# What opens a forwarded letter, before its own header.
FORWARD_MARKS = (
    r"-{2,} ?forwarded message ?-{2,}",
    r"begin forwarded message:",
    r"-{2,} ?original message ?-{2,}",
    r"-{2,} ?forwarded by .{1,80}",
    r"_{10,}",
)
# Names before the @ of an address that belongs to nobody in person.
ROLE_ADDRESSES = frozenset(
    "news newsletter newsletters desk editor editors editorial info hello contact mail letters noreply no-reply "
    "donotreply do-not-reply press support team daily weekly updates alerts subscriptions members".split()
)
# Between a person and the paper in a sender's name: "Ida Marsh from Valley Post".
SENDER_SEPARATORS = ("from", "at", "@", "|", "via", "of")
