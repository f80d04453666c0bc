"""Inspect every part of a folder of Parquet with Ray: python parts_ray.py crawl/ out/. Run it again to go on."""

import os
import sys

# Ray would send statistics of use.
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray

from newscli.corpus import inspect_part, todo

if __name__ == "__main__":
    source, out = map(os.path.abspath, sys.argv[1:])
    inspect = ray.remote(max_retries=3)(inspect_part)
    pending = [inspect.remote(part, out) for part in todo(source, out)]
    while pending:
        done, pending = ray.wait(pending)
        print(ray.get(done[0]))
