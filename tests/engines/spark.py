"""Spark in local mode gives the same lines as one process: spark.py PADAN

Needs Java and `pip install pyspark`.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

padan = str(pathlib.Path(sys.argv[1]).resolve())
corpus = sorted((pathlib.Path(__file__).parents[2] / "corpus").glob("*.id.txt"))
command = [padan, "annotate", "--from", "jsonl", "--to", "jsonl", "-"]

with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder) / "articles.jsonl"
    with source.open("w") as out:
        for n, path in enumerate(corpus * 5):
            out.write(json.dumps({"id": f"{n}-{path.name}", "text": path.read_text(), "n": n}, ensure_ascii=False) + "\n")
    one = subprocess.run(command, stdin=source.open(), capture_output=True, check=True, text=True).stdout.splitlines()
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    # Partitions stay in order, so the lines can be compared as they come.
    many = spark.sparkContext.textFile(source.as_uri(), minPartitions=4).pipe(" ".join(command)).collect()
    spark.stop()

assert len(one) > 500, len(one)
assert many == one, "Spark's lines differ"
print(f"spark: {len(many)} lines, those of one process")
