"""blocks -> Article: the layout of plain text, front matter, title, byline, dateline, headings."""
