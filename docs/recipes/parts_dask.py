"""Inspect every part of a folder of Parquet with Dask: python parts_dask.py crawl/ out/. Run it again to go on."""

import sys

import dask.bag

from newscli.corpus import inspect_part, todo

if __name__ == "__main__":
    source, out = sys.argv[1:]
    dask.bag.from_sequence(todo(source, out), partition_size=1).map(inspect_part, out).compute(scheduler="processes")
