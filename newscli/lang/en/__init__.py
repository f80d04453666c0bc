"""English: words, sentences, the calendar, titles and roles."""
