"""Reads what `--to parquet` wrote with pyarrow and DuckDB and holds it against `--to table`: read_back_parquet.py FILE.parquet FILE.tsv"""
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

place, table = sys.argv[1:]
rows = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8")]
header, rows = rows[0], rows[1:]
read = pq.read_table(place)
assert read.column_names == header, read.column_names
assert read.num_rows == len(rows), (read.num_rows, len(rows))
for name, field in zip(header, zip(*rows)):
    column = read.column(name)
    number = name in ("par", "sent", "id", "start", "end", "unit_length")
    assert column.type == (pa.int32() if number else pa.string()), (name, column.type)
    wanted = [None if cell == "" else int(cell) if number else cell for cell in field]
    assert column.to_pylist() == wanted, name
units = sum(row[header.index("unit")] != "" for row in rows)
asked = duckdb.sql(f"select count(*), count(unit), max(sent) from '{place}'").fetchall()[0]
assert asked[:2] == (len(rows), units), asked
print(f"pyarrow: {read.num_rows} rows of {len(header)} columns; DuckDB counts {asked[1]} units")
