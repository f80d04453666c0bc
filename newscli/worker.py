"""A worker process: `python -m newscli.worker` inspects the inputs that standard input names; see pipeline/workers.py.

A line in is {"path", "read", "inspect"}, an input and the options for it; standard output gets its reports and, at the
end, an empty object. The worker ends with the process that started it, whose pipes then close.
"""

import gc
import json
import os
import signal
import sys
from typing import Any

from newscli.input.files import Input
from newscli.options import InspectOptions, ReadOptions
from newscli.pipeline import GC_THRESHOLDS, inspect_input
from newscli.plain import from_plain, to_plain


def main() -> None:
    """Inspect inputs until standard input ends."""
    # An interrupt reaches all processes of a terminal; the one that started this worker decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GC_THRESHOLDS)
    # Answers alone go to standard output, whatever a library prints.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def answer(data: dict[str, Any]) -> None:
        answers.write(json.dumps(data).encode() + b"\n")
        answers.flush()

    try:
        for line in sys.stdin.buffer:
            task = json.loads(line)
            options = from_plain(ReadOptions, task["read"]), from_plain(InspectOptions, task["inspect"])
            for report in inspect_input(
                Input(task["path"]),
                *options,
                on_progress=lambda path, share: answer({"path": path, "share": share}),
                on_notice=lambda path, message: answer({"path": path, "notice": message}),
            ):
                answer({"report": to_plain(report)})
            answer({})
    except BrokenPipeError:
        os._exit(1)


if __name__ == "__main__":
    main()
