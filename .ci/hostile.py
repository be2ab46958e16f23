"""Writes an article and a glossary full of what formats give a meaning of their own to."""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)

bad = [
    "<script>alert(1)</script>", "]]>", "<!--", "&amp;&#x3c;", r"\input{/etc/passwd}", r"\end{document}", "#1", "100%", "$x$", "a_b^c~d",
    "{satu}", "}{", "|pipa|", "`kode`", "**tebal**", "[tautan](javascript:alert(1))", '=HYPERLINK("x")', "@SUM(1)", "'; DROP TABLE notes;--",
    "../../etc/passwd", "\u202ekanan\u202c", "\u200fkata\u200e", "\u2066a\u2069", "\x9b31m", "\x0c", "\ufffe", "\U000e0001",
    "漢字", "עברית", "العربية", "😀", "e\u0301\u0302\u0303", "//", "\\\\", "---", "!`?`", "{{c1::x}}", "[sound:x.mp3]", "%s%n", "\u2028baru\u2029",
]
article = "Kedutaan Besar " + " dan ".join(bad) + ".\n"
article += "Duta besar jahat mengumumkan gencatan senjata, kata juru bicara.\n"
article += "Kata " + "a" * 100_000 + " panjang.\n"
article += ("kata" * 40 + "-") * 30 + "nya menyerang.\n"
(folder / "a..<b>&'%#{x}.txt").write_text(article, encoding="utf-8")

def toml(s):
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in s) + '"'

gloss = [g for g in bad if g.strip()]
entries = [("duta besar jahat", "; ".join(gloss[:3])), ("gencatan senjata", gloss[4] + " \x01\x1b[31m\x7f " + gloss[10]), ("mengumumkan", "=cmd|' /C calc'!A0"),
           ("juru bicara", "<img src=x onerror=alert(1)> " + gloss[19]), ("kata", "\u202esay\u202c ]]> {{c1::y}} " + "b" * 3000)]
out = ""
for term, en in entries:
    pos = '\npos = "verb"' if term == "mengumumkan" else ""
    out += f"[[entry]]\nterm = {toml(term)}{pos}\nen = {toml(en)}\n"
(folder / "glossary.toml").write_text(out, encoding="utf-8")
