"""Make newscli/lang/en/first_names.txt: python -m training.first_names

First names that are nearly always a woman's or a man's, from the counts of the US census of 1990 (public domain), which
the package `names` (MIT) carries. One line for each gender: "f" or "m", and the names in lower case; a third, "-", has
names that are borne by both.
"""

import importlib.util
from pathlib import Path

OUT = Path(__file__).parent.parent / "newscli" / "lang" / "en" / "first_names.txt"
# A name is listed if it is at least this many times as frequent for one gender as for the other.
MIN_FREQUENCY_RATIO = 5.0
# Names of heads of state, reporters and sources in the news that are rare in the USA.
ADDED_NAMES = {
    "f": "angela theresa ursula ségolène aung benazir indira golda jacinda giorgia sanna svetlana tatyana natalya "
    "olga irina ekaterina yulia yelena fatima aisha khadija zainab layla leila noor mei xiu ingrid astrid "
    "freya siobhan aoife niamh ngozi amina chiara giulia francesca inès camille amélie milena jelena",
    "m": "vladimir sergei sergey dmitry dmitri alexei alexey mikhail yuri igor oleg boris nikolai bashar mohammed "
    "muhammad mohamed ahmed ahmad mahmoud hassan hussein ali omar abdullah ibrahim yusuf recep xi jinping "
    "hamid ashraf emmanuel françois jean-claude jean giuseppe silvio matteo luca olaf jürgen wolfgang klaus "
    "hans heinz piotr donald volodymyr viktor zoran slobodan goran kofi nelson thabo shinzo hiroshi takeshi "
    "narendra rajiv imran pervez",
}
# Names that the census gives to one gender, and that are the other's elsewhere, today, or for short: Italy's Andrea,
# Sam for Samantha, and given names of Chinese and Korean, which are seldom of one gender.
SHARED_NAMES = frozenset(
    "alex andrea ashley avery beverly bo cameron camille charlie chris claude corey dakota dale darcy daryl drew "
    "dylan elliot ellis emerson evelyn freddie gabriele georgie hayden hilary hyun ira jean jesse ji jo joan jodie "
    "jules kai kerrie kim laurie leigh li lindsay lindsey ling loren mackenzie madison max mel micah michele mika min "
    "ming misha monroe nicola nikita noel noor parker ping quinn raven ray ricki riley robin ronnie rory sage sam "
    "sandy sasha shane shawn shay shea sidney simone stacy stephane teddy toni tory tyler vi vivian wei whitney "
    "winter yan yi".split()
)


def main() -> None:
    package = importlib.util.find_spec("names")
    if package is None or package.origin is None:
        raise SystemExit("pip install -r training/requirements.txt first")
    folder = Path(package.origin).parent
    shares = {"f": read_shares(folder / "dist.female.first"), "m": read_shares(folder / "dist.male.first")}
    lines = []
    shared: set[str] = set()
    for gender, other_gender in (("f", "m"), ("m", "f")):
        names = {
            name
            for name, share in shares[gender].items()
            if share >= MIN_FREQUENCY_RATIO * shares[other_gender].get(name, 0.0)
        }
        names = (names | set(ADDED_NAMES[gender].split())) - set(ADDED_NAMES[other_gender].split())
        shared |= names & SHARED_NAMES
        lines.append(" ".join([gender, *sorted(names - SHARED_NAMES)]))
    lines.append(" ".join(["-", *sorted(shared)]))
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def read_shares(path: Path) -> dict[str, float]:
    """Read how frequent each name in a census file is, in percent, by the name in lower case."""
    rows = (line.split() for line in path.read_text("ascii").splitlines())
    return {name.lower(): float(share) for name, share, *_ in rows}


if __name__ == "__main__":
    main()
