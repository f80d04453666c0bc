"""Views of what the commands find that ask a store: each has a module with its columns and its page."""
