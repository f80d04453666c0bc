"""Train the tagger's network. A stopped run continues from its last checkpoint, written every SAVE_STEPS steps."""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from newscli.tagging.network import Pointer
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Document
from training.tagger.losses import compute_gold_losses, compute_teacher_losses, make_batch, run_network
from training.tagger.network import POINTER_WIDTH, TaggerNetwork
from training.tagger.noise import add_noise
from training.tagger.persons import replace_names
from training.tagger.windows import WINDOW_LENGTH, Example, make_examples

SAVE_STEPS = 200
LOG_STEPS = 50
# A feed draws from at least this many windows.
MIN_READY_WINDOWS = 200
# Shorter windows teach nothing.
MIN_SUBWORDS = 9
MAX_GRADIENT_NORM = 5.0
WEIGHT_DECAY = 0.01
SEED_STRIDE = 1_000_003
# GAP has few snippets, so each is used this many times.
REFERENCE_COPIES = 3
# The weights with which the sets of names are drawn.
SET_SHARES = {
    "worldwide": 52,
    "gmb": 8,
    "crossner": 6,
    "wikigold": 10,
    "wnut17": 7,
    "btc": 10,
    "gum": 4,
    "meantime": 3,
}
# How the names of the encoder's parameters begin, and the names of the pointers' parameters.
_ENCODER = ("subwords.", "positions.", "norm.", "layers.")
_POINTERS = ("pointers.weight", "pointers.bias", "distance_bias")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train, and on how many windows of each kind in a step.

    ``quantized`` is the share of the steps, counted from the end, that use quantized weights. With ``persons_only``,
    only the pointer from pronouns to names is trained.
    """

    steps: int
    attributions: int = 7
    names: int = 7
    persons: int = 3
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    quantized: float = 0.0
    persons_only: bool = False
    warm_up_steps: int = 100
    seed: int = 1


class Feed:
    """An endless supply of shuffled windows from a pool of documents.

    With ``persons``, it has only windows with a pronoun whose antecedent is known.
    """

    def __init__(
        self, docs: Sequence[Document], vocabulary: Vocabulary, rng: random.Random, persons: bool = False
    ) -> None:
        self.docs, self.vocabulary, self.rng, self.persons = docs, vocabulary, rng, persons
        self.ready: list[Example] = []
        self.order: list[int] = []

    def take(self, length: int | None = None) -> Example:
        """Take a window of about that length in subwords, or of any length."""
        while len(self.ready) < MIN_READY_WINDOWS:
            if not self.order:
                self.order = list(range(len(self.docs)))
                self.rng.shuffle(self.order)
            doc = self.docs[self.order.pop()]
            if self.persons and not doc.references:
                doc = replace_names(doc, self.rng)
            examples = make_examples(add_noise(doc, self.rng), self.vocabulary, WINDOW_LENGTH, self.rng)
            self.ready += [
                example
                for example in examples
                if len(example.window.ids) >= MIN_SUBWORDS and (example.persons or not self.persons)
            ]
        k = self.rng.randrange(len(self.ready))
        if length is not None:
            k = min(range(len(self.ready)), key=lambda k: abs(len(self.ready[k].window.ids) - length))
        self.ready[k], self.ready[-1] = self.ready[-1], self.ready[k]
        return self.ready.pop()


def train(
    network: TaggerNetwork,
    docs: Sequence[Document],
    vocabulary: Vocabulary,
    run: Path,
    plan: Plan,
    teacher: TaggerNetwork | None = None,
) -> TaggerNetwork:
    """Train a network, or continue its training, in the folder ``run``; the log is run/log.jsonl."""
    run.mkdir(parents=True, exist_ok=True)
    if plan.persons_only:
        for name, value in network.named_parameters():
            value.requires_grad = name in _POINTERS
    optimizer = torch.optim.AdamW(_group_parameters(network, plan), fused=True)
    checkpoint = run / "checkpoint.pt"
    first_step = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        first_step = state["step"]
    rng = random.Random(plan.seed * SEED_STRIDE + first_step)
    torch.manual_seed(plan.seed * SEED_STRIDE + first_step)
    attributions = Feed([doc for doc in docs if doc.attributions is not None], vocabulary, rng)
    names = {
        name: Feed([doc for doc in docs if doc.set == name], vocabulary, rng)
        for name in SET_SHARES
        if any(doc.set == name for doc in docs)
    }
    copies = [doc for doc in docs for _ in range(REFERENCE_COPIES if doc.references else 1)]
    persons = Feed(copies, vocabulary, rng, persons=True)
    sets, shares = list(names), [SET_SHARES[name] for name in names]
    network.train()
    totals: dict[str, float] = {}
    clock = time.monotonic()
    for step in range(first_step + 1, plan.steps + 1):
        share = min(step / plan.warm_up_steps, (plan.steps - step) / (plan.steps - plan.warm_up_steps))
        for group in optimizer.param_groups:
            group["lr"] = group["max_lr"] * max(share, 0.0)
        if step > plan.steps * (1 - plan.quantized):
            network.quantize()
        feeds = [attributions] * plan.attributions + [persons] * plan.persons
        feeds += [names[name] for name in rng.choices(sets, shares, k=plan.names)]
        # Take windows of about the same length, to compute little padding.
        rng.shuffle(feeds)
        examples = [feeds[0].take()]
        examples += [feed.take(len(examples[0].window.ids)) for feed in feeds[1:]]
        batch = make_batch(examples)
        outputs = run_network(network, batch)
        losses = compute_gold_losses(network, outputs, batch)
        if teacher is not None:
            with torch.no_grad():
                teacher_outputs = run_network(teacher, batch)
            losses |= compute_teacher_losses(network, outputs, teacher, teacher_outputs, batch)
        loss = torch.stack(list(losses.values())).sum() / len(examples)
        optimizer.zero_grad()
        loss.backward()
        if plan.persons_only:
            _clear_other_pointers(network)
        torch.nn.utils.clip_grad_norm_(network.parameters(), MAX_GRADIENT_NORM)
        optimizer.step()
        for name, value in losses.items():
            totals[name] = totals.get(name, 0.0) + float(value.detach()) / len(examples)
        if step % LOG_STEPS == 0:
            seconds = round((time.monotonic() - clock) / LOG_STEPS, 2)
            means = {name: round(total / LOG_STEPS, 3) for name, total in totals.items()}
            with (run / "log.jsonl").open("a") as log:
                log.write(json.dumps({"step": step, "seconds": seconds, **means}) + "\n")
            totals, clock = {}, time.monotonic()
        if step % SAVE_STEPS == 0 or step == plan.steps:
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save({**state, "plan": asdict(plan)}, run / "new.pt")
            (run / "new.pt").replace(checkpoint)
    network.eval()
    return network


def _clear_other_pointers(network: TaggerNetwork) -> None:
    """Clear the gradients of the pointers before PRONOUN_TO_NAME.

    Without gradients, and without weight decay, they don't change.
    """
    rows = 2 * Pointer.PRONOUN_TO_NAME * POINTER_WIDTH
    network.pointers.weight.grad[:rows] = 0
    network.pointers.bias.grad[:rows] = 0
    network.distance_bias.grad[: Pointer.PRONOUN_TO_NAME] = 0


def _group_parameters(network: TaggerNetwork, plan: Plan) -> list[dict[str, object]]:
    """Group the parameters by learning rate (encoder or heads) and by weight decay (none for vectors)."""
    groups: list[dict[str, object]] = []
    for is_head in (False, True):
        for is_vector in (False, True):
            parameters = [
                value
                for name, value in network.named_parameters()
                if name.startswith(_ENCODER) != is_head and (value.ndim < 2) == is_vector and value.requires_grad
            ]
            rate = plan.head_rate if is_head else plan.rate
            decay = 0.0 if is_vector or plan.persons_only else WEIGHT_DECAY
            groups.append({"params": parameters, "max_lr": rate, "lr": 0.0, "weight_decay": decay})
    return groups
