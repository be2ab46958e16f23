"""Figures of `padan batch` at size: batch.py PADAN TEXT WORK [--mb 500] [--files 50000] [--line-mb 200] [--jobs 1 2] [--no-context]

Makes, in WORK: texts of 1 MB up to --mb, --files files of 2 kB, and one line of --line-mb. Prints for each run the seconds of the clock, of processor time, the
peak memory, and what they make a megabyte, in context or (--no-context) form and root of each word by itself; for the files also a second run, and one after an entry of the glossary changed.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import time

parser = argparse.ArgumentParser()
parser.add_argument("padan")
parser.add_argument("text", type=pathlib.Path)
parser.add_argument("work", type=pathlib.Path)
parser.add_argument("--mb", type=int, default=500)
parser.add_argument("--files", type=int, default=50_000)
parser.add_argument("--line-mb", type=int, default=200)
parser.add_argument("--to", default="table")
parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
parser.add_argument("--no-context", action="store_true")
args = parser.parse_args()
alone = ["--no-context", "--columns", "form,root"] if args.no_context else []
padan = str(pathlib.Path(args.padan).resolve())
text = args.text.read_text()
args.work.mkdir(parents=True, exist_ok=True)
glossary = args.work / "glossary.toml"
ENTRY = '[[entry]]\nterm = "suku bunga"\nen = "{}"\n'
glossary.write_text(ENTRY.format("interest rate"))


def run(name, size, *command):
    begun = time.perf_counter()
    out = subprocess.DEVNULL if "-" in command else None
    process = subprocess.Popen([padan, "batch", "--quiet", "--to", args.to, *alone, "-g", str(glossary), *map(str, command)], stdout=out)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - begun
    assert status == 0, (name, status)
    processor = used.ru_utime + used.ru_stime
    print(f"{name:40} {clock:8.1f} s {processor:8.1f} s processor {used.ru_maxrss / 1024:7.0f} MiB "
          f"{processor / size * 1000:7.1f} ms/MB", flush=True)
    return clock


def write(path, size):
    with path.open("w") as out:
        written = 0
        while written < size * 1_000_000:
            written += out.write(text)
    return path.stat().st_size / 1e6


size = 1
while size <= args.mb:
    path = args.work / "one.txt"
    real = write(path, size)
    for jobs in args.jobs:
        run(f"{real:.0f} MB in one file, {jobs} jobs", real, path, "--jobs", jobs, "-o", "-")
    size *= 10 if size * 10 <= args.mb or size == args.mb else max(args.mb // size, 2)
path.unlink()

line = args.work / "line.txt"
flat = " ".join(text.split())
with line.open("w") as out:
    for _ in range(args.line_mb * 1_000_000 // len(flat)):
        out.write(flat + " ")
run(f"one line of {args.line_mb} MB", line.stat().st_size / 1e6, line, "-o", args.work / f"line.{args.to}")
line.unlink()
(args.work / f"line.{args.to}").unlink()

lines = text.splitlines()
source, target = args.work / "in", args.work / "out"
shutil.rmtree(source, ignore_errors=True)
shutil.rmtree(target, ignore_errors=True)
at, total = 0, 0
for n in range(args.files):
    folder = source / f"{n // 1000:04}"
    if n % 1000 == 0:
        folder.mkdir(parents=True)
    piece = []
    while sum(map(len, piece)) < 2000:
        piece.append(lines[at % len(lines)])
        at += 7
    body = "\n".join(piece)[:2000] + "\n"
    total += len(body.encode())
    (folder / f"{n}.txt").write_text(body)
total /= 1e6
common = [source, "-o", target, "--no-index"]
first = run(f"{args.files} files of 2 kB", total, *common)
second = run("again, nothing changed", total, *common)
print(f"the second run is {first / second:.0f} times as fast")
glossary.write_text(ENTRY.format("rate of interest"))
third = run("again, one entry changed", total, *common)
print(f"with one changed entry {first / third:.1f} times as fast as the first")
