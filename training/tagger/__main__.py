"""Make the tagger's weights: python -m training.tagger ../shared/corpora [--run FOLDER] [--stage NAME].

The stages are those of STAGES. Each goes on from its last checkpoint in the run's folder; without --stage, all are done
in turn.
"""

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import torch

from newscli.tagging.wordpiece import Vocabulary
from training.sums import write_sums
from training.tagger.base_models import find_minilm, find_mpnet, load_base_model
from training.tagger.books import read_litbank, read_riqua
from training.tagger.corpora import Document, read_marked, read_names, read_polnear, read_unlabelled
from training.tagger.export import export
from training.tagger.feeds import TARGET_SHARES, AnnotatedSupply, RenamedSupply, Supply, TargetSupply
from training.tagger.losses import Keeping, make_batch
from training.tagger.network import MINILM, MPNET, Size, TaggerNetwork, prune_to_student
from training.tagger.persons import read_gap
from training.tagger.targets import make_targets
from training.tagger.train import Plan, take_dev_examples, train
from training.tagger.windows import WINDOW_LENGTH, Example, make_examples

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "newscli" / "weights"
NAME_SETS = (
    "worldwide.train", "gmb.train", "crossner_politics", "wikigold", "wnut17.train", "gum_news_derived",
    "gum_interview_derived", "meantime_derived", "btc_a.train", "btc_b.train", "btc_e.train", "btc_f.train",
    "btc_h.train",
)  # fmt: skip
# Our own sentences with names of rare types: the half for training, and articles.
MARKED = (ROOT / "benchmarks" / "confusions" / "dev.txt", *sorted((ROOT / "training" / "names").glob("*.txt")))

# Teachers learn from the annotators: networks of the base models' sizes.
TEACHERS = {
    "minilm-1": (MINILM, Plan(steps=4000, layer_decay=0.9, averaging=0.998, seed=1)),
    "mpnet-1": (
        MPNET,
        Plan(steps=2500, rate=5e-5, layer_decay=0.9, frozen_depth=4, averaging=0.998, warm_up_steps=250, seed=1),
    ),
}


class Round(NamedTuple):
    """A round of a student's training: its plan, the shares of the data, the networks whose mean it begins with, and
    its size. It begins with that mean's part of this size that contributes most. With ``keeping``, it learns names and
    keeps the rest.
    """

    plan: Plan
    shares: Mapping[str, int]
    start: tuple[str, ...]
    size: Size
    keeping: Keeping | None = None


