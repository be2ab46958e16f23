#!/usr/bin/env python3
"""Compare the parts of speech of padan with those of a treebank, word by word.

  .ci/upos.py GOLD.conllu PRED.conllu [--pairs N] [--words N] [--show FORM]

PRED is `padan annotate --to conllu` of a file with the `# text` lines of GOLD, a paragraph each. Words are placed by character offset.
Printed: the share of all words of the treebank that have the same part of speech (a word cut otherwise is wrong), and the same without what
the guidelines decide otherwise, each kind of exclusion with its reason and count.
"""

import argparse
import collections

# Words whose class the guidelines of a treebank decide otherwise than padan (KBBI's class, or the one that the gloss asks for), and often otherwise
# than the other treebank's: reason, forms, gold, ours.
WORDS = [
    ("measures with se- are nouns there", "sebesar sebanyak senilai sejumlah sebagian setinggi sepanjang seluas seharga selama sebelah sekitar setara seberat", "NOUN ADJ ADP ADV", "ADP DET ADV NOUN ADJ"),
    ("'last' and 'next' after a time are verbs or nouns there", "lalu mendatang silam kemarin", "VERB NOUN", "ADJ ADV"),
    ("prepositions that were verbs are verbs there", "dibanding dibandingkan berdasarkan termasuk mengenai menuju berupa menyangkut terkait menjelang mengingat melalui sampai tentang", "VERB", "ADP SCONJ"),
    ("negation: PART or ADV there, AUX or PART here", "belum tidak tak bukan jangan", "PART ADV", "AUX PART ADV"),
    ("linking words between clauses: CCONJ, SCONJ or ADV by turns", "yaitu yakni sedangkan sementara namun tetapi tapi melainkan serta maka sehingga selain juga", "SCONJ ADP ADV CCONJ", "CCONJ SCONJ ADV ADP"),
    ("words of time are nouns there", "sekarang kini tadi nanti besok kemarin dulu dahulu semula baru-baru kelak bertahun-tahun akhirnya umumnya misalnya sebelumnya", "NOUN ADJ", "ADV ADJ"),
    ("words of place after di, ke, dari are nouns there, prepositions here", "atas dalam luar bawah antara depan sekitar sebelah tengah samping belakang milik", "NOUN", "ADP"),
    ("sendiri, demikian", "sendiri demikian begitu", "DET PRON", "ADV ADJ PRON"),
    ("modal words: AUX, VERB or ADJ by turns", "mampu ingin perlu mungkin boleh harus mau sempat", "ADJ AUX VERB ADV", "AUX VERB ADJ ADV"),
    ("mantan, calon, salah (satu), rata-rata, kurang, lebih", "mantan calon salah rata-rata kurang lebih banyak cukup relatif lainnya", "NOUN ADJ ADV DET", "ADJ NOUN ADV DET"),
    ("before a noun phrase: ADP or SCONJ by turns", "setelah sebelum sejak ketika saat karena untuk seperti sambil hingga sampai", "ADP SCONJ", "SCONJ ADP"),
    ("dengan before a verb: SCONJ there, ADP here, as before any noun phrase", "dengan", "SCONJ", "ADP"),
    ("the stroke", "/", "CCONJ PUNCT", "PUNCT SYM CCONJ"),
]
WORDS = [(why, set(forms.split()), set(gold.split()), set(ours.split())) for why, forms, gold, ours in WORDS]


def exclusion(form, gold, ours, capital, beside_name, first):
    """Why a difference is the guidelines' and not a fault; None for a fault."""
    low = form.lower()
    common = {"NOUN", "ADJ", "VERB", "NUM", "ADV", "ADP", "PRON", "DET", "CCONJ"}
    if ours == "CUT":
        return "cut otherwise: ranges of numbers, initials, clitics that padan keeps or splits"
    if gold == "PROPN" and ours in common and form.isupper() and len(form) > 1:
        return "abbreviations of common nouns are names there (APBN)"
    if gold == "PROPN" and ours in common and capital and beside_name:
        return "common words inside names are names there, keep their class here (Bank Mandiri)"
    if gold == "PROPN" and ours in common and form.islower():
        return "common words in lower case that are names there (kecamatan)"
    if gold == "PROPN" and ours in common and first:
        return "common words that are names there where they begin the sentence (Standar ini)"
    if {gold, ours} == {"X", "PROPN"} and capital:
        return "foreign words with a capital: X or PROPN"
    if low.startswith("ke") and gold == "ADJ" and ours == "NUM":
        return "ordinals are adjectives there"
    if gold == "VERB" and ours == "ADJ" and low.startswith(("ber", "be", "ter", "me")):
        return "words in ber-, ter-, meN- that KBBI lists as adjectives are verbs there (berbeda)"
    if low.strip("ivx") == "" and {gold, ours} <= {"NUM", "ADJ", "PROPN"}:
        return "Roman numerals"
    for why, forms, g, o in WORDS:
        if low in forms and gold in g and ours in o:
            return why
    return None


