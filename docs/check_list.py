"""Write the list of checks into docs/checks.md, from the catalogue of `newscli check`.

python docs/check_list.py            write it
python docs/check_list.py --check    write nothing; exit with 1 if it is out of date
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "checks.md"
START = "<!-- the list is written by docs/check_list.py -->\n"
GROUPS = {"Q": "Quotes", "N": "Names", "D": "Days and numbers", "T": "Text", "A": "Against a store", "S": "Structure"}


def write_list() -> str:
    """Write the list, by groups."""
    from newscli.analysis.desk import CATALOG

    parts = []
    for letter, group in GROUPS.items():
        parts.append(f"## {group}\n")
        for code, rule in CATALOG.items():
            if code.startswith(letter):
                default = "" if rule.is_default else f", only {'with --against' if letter == 'A' else 'if selected'}"
                example = rule.example.replace("\n\n", " / ")
                parts.append(
                    f"### {code}: {rule.title}\n\n*{rule.level}{default}.* {rule.explanation}\n\n    {example}\n"
                )
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    sys.path.insert(0, str(ROOT))
    page = PAGE.read_text("utf-8")
    renewed = f"{page.partition(START)[0]}{START}\n{write_list()}"
    if not check:
        PAGE.write_text(renewed, "utf-8")
    elif page != renewed:
        sys.exit("docs/checks.md is out of date: run python docs/check_list.py")


if __name__ == "__main__":
    main()
