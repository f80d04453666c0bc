"""Small logistic models whose weights ship as JSON, such as "is this line a title?".

training/lines.py, training/pronouns.py and training/confidence.py fit them.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Log-odds beyond these limits would overflow math.exp, and no probability gets closer to 0 or 1.
_MAX_LOG_ODDS = 50.0


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """A logistic regression over named features.

    From the probability ``threshold`` on, the answer is yes.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability of yes, from 0 to 1. Raises KeyError for a feature, other than 0, that has no weight."""
        log_odds = self.bias + sum(self.weights[name] * value for name, value in features.items() if value)
        return 1 / (1 + math.exp(-max(-_MAX_LOG_ODDS, min(_MAX_LOG_ODDS, log_odds))))


@cache
def load_model(name: str) -> LogisticModel:
    """The model in newscli/weights/NAME.json; read once."""
    data = json.loads(files("newscli").joinpath("weights", f"{name}.json").read_text("utf-8"))
    return LogisticModel(data["bias"], data["weights"], data["threshold"])
