"""Reads what padan wrote with other people's programs: jsonschema, udtools, html5lib."""
import json
import pathlib
import subprocess
import sys

import html5lib
import jsonschema

work = pathlib.Path(sys.argv[1])

schema = json.loads((work / "schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
rows = [json.loads(line) for line in (work / "all.jsonl").read_text().splitlines()]
assert len(rows) > 100, len(rows)
blank = []
for row in rows:
    validator.validate(row)
    for token in row["tokens"]:
        offset = token["start"] - row["start"]
        assert row["text"][offset : offset + token["end"] - token["start"]] == token["form"], token
        assert "".join(s["surface"] for s in token["segments"]) == token["form"], token
        if token["kind"] in ("word", "number", "address") and not token["gloss"]:
            blank.append(token)
assert not blank, blank[:5]
print(f"jsonl: {len(rows)} sentences follow the schema; offsets and segments fit the text; no blank gloss")

found = subprocess.run(
    [pathlib.Path(sys.executable).parent / "udvalidate", "--lang", "id", "--level", "1", work / "all.conllu"],
    capture_output=True, text=True,
)
assert found.returncode == 0, found.stdout[-2000:] + found.stderr[-2000:]
print("conllu: udvalidate, level 1: passed")

pages = list((work / "pages").glob("*.html"))
assert len(pages) >= 10, pages
for page in pages:
    html5lib.HTMLParser(strict=True).parse(page.read_text())
print(f"html: html5lib, strict: {len(pages)} pages parsed without an error")
