"""Reads our exports of a glossary with other people's programs; schemas are used where they are.

usage: read_back_glossary.py FOLDER [SCHEMAS]; FOLDER holds one export a format, named g.<format>.
"""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys

import openpyxl
import rdflib
import skosify
from lxml import etree, isoschematron
from saxonche import PySaxonProcessor
from translate.storage import omegat, tbx, tmx, utx, xliff2

work = pathlib.Path(sys.argv[1])
schemas = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 and pathlib.Path(sys.argv[2]).is_dir() else None
entries = json.loads((work / "g.json").read_text())["entry"]
first = {e["term"]: e["en"][0] for e in reversed(entries) if e["en"]}
assert len(entries) > 10, len(entries)
print(f"json: {len(entries)} entries")


def file(name):
    return work / f"g.{name}"


for name, delimiter in (("csv", ","), ("tsv", "\t")):
    rows = list(csv.DictReader(io.StringIO(file(name).read_text()), delimiter=delimiter))
    found = {r["term"]: r["en"].split(" | ")[0] for r in reversed(rows) if not r["row"]}
    assert found == first, set(found.items()) ^ set(first.items())
    print(f"{name}: Python csv reads {len(rows)} rows")

book = openpyxl.load_workbook(file("xlsx"))
sheet = book["glossary"]
header = [c.value for c in sheet[1]]
rows = [dict(zip(header, (c.value for c in row))) for row in sheet.iter_rows(min_row=2)]
found = {r["term"]: r["en"].split(" | ")[0] for r in reversed(rows) if not r["row"]}
assert found == first, set(found.items()) ^ set(first.items())
assert not any(c.data_type == "f" for row in sheet.iter_rows() for c in row)
lists = {next(iter(v.sqref.ranges)).coord.split(":")[0].rstrip("0123456789"): v.formula1 for v in sheet.data_validations.dataValidation}
choices = {header[openpyxl.utils.column_index_from_string(col) - 1]: text for col, text in lists.items()}
assert "preferred" in choices["status"] and "noun" in choices["pos"], choices
print(f"xlsx: openpyxl reads {len(rows)} rows, drop-downs of {', '.join(sorted(choices))}")

with open(file("omegat"), "rb") as f:
    units = omegat.OmegaTFile(f).units
pairs = {(u.source, u.target) for u in units}
assert all((t, e) in pairs for t, e in first.items())
avoided = {(e["term"], a["en"]) for e in entries for a in e.get("avoid", []) if a["en"] not in e["en"]}
assert not avoided & pairs, avoided & pairs
print(f"omegat: translate-toolkit reads {len(units)} rows; nothing to avoid among them")

with open(file("utx"), "rb") as f:
    units = utx.UtxFile(f).units
assert {(t, e) for t, e in first.items()} <= {(u.source, u.target) for u in units}
print(f"utx: translate-toolkit reads {len(units)} rows")

with open(file("tmx"), "rb") as f:
    units = tmx.tmxfile(f).units
assert {(t, e) for t, e in first.items()} <= {(u.source, u.target) for u in units}
print(f"tmx: translate-toolkit reads {len(units)} units")

for name in ("tbx2", "tbx2-weblate"):
    with open(file(name), "rb") as f:
        units = tbx.tbxfile(f, sourcelanguage="id", targetlanguage="en").units
    assert set(first) <= {u.source for u in units}, set(first) - {u.source for u in units}
    print(f"{name}: translate-toolkit reads {len(units)} units")

with open(file("xliff"), "rb") as f:
    units = xliff2.Xliff2File(f).units
assert {(t, e) for t, e in first.items()} <= {(u.source, u.target) for u in units}
print(f"xliff: translate-toolkit reads {len(units)} units")

graph = rdflib.Graph().parse(file("skos"), format="turtle")
skos = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))
labels = {str(o) for o in graph.objects(None, skos.prefLabel) if o.language == "id"}
assert set(first) <= labels, set(first) - labels
print(f"skos: rdflib reads {len(graph)} triples, {len(concepts)} concepts")
before = len(set(graph.triples((None, skos.prefLabel, None))))
checked = skosify.skosify(str(file("skos")), from_format="turtle", label="padan glossary")
after = len(set(checked.triples((None, skos.prefLabel, None))))
assert after >= before, (before, after)
print(f"skos: skosify keeps all {before} preferred labels")

if schemas is None:
    print("no schemas at hand: validation skipped")
    sys.exit()

# The schema of XLIFF names a copy of xml.xsd beside it, which TBX 2 brings.
own = work / "schemas"
for path in schemas.rglob("*"):
    if path.is_file():
        copy = own / path.relative_to(schemas)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
beside = own / "xliff" / "informativeCopiesOf3rdPartySchemas" / "w3c"
beside.mkdir(parents=True, exist_ok=True)
(beside / "xml.xsd").write_bytes((own / "tbx2" / "xml.xsd").read_bytes())
schemas = own


