"""Inspect a table of any size with Ray Data: python blocks_ray.py s3://bucket/crawl/ s3://bucket/out/.

Any source and any sink of Ray Data will do. Whatever stops the run, it begins again from the start: use parts_ray.py
where that would hurt.
"""

import os
import sys

# Ray would send statistics of use.
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray

from newscli.corpus import inspect_table

if __name__ == "__main__":
    source, out = sys.argv[1:]
    # Without this, a block of 128 MB holds some 28,000 articles, which take one core an hour.
    ray.data.DataContext.get_current().target_max_block_size = 4_000_000
    table = ray.data.read_parquet(source)
    table.map_batches(inspect_table, batch_format="pyarrow", batch_size=64).write_parquet(out)
