#!/usr/bin/env python3
"""Compare padan's glosses with those of its alternatives, on gold sentences and on parallel text.

  gloss.py gold|agree|wrong --padan BIN --eval DIR [--cwd DIR] [--dict FREEDICT] [--eflomal BIN] [--cache DIR]

gold   scores of gloss_eval.py on the gold sentences
agree  share of content words whose first gloss, or the gloss of a unit over it, is in the English sentence
wrong  TSV of the words whose first gloss is most often not in the English while another word is

freedict    PySastrawi's stem, looked up in FreeDict (the word as it stands first; FREEDICT without suffix,
            English-Indonesian as Debian has it, turned round)
eflomal     every word's most frequent English word in eflomal's links on the parallel text without the gold
            pairs (eflomal-2fold: learned from the other half of it)
alone       padan, every word as a document of its own: no units of several words
alone+units the same, but with the units that padan finds in the sentence
Both dictionaries copy capitalised words and numbers that they lack, as padan does with names.
Run with a Python that has PySastrawi.
"""
import argparse, collections, gzip, json, math, os, re, subprocess, sys, tempfile

CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"}
WORD = re.compile(r"\w+(?:[-'’.,/]\w+)*")
IRREGULAR = """rise rose risen|fall fell fallen|grow grew grown|buy bought|sell sold|use using|win won|lose lost|spend spent
show shown|write wrote written|pay paid|fight fought|seek sought|catch caught|feel felt|hear heard|stand stood|run ran|drive drove driven
draw drew drawn|die dying died|keep kept|stop stopped|throw threw thrown|fly flew flown|strike struck|shoot shot|teach taught|mean meant
deal dealt|program programme|defence defense|centre center|ton tonne|labour labor|licence license"""
CORPORA = "world", "economy", "news"


def annotate(texts):
    """padan's sentences of each text, each text a document of its own."""
    out = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as d:
        for k in range(0, len(texts), 2000):
            files = []
            for i in range(k, min(k + 2000, len(texts))):
                files.append(f"{d}/{i}.txt")
                with open(files[-1], "w", encoding="utf-8") as f:
                    f.write(texts[i] + "\n")
            run = subprocess.run([A.padan, "annotate", "-q", "--to", "jsonl", *files], cwd=A.cwd, check=True, stdout=subprocess.PIPE)
            for line in run.stdout.decode().splitlines():
                s = json.loads(line)
                out[int(os.path.basename(s["doc"]).split(".")[0])].append(s)
    return out


def cached(name, make):
    path = os.path.join(A.cache, name + ".json")
    if not os.path.exists(path):
        with open(path + ".part", "w") as f:
            json.dump(make(), f)
        os.replace(path + ".part", path)
    with open(path) as f:
        return json.load(f)


def glosses(t):
    return [g for g in [t.get("gloss"), *(t.get("alternatives") or [])] if g]


def words(docs):
    return sorted({t["form"] for d in docs for s in d for t in s["tokens"] if t["upos"] != "PUNCT"})


def alone(forms):
    """form -> its glosses as a document of its own; those of a unit over it first."""
    out = {}
    for form, sents in zip(forms, annotate(forms)):
        if len(sents) == 1 and len(sents[0]["tokens"]) == 1:
            units = [u["gloss"] for u in sents[0]["units"] if u.get("gloss")]
            out[form] = units + [g for g in glosses(sents[0]["tokens"][0]) if g not in units]
    return out


# The alternatives: form -> glosses, best first

def copied(form):
    return [form] if form[0].isupper() or any(c.isdigit() for c in form) else []


