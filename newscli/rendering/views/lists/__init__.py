"""Views of what commands find and list one by one: each has a module with its columns and its page."""
