"""Reads every output format with the program of somebody else's that is meant to read it.

usage: formats.py PADAN WORK SHARED TEXT... [-- ARGUMENT...]   arguments after -- go to padan annotate
"""
import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
from collections import Counter

padan, work, shared = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
rest = sys.argv[4:]
texts, extra = (rest[: rest.index("--")], rest[rest.index("--") + 1 :]) if "--" in rest else (rest, [])
texts = [str(pathlib.Path(t).resolve()) for t in texts]
extra = [str(pathlib.Path(e).resolve()) if pathlib.Path(e).exists() else e for e in extra]
work.mkdir(parents=True, exist_ok=True)
bin_ = pathlib.Path(sys.executable).parent


def run(*command, status=0, **more):
    found = subprocess.run([str(c) for c in command], capture_output=True, text=True, errors="replace", **more)
    assert found.returncode == status, f"{command}: {found.returncode}\n{found.stdout[-3000:]}\n{found.stderr[-3000:]}"
    return found.stdout


def annotate(name, place, files=texts):
    run(padan, "annotate", "--quiet", "--to", name, "-o", place, *extra, *files)
    return place


def sentences():
    place = annotate("jsonl", work / "all.jsonl")
    return [json.loads(line) for line in place.read_text().splitlines()]


rows = sentences()
checks = {}


def check(*names):
    def add(f):
        for name in names:
            checks[name] = f
        return f
    return add


@check("text")
def text(name):
    place = annotate(name, work / "all.txt")
    # Nothing moves the cursor of a terminal.
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", place.read_text())
    return "no control characters"


@check("html")
def html(name):
    import html5lib

    folder = work / "pages"
    folder.mkdir(exist_ok=True)
    annotate(name, folder)
    pages = list(folder.glob("*.html"))
    for page in pages:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.read_text())
        assert not [e for e in tree.iter() if any(k.startswith("on") for k in e.attrib)], page
    return f"{len(pages)} pages, html5lib strict"


@check("markdown")
def markdown(name):
    from markdown_it import MarkdownIt

    place = annotate(name, work / "all.md")
    tokens = MarkdownIt("gfm-like").parse(place.read_text())
    flat = [t for token in tokens for t in (token, *(token.children or []))]
    kinds = {t.type for t in flat}
    strange = kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "code_block", "fence", "em_open", "s_open"}
    assert not strange, (strange, [t.content for t in flat if t.type in strange][:3])
    shown = "".join("".join(t.content for t in token.children if t.type in ("text", "text_special")) for token in tokens if token.type == "inline")
    cells = sum(token.type in ("td_open", "th_open") for token in tokens)
    strip = lambda s: re.sub(r"[\W_]", "", s)
    have = strip(shown)
    for row in rows:
        assert strip(row["text"]) in have, row["text"][:200]
    return f"{cells} cells, markdown-it-py; no link, markup or HTML"


@check("leipzig")
def leipzig(name):
    import html5lib

    place = annotate(name, work / "leipzig.html")
    html5lib.HTMLParser(strict=True).parse(place.read_text())
    node = pathlib.Path(__file__).parent / "leipzig.js"
    modules = work.parent / "node"
    if shutil.which("npm") is None:
        return "html5lib strict; npm is not here: leipzig.js not run"
    if not (modules / "node_modules").exists():
        modules.mkdir(exist_ok=True)
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", modules, "leipzig@0.9.0", "jsdom@24.1.3")
    said = run("node", node.resolve(), place.resolve(), cwd=modules, env={**__import__("os").environ, "NODE_PATH": str(modules / "node_modules")})
    return "html5lib strict; " + said.strip()


@check("gb4e", "langsci-gb4e", "expex", "linguex")
def latex(name):
    package = name
    if run("sh", "-c", f"kpsewhich {package}.sty || true").strip() == "":
        return f"NOT RUN: TeX here has no {package}.sty"
    folder = work / "tex"
    folder.mkdir(exist_ok=True)
    place = annotate(name, folder / f"all-{name}.tex")
    run("pdflatex", "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", place.name, cwd=folder)
    shown = run("pdftotext", "-raw", "-enc", "UTF-8", folder / f"all-{name}.pdf", "-")
    have = Counter(re.findall(r"\w+", shown))
    latin = re.compile(r"[0-9A-Za-z\u00c0-\u00ff]+")
    want = Counter(w for row in rows for t in row["tokens"] for w in re.findall(r"\w+", t["form"]) if latin.fullmatch(w) and len(w) < 60)
    # Words may come back joined only where a letter between them is not in the fonts.
    lacking = {w: (n, have[w]) for w, n in want.items() if have[w] < n and shown.count(w) < n}
    assert not lacking, dict(list(lacking.items())[:20])
    return f"{sum(want.values())} words came back from the PDF"


