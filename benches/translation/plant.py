#!/usr/bin/env python3
"""How many planted faults `padan check` finds, and what it says of the same translations before.

    plant.py PADAN ID EN [--pairs 300] [--faults 150] [--seed 1] [--work DIR] [--glossary FILE]

ID and EN are line-aligned. Pairs are drawn by the seed, and faults of all kinds are planted, one a pair. A fault is found if a
finding of its kind is new on its line. What is said of the untouched pairs is written to DIR/untouched.txt for reading.
"""
import argparse, collections, json, pathlib, random, re, subprocess, sys, tempfile, tomllib

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("padan")
parser.add_argument("source", nargs="?")
parser.add_argument("target", nargs="?")
parser.add_argument("--also", nargs=2, action="append", default=[], metavar=("ID", "EN"))
parser.add_argument("--pairs", type=int, default=300)
parser.add_argument("--faults", type=int, default=150)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--work", type=pathlib.Path)
parser.add_argument("--glossary", default="glossary.toml")
args = parser.parse_args()
chance = random.Random(args.seed)
work = args.work or pathlib.Path(tempfile.mkdtemp())
work.mkdir(parents=True, exist_ok=True)

lines = []
for source, target in [(args.source, args.target), *args.also]:
    read = lambda p: pathlib.Path(p).read_text(encoding="utf-8").split("\n")
    lines += [(s, t) for s, t in zip(read(source), read(target)) if s.strip() and t.strip()]
pairs = chance.sample(lines, args.pairs)
entries = tomllib.loads(pathlib.Path(args.glossary).read_text(encoding="utf-8"))["entry"]


def listed(x):
    return [] if x is None else [x] if isinstance(x, str) else list(x)


def word(text):
    return re.compile(r"(?<![\w-])" + re.escape(text) + r"(?![\w-])", re.I)


def other_digits(n):
    """Another number of the same look."""
    digits = [i for i, c in enumerate(n) if c.isdigit()]
    at = chance.choice(digits)
    return n[:at] + str((int(n[at]) + chance.randint(1, 8)) % 9 + (1 if at == digits[0] else 0)) + n[at + 1 :]


# Each fault takes source and target and gives the changed target (None: left out), or nothing if it has no place there.
def missing_term(s, t):
    for e in chance.sample(entries, len(entries)):
        if " " in e["term"] and word(e["term"]).search(s):
            for en in listed(e.get("en")):
                if word(en).search(t):
                    return word(en).sub("arrangement", t)


def banned(s, t):
    for e in chance.sample(entries, len(entries)):
        for ban in e.get("avoid", []):
            for en in listed(e.get("en")):
                if word(e["term"]).search(s) and word(en).search(t) and not word(ban["en"]).search(t) and ban["en"].lower() not in s.lower():
                    return word(en).sub(ban["en"], t)


NUMBER = re.compile(r"(?<![\w.,/-])\d[\d.,]*\d|(?<![\w.,/-])\d(?![\w.,])")
def number(s, t):
    spots = [m for m in NUMBER.finditer(t) if m.group() in s or m.group().replace(",", "#").replace(".", ",").replace("#", ".") in s]
    if spots:
        m = chance.choice(spots)
        new = other_digits(m.group())
        return t[: m.start()] + new + t[m.end() :] if new != m.group() else None


def scale(s, t):
    m = re.search(r"\b(million|billion|trillion)\b", t)
    if m and re.search(r"\b(juta|miliar|milyar|triliun|trilyun)\b", s):
        new = chance.choice([x for x in ("million", "billion", "trillion") if x != m.group(1)])
        return t[: m.start()] + new + t[m.end() :]


def notation(s, t):
    m = re.search(r"\b\d{1,3}\.\d{3}\b", s)
    if m and m.group().replace(".", ",") in t:
        return t.replace(m.group().replace(".", ","), m.group(), 1)


MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
BULAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
HARI = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
def date(s, t):
    for names, theirs in ((MONTHS, BULAN), (DAYS, HARI)):
        for n, name in enumerate(names):
            if word(name).search(t) and theirs[n] in s:
                new = chance.choice([x for k, x in enumerate(names) if x != name and theirs[k] not in s])
                return word(name).sub(new, t, count=1)


