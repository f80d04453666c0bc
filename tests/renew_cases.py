"""Write the expected reports of samples/ again: python tests/renew_cases.py, then read the diff.

Each case is what `newscli show --json` prints of a sample, indented, a list with a report for each of its articles. The
text is left out: spans point into the sample's own.
"""

import json
from pathlib import Path
from typing import Any

from newscli import inspect, read_all
from newscli.model import Article
from newscli.rendering.json import to_json
from newscli.rendering.views.show import VIEW

ROOT = Path(__file__).resolve().parents[1]


def expected(sample: Path) -> list[dict[str, Any]]:
    """The reports of a sample without their texts, as JSON has them."""
    made = []
    for article in read_all(sample, name=f"samples/{sample.name}"):
        assert isinstance(article, Article)
        data = json.loads(to_json(inspect(article), VIEW.keys, indent=False))
        del data["text"]
        made.append(data)
    return made


def main() -> None:
    for sample in sorted((ROOT / "samples").iterdir()):
        case = ROOT / "tests" / "cases" / "samples" / f"{sample.name}.json"
        case.write_text(json.dumps(expected(sample), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