def freedict():
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
    stem = StemmerFactory().create_stemmer().stem
    digits = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
    number = lambda s: sum(digits[c] * 64**i for i, c in enumerate(reversed(s)))
    data = gzip.open(A.dict + ".dict.dz").read()
    found = collections.defaultdict(dict)
    for line in open(A.dict + ".index", encoding="utf-8"):
        head, start, size = line.rstrip("\n").split("\t")[:3]
        if head.startswith("00"):
            continue
        lines = data[number(start):number(start) + number(size)].decode().split("\n")
        head = re.split(r" /| <", lines[0])[0].strip()
        senses = [l.split(". ", 1)[1] for l in lines[1:] if re.match(r"\d+\. ", l)] or lines[1:2]
        for i, sense in enumerate(senses):
            for j, word in enumerate(re.sub(r"\([^)]*\)", "", sense).split(",")):
                rank = found[word.strip().lower()]
                rank[head] = min(rank.get(head, (9, 9)), (i, j))
    ranked = {w: sorted(r, key=r.get) for w, r in found.items()}

    def look(form):
        w = form.lower()
        return ranked.get(w) or ranked.get(stem(w)) or copied(form)
    return look


def eflomal(pairs):
    """A lexicon from the links that eflomal finds in both directions."""
    links = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as d:
        for side in 0, 1:
            with open(f"{d}/{side}", "w", encoding="utf-8") as f:
                f.writelines(" ".join(p[side]) + "\n" for p in pairs)
        subprocess.run(["nice", "-n", "10", A.eflomal, "-s", d + "/0", "-t", d + "/1", "-f", d + "/f", "-r", d + "/r",
                        "-l", "0.5", "--n-samplers", "1", "--overwrite"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for (src, tgt), f, r in zip(pairs, open(d + "/f"), open(d + "/r")):
            for link in set(f.split()) & set(r.split()):
                i, j = map(int, link.split("-"))
                links[src[i]][tgt[j]] += 1
    return {w: [e for e, _ in c.most_common(5)] for w, c in links.items()}


def learned(which):
    """The lexicon of all pairs without gold (`all`), or of those of even or odd number (0, 1)."""
    gold = {s["text"].strip() for s in GOLD}
    pairs = [([t["form"].lower().replace(" ", "_") for s in d for t in s["tokens"] if t["upos"] != "PUNCT"],
              WORD.findall(en.lower())) for i, (d, (ident, en)) in enumerate(zip(parallel(), PAIRS))
             if ident not in gold and which in ("all", i % 2)]
    return cached(f"eflomal-{which}", lambda: eflomal([p for p in pairs if p[0] and p[1]]))


def parallel():
    if not hasattr(parallel, "docs"):
        parallel.docs = cached("parallel", lambda: annotate([ident for ident, _ in PAIRS]))
    return parallel.docs


# Gold

def gold():
    texts = [s["text"] for s in GOLD]
    docs = annotate(texts)
    single = alone(words(docs))
    fd, ef = freedict(), learned("all")

    def flat(look):
        return [[{"tokens": [dict(t, gloss=(g := look(t["form"]) + [""])[0], alternatives=g[1:-1],
                                  end=t["start"] + len(t["form"])) for t in s["tokens"]], "units": []}] for s in GOLD]

    def own_units(s):
        return [u for u in s["units"] if len(u["tokens"]) == 1]

    def reglossed(units):
        out = []
        for d in docs:
            out.append([])
            for s in d:
                ts = [dict(t, gloss=(g := single.get(t["form"], []) + [""])[0], alternatives=g[1:-1]) for t in s["tokens"]]
                single_units = [dict(u, gloss=ts[u["tokens"][0]]["gloss"]) for u in own_units(s)]
                out[-1].append(dict(s, tokens=ts, units=s["units"] if units else single_units))
        return out
    systems = {"freedict": flat(fd), "eflomal": flat(lambda f: ef.get(f.lower()) or copied(f)), "alone": reglossed(False),
               "alone+units": reglossed(True), "padan, no units": [[dict(s, units=own_units(s)) for s in d] for d in docs],
               "padan": docs}
    cols = "top1", "content_top1", "top3", "unglossed", "core_rendered"
    print("system", *cols, sep="\t")
    for name, ds in systems.items():
        path = os.path.join(A.cache, f"gold-{name}.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            for g, d in zip(GOLD, ds):
                f.writelines(json.dumps(dict(s, doc=g["sent"])) + "\n" for s in d)
        run = subprocess.run([sys.executable, "-B", A.eval + "/tools/gloss_eval.py", A.eval + "/gold/gloss.jsonl", "--json", "--pred", path],
                             check=True, stdout=subprocess.PIPE)
        r = json.loads(run.stdout)
        print(name, *(r[c] for c in cols), sep="\t")


# Translation agreement

def first(g):
    return re.split(r";| / |,\s", g)[0]


def loose(k):
    """British and American spellings, irregular forms and possessives as one."""
    return " ".join(LOOSE.get(w, re.sub(r"(?<=\w{3})is(?=(ation|$))", "iz", re.sub(r"our(?=(ed|$))", "or", re.sub(r"'s$|'$", "", w)))) for w in k.split()) if A.loose else k


def fold(g):
    k = loose(E.key(first(g)))
    return k.replace("per cent", "percent") if A.loose else k


def in_text(k, text):
    return bool(k) and f" {k} " in text


def english(en):
    text = E.norm(en).replace("per cent", "percent") if A.loose else E.norm(en)
    return " " + " ".join(loose(E.stem(re.sub(r"'s$|'$", "", w) if A.loose else w)) for w in text.split()) + " "


def agree():
    docs = parallel()
    single = cached("alone", lambda: alone(words(docs)))
    fd, ef = freedict(), learned("all")
    halves = learned(0), learned(1)
    memo = {}

    def fdm(form):
        if form not in memo:
            memo[form] = fd(form)
        return memo[form]
    n, hit, blank = collections.Counter(), collections.Counter(), collections.Counter()
    for k, (d, (_, en)) in enumerate(zip(docs, PAIRS)):
        text = english(en)
        corpus = CORPUS[k]
        for s in d:
            over = collections.defaultdict(list)
            for u in s["units"]:
                for i in u["tokens"]:
                    over[i].append(u.get("gloss") or "")
            for i, t in enumerate(s["tokens"]):
                if t["upos"] not in CONTENT:
                    continue
                f, other = t["form"], halves[1 - k % 2]
                own = {"freedict": fdm(f)[:1], "eflomal": (ef.get(f.lower()) or copied(f))[:1],
                       "eflomal-2fold": (other.get(f.lower()) or copied(f))[:1], "alone": single.get(f, [])[:1],
                       "alone+units": single.get(f, [])[:1] + over[i], "padan": glosses(t)[:1] + over[i],
                       "padan, no units": glosses(t)[:1]}
                for c in corpus, "all":
                    n[c] += 1
                    for name, gs in own.items():
                        hit[name, c] += any(in_text(fold(g), text) for g in gs)
                        blank[name, c] += not any(gs)
    print("system", *CORPORA, "all", "unglossed", sep="\t")
    for name in own:
        print(name, *(f"{100 * hit[name, c] / n[c]:.2f}" for c in (*CORPORA, "all")), f"{100 * blank[name, 'all'] / n['all']:.2f}", sep="\t")
    print("words", *(n[c] for c in (*CORPORA, "all")), "", sep="\t")


STOP = set("""the a an of in on at to for from by with as and or but that this it its he she they we i you his her their our be
is are was were have has had do not no will would can could may than which who what when there also said says say after before been
about into over up out more other some all if so s t u""".split())


def llr(a, b, c, d):
    h = lambda *x: sum(v * math.log(v / sum(x)) for v in x if v)
    return 2 * (h(a, b, c, d) - h(a + b, c + d) - h(a + c, b + d)) if a * d > b * c else 0


def wrong():
    """Counts English words that no other word's gloss explains; gold pairs and words under units of several words left out."""
    golds = {s["text"].strip() for s in GOLD}
    stop = {E.stem(w) for w in STOP} | STOP
    seen, gloss, alts = collections.Counter(), collections.defaultdict(collections.Counter), {}
    missed, joint, left = collections.Counter(), collections.defaultdict(collections.Counter), collections.Counter()
    surface, total = collections.defaultdict(collections.Counter), 0
    for d, (ident, en) in zip(parallel(), PAIRS):
        if ident in golds:
            continue
        text, total = english(en), total + 1
        for w in E.norm(en).replace("per cent", "percent").split():
            surface[english(w).strip()][w] += 1
        rest, miss = set(text.split()) - stop, set()
        for s in d:
            wide = {i for u in s["units"] if len(u["tokens"]) > 1 for i in u["tokens"]}
            shown = [u.get("gloss") or "" for u in s["units"]]
            for i, t in enumerate(s["tokens"]):
                gs = glosses(t)
                found = bool(gs) and in_text(fold(gs[0]), text)
                if t["upos"] in CONTENT and t["kind"] == "word" and i not in wide and gs:
                    one = [u.get("gloss") or "" for u in s["units"] if u["tokens"] == [i]]
                    w = t["form"].lower()
                    found = found or any(in_text(fold(g), text) for g in one)
                    seen[w] += 1
                    gloss[w][(one or gs)[0]] += 1
                    alts.setdefault(w, set()).update(fold(g) for g in gs[1:])
                    if not found:
                        missed[w] += 1
                        miss.add(w)
                if found:
                    shown.append(gs[0])
            for g in shown:
                if in_text(fold(g), text):
                    rest -= set(fold(g).split())
        left.update(rest)
        for w in miss:
            joint[w].update(rest)
    rows = []
    for w, m in missed.items():
        if seen[w] < 8:
            continue
        best = sorted(((llr(a, m - a, left[e] - a, total - m - left[e] + a), a, e) for e, a in joint[w].items()
                       if a >= 4 and a / m >= .12 and m >= a), reverse=True)[:4]
        best = [(a, e) for l, a, e in best if l > 15 and not re.search(r"\d", e) and a / m > 3 * left[e] / total]
        if best:
            rows.append((max(a for a, _ in best[:2]), w, best))
    print("word", "count", "padan's gloss", "share found", "other English words (times; * is among padan's alternatives)", sep="\t")
    for _, w, best in sorted(rows, reverse=True)[: A.n]:
        others = ", ".join(f"{surface[e].most_common(1)[0][0]}{'*' * (e in alts[w])} {a}" for a, e in best)
        print(w, seen[w], gloss[w].most_common(1)[0][0], f"{1 - missed[w] / seen[w]:.2f}", others, sep="\t")


ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("what", choices=["gold", "agree", "wrong"])
ap.add_argument("--padan", required=True)
ap.add_argument("--eval", required=True, help="folder with gold/, parallel/ and tools/")
ap.add_argument("--cwd", default=".", help="folder to run padan in")
ap.add_argument("--dict", default="/usr/share/dictd/freedict-eng-ind")
ap.add_argument("--eflomal", default="eflomal-align")
ap.add_argument("--cache", default="compare.cache", help="folder for what takes long; delete it when padan changes")
ap.add_argument("--loose", action="store_true", help="fold spelling and irregular forms too, in `agree` and `wrong`")
ap.add_argument("-n", type=int, default=150, help="rows of `wrong`")
A = ap.parse_args()
os.makedirs(A.cache, exist_ok=True)
sys.path.insert(0, A.eval + "/tools")
sys.dont_write_bytecode = True
import gloss_eval as E
LOOSE = {E.stem(b): E.stem(a) for line in re.split(r"[|\n]", IRREGULAR) for a, *bs in [line.split()] for b in bs}

with open(A.eval + "/gold/gloss.jsonl", encoding="utf-8") as f:
    GOLD = [json.loads(line) for line in f]
PAIRS, CORPUS = [], []
for c in CORPORA:
    sides = [open(f"{A.eval}/parallel/{c}.{lang}", encoding="utf-8").read().split("\n")[:-1] for lang in ("id", "en")]
    PAIRS += [(a.strip(), b) for a, b in zip(*sides, strict=True)]
    CORPUS += [c] * len(sides[0])
{"gold": gold, "agree": agree, "wrong": wrong}[A.what]()
