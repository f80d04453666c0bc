"""Libraries that newscli imports when they are needed."""

import subprocess
import sys

IMPORTS = """
import sys, warnings
from newscli.optional_imports import import_without_network
before = list(warnings.filters)
for module in {modules}:
    with warnings.catch_warnings():
        import_without_network(module)
assert "urllib3" in sys.modules
assert warnings.filters == before, "a library has changed which warnings the user sees"
"""


def test_an_import_neither_warns_nor_changes_which_warnings_are_seen() -> None:
    for modules in (("courlan", "trafilatura"), ("trafilatura", "courlan")):
        code = IMPORTS.format(modules=modules)
        outcome = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
        assert (outcome.returncode, outcome.stderr) == (0, "")
