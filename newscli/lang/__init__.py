"""What newscli knows of each language that it reads: one folder each."""
