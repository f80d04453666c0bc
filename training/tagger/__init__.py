"""The tagger: its corpora, network, training and export."""
