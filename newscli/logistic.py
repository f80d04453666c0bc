"""Small logistic models whose weights ship as JSON: is this line a title, is it a heading?

training/lines.py fits them; a model is a bias, a weight a feature, and the probability from which
the answer is yes.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """A logistic regression over named features. A feature without a weight is an error."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Mapping[str, float]) -> float:
        total = self.bias + sum(self.weights[name] * value for name, value in features.items() if value)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))

    def accepts(self, features: Mapping[str, float]) -> bool:
        """Whether the probability is above the threshold."""
        return self.probability(features) > self.threshold


@cache
def load_model(name: str) -> LogisticModel:
    """The model in newscli/weights/NAME.json."""
    data = json.loads(files("newscli").joinpath("weights", f"{name}.json").read_text("utf-8"))
    return LogisticModel(data["bias"], data["weights"], data["threshold"])
