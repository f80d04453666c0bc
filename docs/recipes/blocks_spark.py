"""Inspect a table of any size with Spark 3.3 or later: spark-submit blocks_spark.py s3a://bucket/crawl/ s3a://bucket/out/."""

import sys
from collections.abc import Iterable, Iterator

import pyarrow
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from newscli.corpus import inspect_table


def inspect_batches(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Inspect the batches of a partition."""
    for batch in batches:
        yield from inspect_table(pyarrow.Table.from_batches([batch])).to_batches()


if __name__ == "__main__":
    source, out = sys.argv[1:]
    spark = SparkSession.builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 64).getOrCreate()
    table = spark.read.parquet(source)
    # The answer for a table without rows has the same columns.
    empty = pyarrow.Table.from_pylist([], schema=pyarrow.schema([(name, pyarrow.string()) for name in table.columns]))
    schema = from_arrow_schema(inspect_table(empty).schema)
    table.mapInArrow(inspect_batches, schema).write.parquet(out)
