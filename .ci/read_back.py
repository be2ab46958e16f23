"""Reads what padan wrote with other people's programs: jsonschema, udtools, html5lib, sarif-tools, sarif-om."""
import json
import pathlib
import subprocess
import re
import sys
import tomllib

import html5lib
import jsonschema
import sarif_om
from sarif import loader

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

# What SARIF requires of these objects is what sarif-om's constructors take without a default.
log = json.loads((work / "lint.sarif").read_text())


def snake(name):
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def model(kind, value, inner):
    """The object of sarif-om's class `kind` made of `value`; unknown properties and missing ones are errors."""
    fields = {snake(k.lstrip("$")): v for k, v in value.items()}
    if "schema" in fields:
        fields["schema_uri"] = fields.pop("schema")
    for name, make in inner.items():
        if name in fields:
            fields[name] = [make(v) for v in fields[name]] if isinstance(fields[name], list) else make(fields[name])
    return getattr(sarif_om, kind)(**fields)


def of(kind, **inner):
    return lambda value: model(kind, value, inner)


text = of("MultiformatMessageString")
rule = of("ReportingDescriptor", short_description=text, full_description=text,
          default_configuration=of("ReportingConfiguration"))
place = of("PhysicalLocation", artifact_location=of("ArtifactLocation"), region=of("Region"))
result = of("Result", message=of("Message"), locations=of("Location", physical_location=place))
run = of("Run", tool=of("Tool", driver=of("ToolComponent", rules=rule)), results=result)
parsed = of("SarifLog", runs=run)(log)
assert parsed.version == "2.1.0"
rules = [r.id for r in parsed.runs[0].tool.driver.rules]
for r in parsed.runs[0].results:
    region = r.locations[0].physical_location.region
    assert rules[r.rule_index] == r.rule_id and r.level in ("error", "warning", "note"), r
    assert 1 <= region.start_line <= region.end_line and region.start_column >= 1, region
report = loader.load_sarif_file(str(work / "lint.sarif")).get_report()
counts = {level: report.get_issue_count_for_severity(level) for level in ("error", "warning", "note")}
assert counts["error"] and counts["warning"] and counts["note"], counts
print(f"sarif: sarif-om and sarif-tools read {sum(counts.values())} results of {len(rules)} rules: {counts}")

schema = json.loads((work / "glossary.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
glossary = tomllib.loads((work / "glossary.toml").read_text())
validator.validate(glossary)
faulty = tomllib.loads((work / "faulty.toml").read_text())
assert any("stauts" in e.message for e in validator.iter_errors(faulty))
print(f"glossary: {len(glossary['entry'])} entries follow the JSON Schema")
