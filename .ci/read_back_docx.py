"""Reads what `--to docx --layers words,english` wrote with python-docx and holds it against `--to jsonl`: read_back_docx.py FILE.docx ROWS.jsonl"""
import json
import sys

import docx

place, rows = sys.argv[1:]
document = docx.Document(place)
cells = [[p.text for p in cell.paragraphs] for table in document.tables for cell in table.rows[0].cells]
read = "".join(cell[0] for cell in cells).replace(" ", "")
wanted = ""
words = 0
for line in open(rows, encoding="utf-8"):
    row = json.loads(line)
    wanted += "".join(token["form"] for token in row["tokens"])
    words += sum(token["kind"] in ("word", "number") for token in row["tokens"])
# Control characters and marks of direction are left out.
plain = lambda s: "".join(c for c in s if c.isprintable() and not c.isspace() and c not in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
assert plain(read) == plain(wanted), next((read[n - 30:n + 30], wanted[n - 30:n + 30]) for n in range(len(read)) if plain(read)[n] != plain(wanted)[n])
glossed = sum(len(cell) > 1 and bool(cell[1].strip()) for cell in cells)
assert glossed > len(cells) / 2, glossed
print(f"python-docx: {len(document.tables)} rows, {len(cells)} cells, {glossed} with English, every word of {words} came back")
