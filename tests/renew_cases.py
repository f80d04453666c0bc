"""Write the expected reports of samples/ again: python tests/renew_cases.py, then read the diff.

Each case is what `newscli show --json` prints of a sample, indented. The text is left out: spans
point into the sample's own.
"""

import json
from pathlib import Path

from newscli import inspect, read
from newscli.rendering.jsonout import to_json

ROOT = Path(__file__).resolve().parents[1]


def expected(sample: Path) -> dict[str, object]:
    """The report of a sample without its text, as JSON has it."""
    report = inspect(read(sample, name=f"samples/{sample.name}"))
    data: dict[str, object] = json.loads(to_json(report, "show", indent=False))
    del data["text"]
    return data


def main() -> None:
    for sample in sorted((ROOT / "samples").iterdir()):
        case = ROOT / "tests" / "cases" / "samples" / f"{sample.name}.json"
        case.write_text(json.dumps(expected(sample), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