def sentences(path):
    """The sentences of a CoNLL-U file: text, comments, rows of ten columns."""
    text, rows = None, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            yield text, rows
            text, rows = None, []
    if rows:
        yield text, rows


def split_token(surface, start, rows):
    """Places of the words of a multiword token: forms follow one another in its surface, or share what is left."""
    at, out = 0, []
    low = surface.lower()
    for n, row in enumerate(rows):
        form = row[1].lower().lstrip("-")
        found = low.find(form, at)
        end = found + len(form) if found >= 0 else at
        out.append((start + max(found, at), start + end, row))
        at = end
    return out


def gold_words(path):
    """(start, end, row, sentence) in a text whose paragraphs are the sentences."""
    base = 0
    for text, rows in sentences(path):
        at, skip, out = 0, 0, []
        for n, row in enumerate(rows):
            if skip:
                skip -= 1
                continue
            found = text.find(row[1], at)
            if found < 0:
                raise SystemExit(f"{path}: {row[1]!r} is not in {text!r}")
            at = found + len(row[1])
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                skip = last - first + 1
                out += split_token(row[1], base + found, rows[n + 1 : n + 1 + skip])
            elif "." not in row[0]:
                out.append((base + found, base + at, row))
        yield text, base, out
        base += len(text) + 1


def pred_words(path):
    """(start, end) -> row, by TokenRange."""
    out = {}
    for _, rows in sentences(path):
        skip = 0
        for n, row in enumerate(rows):
            if skip:
                skip -= 1
                continue
            misc = dict(kv.split("=", 1) for kv in row[9].split("|") if "=" in kv)
            start, end = map(int, misc["TokenRange"].split(":"))
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                skip = last - first + 1
                for s, e, r in split_token(row[1], start, rows[n + 1 : n + 1 + skip]):
                    out[s, e] = r
            else:
                out[start, end] = row
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("pred")
    ap.add_argument("--pairs", type=int, default=0)
    ap.add_argument("--words", type=int, default=0)
    ap.add_argument("--show", help="a word, or GOLD>OURS")
    ap.add_argument("--all", action="store_true", help="list what is excluded too")
    a = ap.parse_args()
    pred = pred_words(a.pred)
    total = right = 0
    faults = collections.Counter()
    pairs = collections.Counter()
    excluded = collections.Counter()
    for text, base, words in gold_words(a.gold):
        for n, (start, end, row) in enumerate(words):
            total += 1
            ours = pred.get((start, end))
            tag = ours[3] if ours else "CUT"
            if tag == row[3]:
                right += 1
                continue
            capital = row[1][:1].isupper()
            beside = [words[m][2] for m in (n - 1, n + 1) if 0 <= m < len(words)]
            beside_name = any(r[3] == "PROPN" for r in beside)
            why = exclusion(row[1], row[3], tag, capital, beside_name, n == 0 or words[n - 1][2][3] == "PUNCT")
            if why:
                excluded[why] += 1
                if not a.all:
                    continue
            pairs[row[3], tag] += 1
            faults[row[1].lower(), row[3], tag] += 1
            if a.show and a.show in (row[1].lower(), f"{row[3]}>{tag}"):
                around = " ".join(w[2][1] for w in words[max(0, n - 6) : n]), row[1], " ".join(w[2][1] for w in words[n + 1 : n + 5])
                print(f"{row[3]}>{tag}\t{around[0]} [{around[1]}] {around[2]}")
    print(f"all words: {right} of {total} ({100 * right / total:.2f} %)")
    left = total - sum(excluded.values())
    print(f"without what guidelines decide otherwise: {right} of {left} ({100 * right / left:.2f} %)")
    for why, n in excluded.most_common():
        print(f"  {n:5}  {why}")
    for (g, o), n in pairs.most_common(a.pairs):
        print(f"  {n:5}  {g} -> {o}")
    for (w, g, o), n in faults.most_common(a.words):
        print(f"  {n:5}  {w}: {g} -> {o}")


if __name__ == "__main__":
    main()