# Smaller networks (the students) learn from the annotators and from the teachers' targets, in rounds. The first begins
# as a part of a MiniLM teacher; later rounds have more windows that no annotator saw and less of what the annotators
# say, which the student knows by heart by then. The second, of four layers, begins as a part of the first.
STUDENT_SIZE = replace(MINILM, heads=8, hidden_units=768)
SMALL_SIZE = replace(MINILM, layers=4, heads=6, hidden_units=512)
_LATER_PLAN = Plan(steps=5000, rate=1.5e-4, head_rate=5e-4, quantized=0.3, averaging=0.998, gold=0.5)
_LATER_SHARES = {"polnear": 32, "riqua": 3, "names": 28, "written": 6, "persons": 7, "unlabelled": 24}
STUDENTS = {
    "student-1": Round(
        Plan(steps=6000, rate=2e-4, quantized=0.3, averaging=0.998, seed=1), TARGET_SHARES, ("minilm-1",), STUDENT_SIZE
    ),
    "student-2": Round(
        replace(_LATER_PLAN, steps=6000, gold=0.3, gold_pointers=0.3, seed=2),
        {"polnear": 25, "riqua": 3, "names": 27, "written": 6, "persons": 7, "unlabelled": 32},
        ("student-1",),
        STUDENT_SIZE,
    ),
    "student-3": Round(
        replace(_LATER_PLAN, rate=1.2e-4, head_rate=4e-4, seed=3),
        _LATER_SHARES,
        ("student-1", "student-2"),
        STUDENT_SIZE,
    ),
    "student-4": Round(
        replace(_LATER_PLAN, seed=7), _LATER_SHARES, ("student-1", "student-2", "student-3"), STUDENT_SIZE
    ),
    "student-5": Round(replace(_LATER_PLAN, seed=11), _LATER_SHARES, ("student-4",), STUDENT_SIZE),
    "small-1": Round(
        replace(_LATER_PLAN, steps=12000, rate=2.5e-4, seed=21), _LATER_SHARES, ("student-5",), SMALL_SIZE
    ),
    "small-2": Round(
        replace(_LATER_PLAN, steps=6000, head_rate=4e-4, averaging=0.999, seed=22),
        _LATER_SHARES,
        ("small-1",),
        SMALL_SIZE,
    ),
    "small-3": Round(
        replace(_LATER_PLAN, steps=8000, rate=1.2e-4, head_rate=3e-4, quantized=0.4, averaging=0.999, seed=23),
        _LATER_SHARES,
        ("small-2",),
        SMALL_SIZE,
    ),
    "small-names": Round(
        Plan(steps=5000, rate=1.3e-4, head_rate=4e-4, quantized=1.0, averaging=0.998, seed=51),
        {"polnear": 22, "riqua": 3, "names": 42, "written": 0, "persons": 5, "unlabelled": 28},
        ("small-2", "small-3"),
        SMALL_SIZE,
        Keeping(),
    ),
}
# The rounds whose mean is exported.
EXPORTED = ("small-names",)
STAGES = (*TEACHERS, "targets", *STUDENTS, "export")
# The number of documents that decide which heads and units the student keeps.
PRUNING_DOCUMENTS = 40
# How often the documents of each set are used for targets, each time with other noise; the Groningen set is large and
# noisy.
TARGET_COPIES = {"polnear": 2, "written": 3, "gap": 1, "gmb": 0.3, "unlabelled": 0.7}
THREADS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--run", type=Path, default=Path("build/tagger"), help="folder for checkpoints and logs")
    parser.add_argument("--stage", choices=STAGES, help="do this stage alone")
    args = parser.parse_args()
    torch.set_num_threads(THREADS)
    entries = select_entries(find_minilm() / "vocab.txt")
    (WEIGHTS / "vocab.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
    maker = Maker(args.corpora, args.run, entries)
    for stage in [args.stage] if args.stage else STAGES:
        maker.do(stage)


class Maker:
    """Does the stages of one run."""

    def __init__(self, corpora: Path, run: Path, entries: list[str]) -> None:
        self.corpora, self.run, self.entries = corpora, run, entries
        self.vocabulary = Vocabulary(entries)
        self.dev_examples = take_dev_examples(list(read_polnear(corpora / "polnear" / "dev")), self.vocabulary)

    def do(self, stage: str) -> None:
        """Do a stage, or what is left of it."""
        if stage in TEACHERS:
            self.train_teacher(stage)
        elif stage == "targets":
            self.read_targets()
        elif stage in STUDENTS:
            self.train_student(stage)
        else:
            self.export()

    def train_teacher(self, name: str) -> TaggerNetwork:
        """Train a teacher; if it is trained, read it."""
        size, plan = TEACHERS[name]
        torch.manual_seed(plan.seed)
        network = TaggerNetwork(len(self.entries), size)
        load_base_model(network, find_mpnet(self.run / "mpnet") if size.biased else find_minilm(), self.entries)
        docs = read_annotated(self.corpora)
        supply = partial(AnnotatedSupply, docs, self.vocabulary)
        return train(network, supply, self.run / name, plan, self.dev_examples)

    @cache  # noqa: B019 - a Maker lives as long as the program
    def read_targets(self) -> list[Example]:
        """Read the windows for the student with their targets; make those that are not there yet."""
        rng = random.Random(0)
        docs = read_annotated(self.corpora, all_annotators=False) + read_unlabelled_articles(self.corpora)
        copies = [doc for doc in docs for _ in range(int(TARGET_COPIES.get(doc.set, 1) + rng.random()))]
        teachers = [self.train_teacher(name) for name in TEACHERS]
        return make_targets(teachers, copies, self.vocabulary, self.run / "targets", seed=0)

    def train_student(self, name: str) -> TaggerNetwork:
        """Train a round of the student; if it is trained, read it."""
        plan, shares, start, size, keeping = STUDENTS[name]
        network = self.average(start)
        network = network if network.size == size else self.prune(network, size)
        supply: Callable[[random.Random], Supply] = partial(TargetSupply, self.read_targets(), shares=shares)
        if keeping:
            docs = [doc for path in MARKED for doc in read_marked(path)]
            supply = partial(RenamedSupply, self.read_targets(), docs, self.vocabulary, shares=shares)
        return train(network, supply, self.run / name, plan, self.dev_examples, keeping)

    def average(self, names: Sequence[str]) -> TaggerNetwork:
        """Make the mean of some networks of one size."""
        networks = [self.train_teacher(name) if name in TEACHERS else self.train_student(name) for name in names]
        states = [network.state_dict() for network in networks]
        mean = TaggerNetwork(len(self.entries), networks[0].size)
        mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
        return mean

    def prune(self, network: TaggerNetwork, size: Size) -> TaggerNetwork:
        """Copy the part of a network of a size that contributes most."""
        rng = random.Random(0)
        sample = rng.sample(list(read_polnear(self.corpora / "polnear" / "train")), PRUNING_DOCUMENTS)
        batch = make_batch(
            [example for doc in sample for example in make_examples(doc, self.vocabulary, WINDOW_LENGTH, rng)]
        )
        return prune_to_student(network, size, [(batch.ids, batch.shapes, batch.quotation)])

    def export(self) -> None:
        """Write the mean of the last rounds as weights of newscli."""
        export(self.average(EXPORTED), WEIGHTS)
        write_sums()


def read_annotated(corpora: Path, all_annotators: bool = True) -> list[Document]:
    """Read all annotated documents for training."""
    docs = list(read_polnear(corpora / "polnear" / "train", all_annotators))
    docs += read_riqua(corpora / "extra" / "riqua" / "train.jsonl")
    for name in NAME_SETS:
        docs += read_names(corpora / "names" / f"{name}.jsonl")
    for path in MARKED:
        docs += read_marked(path)
    docs += read_gap(corpora / "coref" / "gap-development.tsv")
    docs += read_gap(corpora / "extra" / "gap-validation.tsv", held_out_step=0)
    docs += read_litbank(corpora / "extra" / "litbank" / "coref" / "brat")
    return docs


def read_unlabelled_articles(corpora: Path) -> list[Document]:
    """Read the articles without annotations."""
    return [
        doc for name in ("bbc", "worldwide") for doc in read_unlabelled(corpora / "extra" / f"unlabelled-{name}.jsonl")
    ]


def select_entries(path: Path) -> list[str]:
    """Select the entries of the base model's vocabulary that English text may need."""
    entries = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [entry for entry in entries if not entry.startswith("[unused") and all(map(_is_needed, entry))]


def _is_needed(c: str) -> bool:
    """Whether a character is a Latin letter (accents included), punctuation, a currency sign, № or ™."""
    return ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x2044 or 0x20A0 <= ord(c) <= 0x20BF or c in "№™"


if __name__ == "__main__":
    main()
