"""Prints a stem for each word of a text with PySastrawi and its cache: sastrawi.py FILE"""
import re
import sys

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

stemmer = StemmerFactory().create_stemmer()
out = sys.stdout
for word in re.findall(r"[\w-]+", open(sys.argv[1]).read()):
    out.write(f"{word}\t{stemmer.stem(word)}\n")
