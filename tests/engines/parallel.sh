#!/usr/bin/env bash
# GNU parallel gives the same lines as one process: parallel.sh PADAN
set -euo pipefail
padan=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - corpus > "$work/articles.jsonl" <<'PY'
import json, pathlib, sys
for n, path in enumerate(sorted(pathlib.Path(sys.argv[1]).glob("*.id.txt")) * 5):
    print(json.dumps({"id": f"{n}-{path.name}", "text": path.read_text()}, ensure_ascii=False))
PY
"$padan" annotate --from jsonl --to jsonl - < "$work/articles.jsonl" > "$work/one"
parallel --pipe --keep-order --block 20k "$padan" annotate --from jsonl --to jsonl - < "$work/articles.jsonl" > "$work/many"
cmp "$work/one" "$work/many"
echo "parallel: $(wc -l < "$work/many") lines, those of one process"