def valid(kind, schema, document):
    if not schema.validate(document):
        sys.exit(f"{kind}: {schema.error_log}"[:3000])


def schematron(kind, rules, path):
    """Runs XSLT 2 Schematron: compiled by the ISO skeleton of lxml, run by Saxon."""
    source = re.sub(r"""\squeryBinding=("[^"]*"|'[^']*')""", "", rules.read_text(encoding="utf-8-sig"))
    tree = etree.fromstring(source.encode())
    for step in (isoschematron.iso_dsdl_include, isoschematron.iso_abstract_expand, isoschematron.iso_svrl_for_xslt1):
        tree = step(tree)
    sheet = etree.tostring(tree).decode().replace('version="1.0"', 'version="2.0"', 1)
    with PySaxonProcessor(license=False) as saxon:
        # Saxon's loop lifting fails on what the skeleton makes of glossary.sch.
        saxon.set_configuration_property("http://saxon.sf.net/feature/optimizationLevel", "0")
        sheet = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)
        svrl = sheet.transform_to_string(source_file=str(path))
    report = etree.fromstring(svrl.encode())
    failed = report.findall("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    fired = report.findall("{http://purl.oclc.org/dsdl/svrl}fired-rule")
    return failed, len(fired)


core = etree.RelaxNG(etree.parse(schemas / "tbx3" / "TBXcoreStructV03.rng"))
for name, rules in (("tbx", ["TBX-Basic_DCA.sch"]), ("tbx-dct", ["TBX-Basic_DCT.sch", "Min.sch", "Basic.sch"])):
    path = file(name)
    document = etree.parse(path)
    valid(name, core, document)
    fired = 0
    for rule in rules:
        failed, count = schematron(name, schemas / "tbx3" / rule, path)
        assert not failed, (name, rule, [etree.tostring(f) for f in failed[:3]])
        fired += count
    assert fired > len(entries), fired
    print(f"{name}: RELAX NG valid; {', '.join(rules)}: {fired} rules fired, none failed")
# The check can fail: a value that TBX-Basic does not have is found.
broken = work / "broken.tbx"
broken.write_text(file("tbx").read_text().replace(">noun<", ">nouns<", 1))
failed, _ = schematron("broken", schemas / "tbx3" / "TBX-Basic_DCA.sch", broken)
assert len(failed) == 1, failed
for module in ("Min", "Basic"):
    schema = etree.RelaxNG(etree.parse(schemas / "tbx3" / f"{module}.rng"))
    namespace = f"http://www.tbxinfo.net/ns/{module.lower()}"
    elements = etree.parse(file("tbx-dct")).findall(f".//{{{namespace}}}*")
    for element in elements:
        alone = etree.fromstring(etree.tostring(element, with_tail=False))
        target = alone.get("target")
        if target is not None:
            # An IDREF needs its ID: the element alone has none.
            continue
        valid(f"tbx-dct {module}", schema, alone)
    print(f"tbx-dct: {len(elements)} elements of {module} valid")

valid("tbx2", etree.XMLSchema(etree.parse(schemas / "tbx2" / "tbx.xsd")), etree.parse(file("tbx2")))
valid("tmx", etree.DTD(schemas / "tmx" / "tmx14.dtd"), etree.parse(file("tmx")))
valid("xliff", etree.XMLSchema(etree.parse(schemas / "xliff" / "xliff_core_2.0.xsd")), etree.parse(file("xliff")))
print("tbx2: XML Schema, tmx: DTD, xliff: XML Schema: valid (lxml)")
glossary = etree.XMLSchema(etree.parse(schemas / "xliff" / "glossary.xsd"))
modules = etree.parse(file("xliff")).findall(".//{urn:oasis:names:tc:xliff:glossary:2.0}glossary")
for module in modules:
    valid("xliff glossary", glossary, etree.fromstring(etree.tostring(module, with_tail=False)))
failed, fired = schematron("xliff", schemas / "xliff" / "glossary.sch", file("xliff"))
assert not failed, [etree.tostring(f) for f in failed[:3]]
print(f"xliff: {len(modules)} glossaries valid; glossary.sch: {fired} rules fired, none failed")

if shutil.which("xmllint"):
    runs = [
        ("tbx", ["--relaxng", schemas / "tbx3" / "TBXcoreStructV03.rng"]),
        ("tbx-dct", ["--relaxng", schemas / "tbx3" / "TBXcoreStructV03.rng"]),
        ("tbx2", ["--schema", schemas / "tbx2" / "tbx.xsd"]),
        ("tmx", ["--dtdvalid", schemas / "tmx" / "tmx14.dtd"]),
        ("xliff", ["--schema", schemas / "xliff" / "xliff_core_2.0.xsd"]),
    ]
    for name, options in runs:
        subprocess.run(["xmllint", "--nonet", "--noout", *options, file(name)], check=True, stderr=subprocess.DEVNULL)
    print("xmllint: " + ", ".join(name for name, _ in runs) + " valid")
