"""Small logistic models whose weights ship as JSON, such as "is this line a title?".

training/lines.py, training/pronouns.py and training/confidence.py fit them.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_WEIGHTS = Path(__file__).parent / "weights"
# Log-odds are cut to this range: beyond about 700, math.exp overflows, and no answer needs a probability closer to 0 or
# 1.
_MAX_LOG_ODDS = 50.0


class LogisticModel(NamedTuple):
    """A logistic regression over named features.

    The answer is yes if the probability is above ``threshold``.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def compute_probability(self, features: Mapping[str, float]) -> float:
        """Compute the probability of yes, from 0 to 1. Raises KeyError for a nonzero feature that has no weight."""
        log_odds = self.bias + sum(self.weights[name] * value for name, value in features.items() if value)
        return 1 / (1 + math.exp(-max(-_MAX_LOG_ODDS, min(_MAX_LOG_ODDS, log_odds))))

    def accepts(self, features: Mapping[str, float]) -> bool:
        """Whether the probability is above the threshold."""
        return self.compute_probability(features) > self.threshold


@cache
def load_model(name: str) -> LogisticModel:
    """Load the model in newscli/weights/NAME.json, once."""
    data = json.loads((_WEIGHTS / f"{name}.json").read_text("utf-8"))
    return LogisticModel(data["bias"], data["weights"], data["threshold"])
