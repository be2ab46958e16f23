"""Kills runs of `padan batch` at random instants and fills the disk at random byte counts; every result must be that of a run in peace.

    python3 tests/faults/campaign.py PADAN [--kills 500] [--full 50] [--seed 1] [--tmpfs DIR]

Runs into a folder and into one stream take turns. A disk is filled by a limit on the size of files, and with --tmpfs (a small file system that
is mounted there: mount -t tmpfs -o size=2m tmpfs DIR) by a file system that is full.
"""
import argparse
import hashlib
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("padan")
parser.add_argument("--kills", type=int, default=500)
parser.add_argument("--full", type=int, default=50)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--tmpfs", type=pathlib.Path)
args = parser.parse_args()
padan = str(pathlib.Path(args.padan).resolve())
chance = random.Random(args.seed)
work = pathlib.Path(tempfile.mkdtemp(prefix="padan-faults-"))

corpus = sorted((pathlib.Path(__file__).parents[2] / "corpus").glob("*.id.txt"))
texts = [path.read_text() for path in corpus]
source = work / "in"
for n in range(120):
    path = source / str(n % 7) / f"{n}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(texts[n % len(texts)])
(source / "long.txt").write_text("\n\n".join(texts * 8))

MODES = [("out", ["--to", "conllu,table"]), ("out.jsonl", ["--to", "jsonl"])]


def command(target, mode):
    return [padan, "batch", str(source), "-o", str(target), "--quiet", *mode]


def contents(target):
    """Every result with its hash, without what the run remembers, save the manifest, which must be the same too."""
    if target.is_file():
        manifest = target.parent / f".{target.name}.padan" / "manifest.jsonl"
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (target, manifest)}
    found = {}
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target)
        if path.is_file() and (name.parts[0] != ".padan" or name.name == "manifest.jsonl"):
            found[str(name)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def clear(target):
    for path in (target, target.parent / f".{target.name}.padan"):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


def run(target, mode, **how):
    return subprocess.run(command(target, mode), capture_output=True, text=True, **how)


wanted, took = {}, {}
for name, mode in MODES:
    begun = time.monotonic()
    done = run(work / "peace" / name, mode)
    assert done.returncode == 0, done.stderr
    took[name] = time.monotonic() - begun
    wanted[name] = contents(work / "peace" / name)
print(f"in peace: {took}", flush=True)


def check(name, target, mode, how):
    last = run(target, mode)
    assert last.returncode == 0, (how, last.stderr)
    found = contents(target)
    if found != wanted[name]:
        differ = sorted(k for k in found.keys() | wanted[name].keys() if found.get(k) != wanted[name].get(k))
        sys.exit(f"{how}: {len(differ)} results differ, such as {differ[:3]}; left in {work}")


kills = 0
while kills < args.kills:
    name, mode = MODES[kills % 2]
    target = work / "killed" / name
    clear(target)
    # Several deaths in one life: each resumes where the last one was.
    for _ in range(min(chance.randint(1, 6), args.kills - kills)):
        child = subprocess.Popen(command(target, mode), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() ** 2 * took[name] * 1.1)
        child.send_signal(signal.SIGKILL)
        child.wait()
        kills += 1
    check(name, target, mode, f"after {kills} kills")
    if kills % 50 < 6:
        print(f"{kills} kills", flush=True)

for n in range(args.full):
    name, mode = MODES[n % 2]
    target = work / "full" / name
    clear(target)
    largest = max(path.stat().st_size for path in (work / "peace").rglob("*") if path.is_file())
    limit = chance.randint(1, largest)

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    failed = run(target, mode, preexec_fn=limited)
    assert failed.returncode in (0, 2), (limit, failed.returncode, failed.stderr)
    check(name, target, mode, f"disk full at {limit} bytes")
print(f"{args.full} times full by a limit", flush=True)

if args.tmpfs:
    filler = args.tmpfs / "filler"
    for n in range(args.full):
        name, mode = MODES[n % 2]
        target = args.tmpfs / name
        clear(target)
        room = shutil.disk_usage(args.tmpfs).free
        filler.write_bytes(os.urandom(1) * chance.randint(0, room - 4096))
        failed = run(target, mode)
        assert failed.returncode in (0, 2), (failed.returncode, failed.stderr)
        filler.unlink()
        roomy = work / "roomy" / name
        clear(roomy)
        roomy.parent.mkdir(exist_ok=True)
        # The file system may be too small for all of it; what was done moves to a large one and goes on there.
        for path in (target, target.parent / f".{target.name}.padan"):
            if path.exists():
                shutil.move(path, roomy.parent / path.name)
        check(name, roomy, mode, "a file system that is full")
    print(f"{args.full} times full by a file system", flush=True)

shutil.rmtree(work)
print(f"{kills} kills: every result is that of a run in peace")