def currency(s, t):
    for a, b in ((r"US\$", "Rp"), (r"\bRp\.? ?(?=\d)", "US$"), (r"€", "US$"), (r"\beuros?\b", "yen"), (r"\bdollars\b", "rupiah")):
        if re.search(a, t) and re.search(r"\b(dolar|rupiah|euro)|Rp|\$", s):
            return re.sub(a, b, t)


def percentage(s, t):
    if re.search(r"persen|%", s):
        new = re.sub(r"(\d) ?(per ?cent|%)", r"\1", t)
        return new if new != t else None


def name(s, t):
    shared = [w for w in re.findall(r"(?<=[\w,] )[A-Z][a-z]{4,}", t) if re.search(r"(?<=\w )" + w + r"\b", s)]
    if shared:
        w = chance.choice(shared)
        at = chance.randrange(1, len(w) - 1)
        letter = chance.choice([c for c in "aeioubdgklmnrst" if c != w[at]])
        if w[at] != w[at + 1]:
            kind = chance.random()
            new = w[:at] + letter + w[at + 1 :] if kind < 0.5 else w[:at] + w[at + 1] + w[at] + w[at + 2 :]
        else:
            new = w[:at] + w[at + 1 :]
        return word(w).sub(new, t)


def replaced_name(s, t):
    names = sorted({w for a, b in pairs for w in re.findall(r"(?<=[\w,] )[A-Z][a-z]{4,}", b) if w in a})
    shared = [w for w in re.findall(r"(?<=[\w,] )[A-Z][a-z]{4,}", t) if re.search(r"(?<=\w )" + w + r"\b", s)]
    new = [n for n in names if n not in s and n not in t]
    if shared and new:
        return word(chance.choice(shared)).sub(chance.choice(new), t)


KEPT = {"government": "pemerintah", "said": "mengatakan", "people": "orang", "attack": "serangan", "trade": "perdagangan",
    "market": "pasar", "growth": "pertumbuhan", "company": "perusahaan", "minister": "menteri", "price": "harga", "country": "negara",
    "war": "perang", "against": "terhadap", "because": "karena", "year": "tahun", "with": "dengan", "will": "akan", "police": "polisi"}
def untranslated(s, t):
    for en, id in chance.sample(sorted(KEPT.items()), len(KEPT)):
        if word(en).search(t) and word(id).search(s):
            return word(en).sub(id, t, count=1)


def quotes(s, t):
    if len(re.findall('["“”]', s)) > 1 and re.search('["“”]', t):
        return re.sub('["“”]', "", t)


ABBREVIATIONS = {"PBB": ("UN", "United Nations"), "AS": ("US", "United States"), "UE": ("EU", "European Union"), "BI": ("BI", "Bank Indonesia"),
    "DK PBB": ("UNSC",), "KPK": ("KPK",), "IMF": ("IMF", "International Monetary Fund"), "ASEAN": ("ASEAN",)}
WRONG = ["World Health Office", "Union of Arab Emirates", "Central Audit Bureau", "International Press Council", "Southern African Assembly"]
def abbreviation(s, t):
    for short, long in ABBREVIATIONS.items():
        for en in long:
            if re.search(r"(?<!\w)" + short + r"(?!\w)", s) and re.search(r"(?<!\w)" + re.escape(en) + r"(?!\w|\$| dollar)", t):
                return re.sub(r"(?<!\w)" + re.escape(en) + r"(?!\w|\$| dollar)", chance.choice(WRONG), t)


def omitted(s, t):
    return "" if len(s.split()) > 5 else None


def added(s, t):
    return t + " " + chance.choice(EXTRA) if t.rstrip().endswith(".") else None


EXTRA = ["Visitors had to queue for hours before the museum opened its doors.", "The choir rehearsed in a small chapel near the harbour every evening.",
    "Snow is expected to fall on the northern hills before the weekend."]

