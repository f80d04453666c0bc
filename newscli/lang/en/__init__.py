"""English: its words, sentences, calendar, and how it names people."""
