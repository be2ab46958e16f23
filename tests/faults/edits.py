"""Kills edits of a glossary at random instants; the file must always be the old one or the new one, and other edits must go on.

    python3 tests/faults/edits.py PADAN [--kills 1000] [--seed 1]

Every edit is first made in peace on a copy, which gives the new file and how long it takes. Of each ten edits that are killed, one has a
second edit beside it that is left alone: it has to be in the file afterwards.
"""
import argparse
import json
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("padan")
parser.add_argument("--kills", type=int, default=1000)
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
padan = str(pathlib.Path(args.padan).resolve())
chance = random.Random(args.seed)
work = pathlib.Path(tempfile.mkdtemp(prefix="padan-edits-"))
glossary, copy = work / "glossary.toml", work / "copy.toml"
shutil.copy(pathlib.Path(__file__).parents[2] / "glossary.toml", glossary)
listed = subprocess.run([padan, "glossary", "list", "--json", "-g", glossary], capture_output=True, text=True, check=True)
keys = [json.loads(line)["key"] for line in listed.stdout.splitlines()]
chance.shuffle(keys)



def edit(n, path):
    """The command of edit n."""
    key = keys[n % len(keys)]
    what = [
        ["edit", key, "--set", f"note=edit {n}"],
        ["edit", key, "--add", f"also=sebutan {n}"],
        ["edit", key, "--set", f"def=sense {n}"],
        ["add", f"kata {n}", f"word {n}", "--pos", "noun"],
        ["remove", f"kata-{n - 1}"],
    ][n % 5]
    return [padan, "glossary", *what, "-y", "-g", str(path)]


old = kept = new = beside = 0
left = []
for n in range(args.kills):
    before = glossary.read_bytes()
    shutil.copy(glossary, copy)
    began = time.perf_counter()
    subprocess.run(edit(n, copy), capture_output=True)
    took = time.perf_counter() - began
    wanted = copy.read_bytes()
    second = n % 10 == 9
    process = subprocess.Popen(edit(n, glossary), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, took * 1.2))
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = glossary.read_bytes()
    if after not in (before, wanted):
        raise SystemExit(f"edit {n} left neither the old nor the new file: {work}")
    left += [path.name for path in work.iterdir() if path not in (glossary, copy)][:1]
    old += after == before
    new += after != before
    kept += before == wanted
    if second:
        line = f"beside {n}"
        done = subprocess.run([padan, "glossary", "edit", keys[0], "--set", f"note={line}", "-y", "-g", str(glossary)], capture_output=True, text=True)
        if done.returncode != 0 or line not in glossary.read_text():
            raise SystemExit(f"after edit {n} was killed, another one did not get through: {done.stderr}")
        beside += 1
checked = subprocess.run([padan, "glossary", "list", "-g", str(glossary)], capture_output=True)
if checked.returncode != 0:
    raise SystemExit(f"the glossary is damaged: {checked.stderr.decode()}")
subprocess.run([padan, "glossary", "edit", keys[0], "--set", "note=last", "-y", "-g", str(glossary)], check=True, capture_output=True)
still = [path.name for path in work.iterdir() if path not in (glossary, copy)]
print(f"{args.kills} edits killed: {old} left the old file ({kept} of them would have changed nothing), {new} the new one; {beside} edits afterwards all got through; {len(set(left))} left an unfinished copy beside it, of which the next edit left {len(still)}")
if still:
    raise SystemExit(f"left behind: {still}")
shutil.rmtree(work)