# A fault, and the checks that may find it.
FAULTS = {
    "missing term": (missing_term, {"C201", "C204"}),
    "banned": (banned, {"C202"}),
    "number": (number, {"C301", "C302", "C303", "C306", "C307"}),
    "scale": (scale, {"C301", "C302"}),
    "notation": (notation, {"C301", "C302"}),
    "date": (date, {"C303"}),
    "currency": (currency, {"C304"}),
    "percentage": (percentage, {"C305"}),
    "name": (name, {"C401", "C402", "C201"}),
    "other name": (replaced_name, {"C401", "C402", "C201"}),
    "untranslated": (untranslated, {"C501", "C201"}),
    "quotes": (quotes, {"C502"}),
    "abbreviation": (abbreviation, {"C204"}),
    "omitted": (omitted, {"C101"}),
    "added": (added, {"C102"}),
    "two ways": (None, {"C203"}),
}


def run(name, rows):
    source, target = work / f"{name}.id", work / f"{name}.en"
    source.write_text("".join(s + "\n" for s, _ in rows), encoding="utf-8")
    target.write_text("".join(t + "\n" for _, t in rows), encoding="utf-8")
    call = [args.padan, "check", "--aligned", str(source), str(target), "--glossary", args.glossary, "--quiet"]
    out = subprocess.run([*call, "--json"], capture_output=True, text=True)
    if out.returncode > 1:
        sys.exit(out.stderr)
    text = subprocess.run(call, capture_output=True, text=True).stdout
    (work / f"{name}.txt").write_text(text, encoding="utf-8")
    found = collections.defaultdict(collections.Counter)
    for row in map(json.loads, out.stdout.splitlines()):
        found[row["line"]][row["code"]] += 1
    return found


def two_ways(rows, free):
    """A rendering that stands in two pairs at least, replaced by another of the entry in one of them."""
    for e in chance.sample(entries, len(entries)):
        en = listed(e.get("en"))
        if len(en) < 2 or e.get("pos", "noun") not in ("noun", "name"):
            continue
        has = lambda n: word(e["term"]).search(rows[n][0]) and word(en[0]).search(rows[n][1])
        at = [n for n in range(len(rows)) if has(n)]
        ours = [n for n in at if n in free]
        kin = en[0][:4].lower() == en[1][:4].lower()
        if len(at) > 1 and ours and not kin and not any(word(en[1]).search(t) for s, t in rows if word(e["term"]).search(s)):
            n = chance.choice(ours)
            return n, word(en[0]).sub(en[1], rows[n][1])


rows, planted, free = list(pairs), {}, set(range(len(pairs)))
kinds = list(FAULTS)
misses = 0
while len(planted) < args.faults and misses < 400:
    kind = kinds[(len(planted) + misses) % len(kinds)]
    if kind == "two ways":
        if sum(k == kind for k, _ in planted.values()) < 6 and (spot := two_ways(rows, free)):
            n, new = spot
        else:
            misses += 1
            continue
    else:
        for n in chance.sample(sorted(free), len(free)):
            new = FAULTS[kind][0](*rows[n])
            if new is not None and new != rows[n][1]:
                break
        else:
            misses += 1
            continue
    planted[n] = (kind, rows[n][1])
    rows[n] = (rows[n][0], new)
    free.discard(n)

before, after = run("untouched", pairs), run("planted", rows)
# A pair may have two lines of its own only in the source's file, which has the same numbers.
tally = collections.Counter()
for n, (kind, old) in sorted(planted.items()):
    codes = FAULTS[kind][1]
    new = after[n + 1] - before[n + 1]
    hit = any(code in codes for code in new)
    tally[kind, hit] += 1
    if not hit:
        print(f"missed ({kind}) line {n + 1}: {dict(new)}\n   {rows[n][0]}\n   was {old}\n   is  {rows[n][1]}")
for kind in kinds:
    print(f"{kind:14} {tally[kind, True]:3} of {tally[kind, True] + tally[kind, False]}")
found = sum(v for (_, hit), v in tally.items() if hit)
alarms = sum(sum(c.values()) for c in before.values())
print(f"found {found} of {len(planted)} ({100 * found / max(len(planted), 1):.1f} %)")
codes = collections.Counter()
for c in before.values():
    codes.update(c)
print(f"on {len(pairs)} untouched pairs {alarms} findings, {alarms / len(pairs):.3f} a pair: {dict(sorted(codes.items()))}")
print(f"to be read: {work}/untouched.txt")
