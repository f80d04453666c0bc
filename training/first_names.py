"""Make newscli/analysis/entities/first_names.txt: python -m training.first_names

First names that are nearly always a woman's or a man's, from the counts of the US census of 1990 (public
domain), which the package `names` (MIT) carries.
"""

import importlib.util
from pathlib import Path

OUT = Path(__file__).parent.parent / "newscli" / "analysis" / "entities" / "first_names.txt"
SURE = 5.0
# Names of heads of state, reporters and sources that Americans seldom bear.
MORE = {
    "f": "angela theresa ursula ségolène aung benazir indira golda jacinda giorgia sanna svetlana tatyana natalya "
    "olga irina ekaterina yulia yelena fatima aisha khadija zainab layla leila noor mei xiu ingrid astrid "
    "freya siobhan aoife niamh ngozi amina chiara giulia francesca inès camille amélie milena jelena",
    "m": "vladimir sergei sergey dmitry dmitri alexei alexey mikhail yuri igor oleg boris nikolai bashar mohammed "
    "muhammad mohamed ahmed ahmad mahmoud hassan hussein ali omar abdullah ibrahim yusuf recep xi jinping "
    "hamid ashraf emmanuel françois jean-claude jean giuseppe silvio matteo luca olaf jürgen wolfgang klaus "
    "hans heinz piotr donald volodymyr viktor zoran slobodan goran kofi nelson thabo shinzo hiroshi takeshi "
    "narendra rajiv imran pervez",
}


def main() -> None:
    found = importlib.util.find_spec("names")
    if found is None or found.origin is None:
        raise SystemExit("pip install -r training/requirements.txt first")
    counts: dict[str, dict[str, float]] = {"f": {}, "m": {}}
    for gender, name in (("f", "female"), ("m", "male")):
        for line in (Path(found.origin).parent / f"dist.{name}.first").read_text("ascii").splitlines():
            word, share, *_ = line.split()
            counts[gender][word.lower()] = float(share)
    lines = []
    for gender, other in (("f", "m"), ("m", "f")):
        sure = {name for name, share in counts[gender].items() if share >= SURE * counts[other].get(name, 0.0)}
        lines.append(" ".join([gender, *sorted((sure | set(MORE[gender].split())) - set(MORE[other].split()))]))
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
