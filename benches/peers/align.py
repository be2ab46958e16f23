#!/usr/bin/env python3
"""Word alignment beside eflomal and systran-align (fast_align in a wheel): seconds of the clock and the processor, peak memory.

    align.py PADAN ID EN [--also ID EN] [--jobs 2] [--rounds 3] [--work DIR]

Run it with a Python that has both (`pip install eflomal systran-align`). All pairs are cut into the same tokens, in lower case for the
peers, and each program aligns all of them in both directions and writes links: files in, files out, whole processes, taken in turn. Prints
the least of each of ROUNDS. padan's links are left in DIR/padan.links, for scoring. Memory is the most that all processes of a program held
together (proportional set size, looked at every 20 ms), and that of its largest process.
"""
import argparse, os, pathlib, re, shutil, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("padan")
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--also", nargs=2, action="append", default=[], metavar=("ID", "EN"))
parser.add_argument("--jobs", type=int, default=2)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--work", type=pathlib.Path)
args = parser.parse_args()
work = args.work or pathlib.Path(tempfile.mkdtemp())
work.mkdir(parents=True, exist_ok=True)

TOKEN = re.compile(r"\d[\d.,:/-]*\d|[A-Z](?:\.[A-Z])+\.?|\w+(?:[-'’]\w+)*|\S")
pairs = []
for source, target in [(args.source, args.target), *args.also]:
    lines = [pathlib.Path(p).read_text(encoding="utf-8").split("\n") for p in (source, target)]
    pairs += [(" ".join(TOKEN.findall(s)), " ".join(TOKEN.findall(t))) for s, t in zip(*lines)]
pairs = [(s, t) for s, t in pairs if s and t]
write = lambda name, rows: (work / name).write_text("".join(r + "\n" for r in rows), encoding="utf-8")
write("as.id", (s for s, _ in pairs))
write("as.en", (t for _, t in pairs))
write("lower.id", (s.lower() for s, _ in pairs))
write("lower.en", (t.lower() for _, t in pairs))
write("joined", (f"{s} ||| {t}".lower() for s, t in pairs))
print(f"{len(pairs)} pairs, {sum(len(s.split()) for s, _ in pairs)} and {sum(len(t.split()) for _, t in pairs)} tokens, {args.jobs} threads")

# systran-align gives probabilities, and links by them in a second step.
SYSTRAN = """
import sys, systran_align
w = sys.argv[1]
systran_align.generate_alignment_probabilities(w + "/joined", w + "/forward", w + "/backward",
    favor_diagonal=True, optimize_tension=True, variational_bayes=True)
aligner = systran_align.Aligner(w + "/forward", w + "/backward")
rows = lambda n: [l.split() for l in open(w + n, encoding="utf-8")]
source, target = rows("/lower.id"), rows("/lower.en")
with open(w + "/systran.links", "w") as out:
    for start in range(0, len(source), 1000):
        for row in aligner.align_batch(source[start:start + 1000], target[start:start + 1000]):
            print(*(f"{i}-{j}" for i, j in row["alignments"]), file=out)
"""
eflomal = shutil.which("eflomal-align", path=os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", ""))
programs = {"padan": [args.padan, "align", "--words", "--tokenized", work / "as.id", work / "as.en", "--to", "pharaoh", "--quiet",
    "--jobs", str(args.jobs), "-o", work / "padan.links"]}
if eflomal:
    programs["eflomal"] = [sys.executable, eflomal, "--overwrite", "-s", work / "lower.id", "-t", work / "lower.en",
        "-f", work / "eflomal.forward", "-r", work / "eflomal.backward"]
try:
    import systran_align  # noqa: F401
    programs["systran-align"] = [sys.executable, "-c", SYSTRAN, str(work)]
except ImportError:
    pass


def family(pid):
    """A process and those that it began."""
    yield pid
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            for child in pathlib.Path(f"/proc/{pid}/task/{thread}/children").read_text().split():
                yield from family(int(child))
    except OSError:
        pass


def held(pid):
    """Megabytes that a process holds; what several share is shared out among them."""
    try:
        rows = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def measure(command):
    begun = time.perf_counter()
    child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": str(args.jobs)})
    together, pid = 0, 0
    while not pid:
        together = max(together, sum(map(held, family(child.pid))))
        time.sleep(0.02)
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
    if status:
        sys.exit(f"{command[0]} failed")
    largest = used.ru_maxrss / 1024
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, together, largest


best = {}
for _ in range(args.rounds):
    for name, command in programs.items():
        now = measure(command)
        best[name] = tuple(map(min, now, best.get(name, now)))
print(f"{'program':16}{'clock s':>10}{'processor s':>13}{'all MB':>9}{'largest MB':>12}")
for name, (clock, processor, together, largest) in best.items():
    print(f"{name:16}{clock:10.2f}{processor:13.2f}{together:9.0f}{largest:12.0f}", flush=True)
