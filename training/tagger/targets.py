"""What teachers expect of windows: targets from which a student learns (Hinton et al. 2015).

A CRF gives each tag of each subword a posterior probability, its marginal. Teachers' marginals are averaged; the
student's loss is the Kullback-Leibler divergence of its distribution over paths from one with these marginals. They are
computed once for each window and kept in files, so that a step of the student costs no more than one without teachers.
"""

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from newscli.lang.en.words import PRONOUN_GENDERS
from newscli.tagging.network import Pointer
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Document
from training.tagger.feeds import make_noisy_examples
from training.tagger.losses import make_batch, run_network, score_pointers
from training.tagger.network import TaggerNetwork, sum_paths
from training.tagger.windows import BEGIN_CONTENT, BEGIN_CUE, Example, PointerTarget, Target

EXAMPLES_PER_FILE = 1024
BATCH = 32
# A teacher's pointer counts by the probability, in its view, of a content or a cue at its start; those below this
# are left out.
MIN_WEIGHT = 0.05
# The weight of a pointer from each subword of a content, so that contents don't outweigh cues.
CONTENT_POINTER_WEIGHT = 0.05


def make_targets(
    teachers: Sequence[TaggerNetwork], docs: Sequence[Document], vocabulary: Vocabulary, folder: Path, seed: int
) -> list[Example]:
    """Make the windows of documents with their targets, or read those that were made before from ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    examples = [example for doc in docs for example in make_noisy_examples(doc, vocabulary, rng)]
    # In files of mixed content, but in batches of similar length.
    rng.shuffle(examples)
    done: list[Example] = []
    for number, start in enumerate(range(0, len(examples), EXAMPLES_PER_FILE)):
        path = folder / f"{number:04}.pickle"
        if not path.exists():
            part = sorted(examples[start : start + EXAMPLES_PER_FILE], key=lambda example: len(example.window.ids))
            with_targets = [
                replace(example, target=target)
                for k in range(0, len(part), BATCH)
                for example, target in zip(
                    part[k : k + BATCH], compute_targets(teachers, part[k : k + BATCH], vocabulary), strict=True
                )
            ]
            new_path = path.with_suffix(".new")
            new_path.write_bytes(pickle.dumps(with_targets))
            new_path.replace(path)
        done += pickle.loads(path.read_bytes())
    return done


def compute_targets(
    teachers: Sequence[TaggerNetwork], examples: Sequence[Example], vocabulary: Vocabulary
) -> Iterator[Target]:
    """Compute the targets of a batch of windows, in nobody's view: the teachers' marginals, averaged, and pointers.

    Pointers are those of the first teacher: MPNet's learn far more slowly than MiniLM's (training/NOTES.md).
    """
    batch = make_batch([replace(example, annotator=None) for example in examples])
    sums: list[Tensor] = []
    all_pointers: list[Tensor] = []
    for teacher in teachers:
        with torch.no_grad():
            outputs = run_network(teacher, batch)
            if not all_pointers:
                all_pointers = [score_pointers(teacher, outputs, pointer, batch).softmax(-1) for pointer in Pointer]
        name_transitions, role_transitions = teacher.get_transitions()
        parts = [
            *compute_marginals(outputs.names, name_transitions, batch.lengths),
            *compute_marginals(outputs.roles, role_transitions, batch.lengths),
        ]
        sums = [total + part for total, part in zip(sums, parts, strict=True)] if sums else parts
    names, name_steps, roles, role_steps = (total / len(teachers) for total in sums)
    pronouns = torch.tensor([vocabulary.ids[word] for word in PRONOUN_GENDERS if word in vocabulary.ids])
    weights = {
        Pointer.CONTENT_TO_CUE: roles[..., BEGIN_CONTENT : BEGIN_CONTENT + 2].sum(-1) * CONTENT_POINTER_WEIGHT,
        Pointer.CUE_TO_SOURCE: roles[..., BEGIN_CUE],
        Pointer.PRONOUN_TO_NAME: torch.isin(batch.ids, pronouns) * 1.0,
    }
    for row, length in enumerate(batch.lengths.tolist()):
        targets = []
        for pointer in Pointer:
            weight = weights[pointer][row, :length]
            scale = CONTENT_POINTER_WEIGHT if pointer is Pointer.CONTENT_TO_CUE else 1.0
            rows = (weight >= MIN_WEIGHT * scale).nonzero()[:, 0]
            targets.append(PointerTarget(rows, weight[rows].half(), all_pointers[pointer][row, rows, :length].half()))
        yield Target(
            names[row, :length].half(), name_steps[row].clone(), roles[row, :length].half(), role_steps[row].clone(),
            tuple(targets),
        )  # fmt: skip


def compute_marginals(scores: Tensor, transitions: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Compute the marginals of tags (rows, length, tags), and how often each tag is expected after each other.

    The latter are (rows, tags, tags). Both are derivatives of the logarithm of the sum over all paths.
    """
    scores = scores.detach().requires_grad_()
    steps = transitions.detach().expand(len(scores), -1, -1).clone().requires_grad_()
    marginals, expected_steps = torch.autograd.grad(sum_paths(scores, steps, lengths).sum(), (scores, steps))
    return marginals, expected_steps
