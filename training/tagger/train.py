"""Train the reader; every SAVE steps a checkpoint, from which a stopped run goes on."""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from newscli.tagging.windows import LIMIT
from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Document
from training.tagger.losses import batch_of, gold, outputs, taught
from training.tagger.network import RANK, Reader
from training.tagger.noise import noisy
from training.tagger.persons import with_pronouns
from training.tagger.windows import Example, examples

SAVE = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn, and how many windows of each kind a step has; ``rounded``: the share of
    the steps, the last ones, that compute with weights rounded to 8 bits; ``persons_alone``: only what points from
    pronouns to persons learns."""

    steps: int
    said: int = 7
    names: int = 7
    persons: int = 3
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    rounded: float = 0.0
    persons_alone: bool = False
    warm: int = 100
    seed: int = 1


# The parameters that pointers have.
_POINTING = ("links.weight", "links.bias", "distance")
# How often each set of names is drawn from.
SHARES = {"worldwide": 52, "gmb": 8, "crossner": 6, "wikigold": 10, "wnut17": 7, "btc": 10, "gum": 4, "meantime": 3}


class Feed:
    """Endless shuffled windows of one pool of documents; ``persons``: only those that have a pronoun of somebody
    known."""

    def __init__(
        self, docs: Sequence[Document], vocabulary: Vocabulary, rng: random.Random, persons: bool = False
    ) -> None:
        self.docs, self.vocabulary, self.rng, self.persons = docs, vocabulary, rng, persons
        self.ready: list[Example] = []
        self.order: list[int] = []

    def take(self, length: int | None = None) -> Example:
        """A window of about that length, of any where none is given."""
        while len(self.ready) < 200:
            if not self.order:
                self.order = list(range(len(self.docs)))
                self.rng.shuffle(self.order)
            doc = self.docs[self.order.pop()]
            if self.persons and not doc.meant:
                doc = with_pronouns(doc, self.rng)
            made = examples(noisy(doc, self.rng), self.vocabulary, LIMIT, self.rng)
            self.ready += [one for one in made if len(one.window.ids) > 8 and (one.persons or not self.persons)]
        k = self.rng.randrange(len(self.ready))
        if length is not None:
            k = min(range(len(self.ready)), key=lambda k: abs(len(self.ready[k].window.ids) - length))
        self.ready[k], self.ready[-1] = self.ready[-1], self.ready[k]
        return self.ready.pop()


def train(
    reader: Reader,
    docs: Sequence[Document],
    vocabulary: Vocabulary,
    run: Path,
    plan: Plan,
    teacher: Reader | None = None,
) -> Reader:
    """Train a network, or go on with training it, in the folder ``run``; the log is run/log.jsonl."""
    run.mkdir(parents=True, exist_ok=True)
    if plan.persons_alone:
        for name, value in reader.named_parameters():
            value.requires_grad = name in _POINTING
    optimizer = torch.optim.AdamW(_groups(reader, plan), fused=True)
    saved = run / "checkpoint.pt"
    began = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        began = state["step"]
    rng = random.Random(plan.seed * 1_000_003 + began)
    torch.manual_seed(plan.seed * 1_000_003 + began)
    said = Feed([doc for doc in docs if doc.said is not None], vocabulary, rng)
    named = {
        name: Feed([doc for doc in docs if doc.set == name], vocabulary, rng)
        for name in SHARES
        if any(doc.set == name for doc in docs)
    }
    # GAP's snippets three times, for they are few.
    meant = [doc for doc in docs for _ in range(3 if doc.meant else 1)]
    persons = Feed(meant, vocabulary, rng, persons=True)
    sets, shares = list(named), [SHARES[name] for name in named]
    reader.train()
    seen: dict[str, float] = {}
    clock = time.monotonic()
    for step in range(began + 1, plan.steps + 1):
        share = min(step / plan.warm, (plan.steps - step) / (plan.steps - plan.warm))
        for group in optimizer.param_groups:
            group["lr"] = group["most"] * max(share, 0.0)
        if step > plan.steps * (1 - plan.rounded):
            reader.round()
        drawn = [said] * plan.said + [persons] * plan.persons
        drawn += [named[name] for name in rng.choices(sets, shares, k=plan.names)]
        # Windows of one length, so that little is computed for nothing.
        rng.shuffle(drawn)
        chosen = [drawn[0].take()]
        chosen += [feed.take(len(chosen[0].window.ids)) for feed in drawn[1:]]
        batch = batch_of(chosen)
        out = outputs(reader, batch)
        parts = gold(reader, out, batch)
        if teacher is not None:
            with torch.no_grad():
                theirs = outputs(teacher, batch)
            parts |= taught(reader, out, teacher, theirs, batch)
        loss = torch.stack(list(parts.values())).sum() / len(chosen)
        optimizer.zero_grad()
        loss.backward()
        if plan.persons_alone:
            _spare(reader)
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
        optimizer.step()
        for name, part in parts.items():
            seen[name] = seen.get(name, 0.0) + float(part.detach()) / len(chosen)
        if step % 50 == 0:
            took = round((time.monotonic() - clock) / 50, 2)
            row = {"step": step, "seconds": took, **{name: round(value / 50, 3) for name, value in seen.items()}}
            with (run / "log.jsonl").open("a") as log:
                log.write(json.dumps(row) + "\n")
            seen, clock = {}, time.monotonic()
        if step % SAVE == 0 or step == plan.steps:
            state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save({**state, "plan": asdict(plan)}, run / "new.pt")
            (run / "new.pt").replace(saved)
    reader.eval()
    return reader


def _spare(reader: Reader) -> None:
    """Take the gradients of the other pointers away: without them, and without decay, they stay as they are."""
    for value, others in ((reader.links.weight, 4 * RANK), (reader.links.bias, 4 * RANK), (reader.distance, 2)):
        value.grad[:others] = 0


def _groups(reader: Reader, plan: Plan) -> list[dict[str, object]]:
    made = []
    encoder = ("words.", "places.", "norm.", "layers.")
    for own in (False, True):
        for plain in (False, True):
            chosen = [
                value
                for name, value in reader.named_parameters()
                if name.startswith(encoder) != own and (value.ndim < 2) == plain
            ]
            chosen = [value for value in chosen if value.requires_grad]
            rate = plan.head_rate if own else plan.rate
            decay = 0.0 if plain or plan.persons_alone else 0.01
            made.append({"params": chosen, "most": rate, "lr": 0.0, "weight_decay": decay})
    return made