@check("flextext")
def flextext(name):
    place = annotate(name, work / "all.flextext")
    schema = shared / "schemas/flextext/flextext.xsd"
    if not schema.exists():
        run("xmllint", "--noout", place)
        return "well-formed; the schema is not here"
    run("xmllint", "--noout", "--schema", schema, place)
    return "xmllint: follows SIL's schema"


@check("cldf")
def cldf(name):
    from pycldf import Dataset
    from pyigt import Corpus

    folder = work / "cldf"
    shutil.rmtree(folder, ignore_errors=True)
    annotate(name, folder)
    run(bin_ / "cldf", "validate", folder / "Generic-metadata.json")
    archive = annotate(name, work / "cldf.zip")
    run(sys.executable, "-m", "zipfile", "-t", archive)
    corpus = Corpus.from_cldf(Dataset.from_metadata(folder / "Generic-metadata.json"))
    grades = Counter()
    for igt in corpus:
        if igt.phrase:
            igt.check(strict=True)
        grades[igt.conformance.name] += 1
    assert sum(grades.values()) == len(rows)
    weak = [i for i in corpus if i.phrase and "MORPHEME" not in i.conformance.name]
    assert not weak, [(w.phrase, w.gloss) for w in weak[:3]]
    return f"cldf validate; pyigt strict: {dict(grades)}"


@check("conllu")
def conllu(name):
    place = annotate(name, work / "all.conllu")
    run(bin_ / "udvalidate", "--lang", "id", "--level", "1", place)
    return "udvalidate, level 1"


@check("xigt")
def xigt(name):
    from xigt.codecs import xigtxml

    place = annotate(name, work / "all.xml")
    igts = items = 0
    corpus = xigtxml.load(str(place), mode="full")
    for igt, row in zip(corpus, rows, strict=True):
        igts += 1
        words = [i.value() for i in igt["w"]]
        drop = lambda s: "".join(c for c in s.replace("\n", " ").replace("\t", " ") if c in " " or not re.match(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]", c))
        want = [drop(t["form"]) for t in row["tokens"] if t["kind"] not in ("punctuation", "symbol")]
        assert words == want, (words[:9], want[:9])
        for tier in igt:
            for item in tier:
                items += 1
                for ref in re.findall(r"[a-z]\d+(?:\.\d+)?", f"{item.segmentation or ''} {item.alignment or ''}"):
                    assert igt.get_item(ref) is not None, (item.id, ref)
    return f"{igts} sentences, {items} items, every reference resolved"


@check("tsv")
def tsv(name):
    place = annotate(name, work / "all.tsv")
    with place.open(newline="", encoding="utf-8") as file:
        table = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(len(row) == len(table[0]) for row in table)
    want = [t["form"] for row in rows for t in row["tokens"]]
    have = [row[6] for row in table[1:] if "," not in row[3] and row[7] not in ("term", "phrase", "name", "abbreviation")]
    assert len(want) == len(have)
    risky = [c for row in table for c in row if re.match(r"[=+@-][^\d]", c)]
    assert not risky, risky[:5]
    return f"{len(table) - 1} rows of {len(table[0])} columns"


@check("jsonl")
def jsonl(name):
    import jsonschema

    schema = json.loads(run(padan, "schema", "jsonl"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for row in rows:
        validator.validate(row)
    return f"{len(rows)} rows follow the schema"


formats = [line.split()[0] for line in run(padan, "formats").splitlines()]
unchecked = set(formats) - set(checks)
assert not unchecked, f"no check for {unchecked}"
only = sys.argv[0] and __import__("os").environ.get("ONLY", "").split()
for name in only or formats:
    print(f"{name}: {checks[name](name)}", flush=True)
