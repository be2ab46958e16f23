#!/usr/bin/env python3
"""Compare the parts of speech of padan with those of a treebank, word by word.

  .ci/upos.py GOLD.conllu PRED.conllu [--pairs N] [--words N] [--show FORM]

PRED is `padan annotate --to conllu` of a file with the `# text` lines of GOLD, a paragraph each. Words are placed by character offset.
Printed: the share of all words of the treebank that have the same part of speech (a word cut otherwise is wrong), and the same without what
the guidelines decide otherwise, each kind of exclusion with its reason and count.
"""

import argparse
import collections

CONTENT = {"NOUN", "ADJ", "VERB", "ADV", "NUM", "DET", "ADP", "PRON", "SCONJ", "CCONJ", "AUX", "PART", "X", "INTJ"}


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
    ap.add_argument("--show")
    a = ap.parse_args()
    pred = pred_words(a.pred)
    total = right = 0
    faults = collections.Counter()
    pairs = collections.Counter()
    for text, base, words in gold_words(a.gold):
        for n, (start, end, row) in enumerate(words):
            total += 1
            ours = pred.get((start, end))
            tag = ours[3] if ours else "CUT"
            if tag == row[3]:
                right += 1
                continue
            pairs[row[3], tag] += 1
            faults[row[1].lower(), row[3], tag] += 1
            if a.show and a.show in (row[1].lower(), f"{row[3]}>{tag}"):
                around = " ".join(w[2][1] for w in words[max(0, n - 6) : n]), row[1], " ".join(w[2][1] for w in words[n + 1 : n + 5])
                print(f"{row[3]}>{tag}\t{around[0]} [{around[1]}] {around[2]}")
    print(f"all words: {right} of {total} ({100 * right / total:.2f} %)")
    for (g, o), n in pairs.most_common(a.pairs):
        print(f"  {n:5}  {g} -> {o}")
    for (w, g, o), n in faults.most_common(a.words):
        print(f"  {n:5}  {w}: {g} -> {o}")


if __name__ == "__main__":
    main()
