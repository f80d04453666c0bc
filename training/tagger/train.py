"""Train the tagger's network. A stopped run continues from its last checkpoint, written every SAVE_STEPS steps."""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from newscli.tagging.wordpiece import Vocabulary
from training.tagger.corpora import Document
from training.tagger.feeds import Supply
from training.tagger.losses import (
    Keeping,
    Losses,
    compute_gold_losses,
    compute_kept_losses,
    compute_target_losses,
    make_batch,
    run_network,
)
from training.tagger.network import TaggerNetwork
from training.tagger.windows import WINDOW_LENGTH, Example, make_examples

SAVE_STEPS = 200
LOG_STEPS = 50
# The number of windows of development data whose loss is logged.
DEV_WINDOWS = 128
EVALUATION_WINDOWS = 16
MAX_GRADIENT_NORM = 5.0
WEIGHT_DECAY = 0.01
SEED_STRIDE = 1_000_003
# The losses by annotators' tags; the others are by their pointers.
TAG_LOSSES = ("names", "roles")
# How the names of the encoder's parameters begin.
_ENCODER = ("subwords.", "positions.", "norm.", "attention_bias.", "layers.")
# What a round learns that keeps the rest, and how much each counts.
KEPT_ROUND_LOSSES = {"names": 1.0, "persons": 0.2}
# Parameters of what it keeps.
_FIXED = ("role_transitions", "distance_bias")
_LAYER = re.compile(r"layers\.(\d+)\.")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train.

    ``quantized`` is the share of the steps, counted from the end, that use quantized weights. Each layer learns at
    ``layer_decay`` times the rate of the next (Howard & Ruder 2018); the base model's embeddings (depth 0) and layers
    up to the depth ``frozen_depth`` don't learn. With ``averaging``, the trained network is the exponential moving
    average of the weights (Polyak & Juditsky 1992), which keeps that share of itself in each step. ``gold`` is what the
    annotators' tags count beside the teachers' targets, and ``gold_pointers`` their pointers.
    """

    steps: int
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    quantized: float = 0.0
    layer_decay: float = 1.0
    frozen_depth: int = -1
    averaging: float = 0.0
    warm_up_steps: int = 100
    gold: float = 1.0
    gold_pointers: float = 1.0
    seed: int = 1


def train(
    network: TaggerNetwork,
    make_supply: Callable[[random.Random], Supply],
    run: Path,
    plan: Plan,
    dev_examples: Sequence[Example] = (),
    keeping: Keeping | None = None,
) -> TaggerNetwork:
    """Train a network, or continue its training, in the folder ``run``; the log is run/log.jsonl.

    Each checkpoint logs the loss on ``dev_examples``, too. With ``keeping``, the network learns names and what pronouns
    refer to from annotators, without dropout, and keeps its other outputs as they are.
    """
    run.mkdir(parents=True, exist_ok=True)
    old_network = deepcopy(network).eval() if keeping else None
    if old_network:
        old_network.quantize()
        network.disable_dropout()
    for name, value in network.named_parameters():
        value.requires_grad = _get_depth(name) > plan.frozen_depth and not (old_network and name in _FIXED)
    optimizer = torch.optim.AdamW(_group_parameters(network, plan), fused=True)
    checkpoint = run / "checkpoint.pt"
    first_step = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        first_step = state["step"]
    averages = {name: value.detach().clone() for name, value in network.named_parameters() if plan.averaging}
    if first_step and averages:
        averages = state["averages"]
    rng = random.Random(plan.seed * SEED_STRIDE + first_step)
    torch.manual_seed(plan.seed * SEED_STRIDE + first_step)
    supply = make_supply(rng)
    network.train()
    totals: dict[str, float] = {}
    clock = time.monotonic()
    for step in range(first_step + 1, plan.steps + 1):
        share = min(step / plan.warm_up_steps, (plan.steps - step) / (plan.steps - plan.warm_up_steps))
        for group in optimizer.param_groups:
            group["lr"] = group["max_lr"] * max(share, 0.0)
        if step > plan.steps * (1 - plan.quantized):
            network.quantize()
        examples = supply.take_step()
        batch = make_batch(examples)
        outputs = run_network(network, batch)
        if old_network and keeping:
            with torch.no_grad():
                kept = run_network(old_network, batch)
            losses = _weight_kept_round(compute_gold_losses(network, outputs, batch))
            losses |= compute_kept_losses(outputs, kept, batch, keeping)
        else:
            losses = _weight_gold(compute_gold_losses(network, outputs, batch), plan)
            losses |= compute_target_losses(network, outputs, batch)
        loss = torch.stack(list(losses.values())).sum() / len(examples)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), MAX_GRADIENT_NORM)
        optimizer.step()
        for name, value in network.named_parameters():
            if name in averages:
                averages[name].lerp_(value.detach(), 1 - plan.averaging)
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
            torch.save({**state, "averages": averages, "plan": asdict(plan)}, run / "new.pt")
            (run / "new.pt").replace(checkpoint)
            if dev_examples:
                with (run / "log.jsonl").open("a") as log:
                    log.write(
                        json.dumps({"step": step, "dev": _compute_dev_losses(network, averages, dev_examples)}) + "\n"
                    )
                clock = time.monotonic()
    network.load_state_dict(averages, strict=False)
    network.eval()
    return network


def _weight_gold(losses: Losses, plan: Plan) -> Losses:
    return {name: value * (plan.gold if name in TAG_LOSSES else plan.gold_pointers) for name, value in losses.items()}


def _weight_kept_round(losses: Losses) -> Losses:
    return {name: losses[name] * weight for name, weight in KEPT_ROUND_LOSSES.items() if name in losses}


def take_dev_examples(docs: Sequence[Document], vocabulary: Vocabulary) -> list[Example]:
    """Take DEV_WINDOWS windows, the same ones each time, sorted by length."""
    rng = random.Random(0)
    examples = [example for doc in docs for example in make_examples(doc, vocabulary, WINDOW_LENGTH, rng)]
    return sorted(rng.sample(examples, min(len(examples), DEV_WINDOWS)), key=lambda example: len(example.window.ids))


def _compute_dev_losses(
    network: TaggerNetwork, averages: Mapping[str, Tensor], examples: Sequence[Example]
) -> dict[str, float]:
    """Compute the losses of a window of development data with the averaged weights, in the view of no annotator."""
    current = {name: value.detach().clone() for name, value in network.named_parameters() if name in averages}
    network.load_state_dict(averages, strict=False)
    network.eval()
    totals: dict[str, float] = {}
    with torch.no_grad():
        for start in range(0, len(examples), EVALUATION_WINDOWS):
            batch = make_batch([replace(e, annotator=None) for e in examples[start : start + EVALUATION_WINDOWS]])
            for name, value in compute_gold_losses(network, run_network(network, batch), batch).items():
                totals[name] = totals.get(name, 0.0) + float(value)
    network.load_state_dict(current, strict=False)
    network.train()
    return {name: round(total / len(examples), 3) for name, total in totals.items()}


def _get_depth(name: str) -> int:
    """Get how deep a parameter lies: 0 for embeddings of the base model, n + 1 for layer n; heads lie deepest."""
    layer = _LAYER.match(name)
    if layer:
        return int(layer[1]) + 1
    return 0 if name.startswith(_ENCODER) else sys.maxsize


def _group_parameters(network: TaggerNetwork, plan: Plan) -> list[dict[str, object]]:
    """Group the parameters by learning rate (by depth, or that of heads) and by weight decay (none for vectors)."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in network.named_parameters():
        if value.requires_grad:
            depth = _get_depth(name)
            is_encoder = depth <= network.size.layers
            rate = plan.rate * plan.layer_decay ** (network.size.layers - depth) if is_encoder else plan.head_rate
            decay = 0.0 if value.ndim < 2 else WEIGHT_DECAY
            groups.setdefault((rate, decay), []).append(value)
    return [
        {"params": values, "max_lr": rate, "lr": 0.0, "weight_decay": decay} for (rate, decay), values in groups.items()
    ]
