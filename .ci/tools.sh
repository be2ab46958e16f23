# Installs what the checks by other programs need; sourced by .ci/formats and .ci/aids. Packages of the system come by apt where we are root or
# have sudo; the rest goes into $work, which both may share: node_modules of npm and venv of Python, all with their versions.

packages=()
# need COMMAND PACKAGE...: the system's packages that have a command that is not there.
need() { command -v "$1" > /dev/null || packages+=("${@:2}"); }
# get: installs them.
get() {
  [ ${#packages[@]} -gt 0 ] || return 0
  local sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  echo "installs ${packages[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" > "$work/apt.log" 2>&1 ||
    { tail -20 "$work/apt.log" >&2; return 1; }
  packages=()
}

# node_modules NAME@VERSION...
node_modules() {
  npm install --prefix "$work/npm" --no-save --no-package-lock --silent --no-audit --no-fund "$@"
  export NODE_PATH="$work/npm/node_modules"
}
nodes=(playwright@1.65.1 axe-core@4.14.1 vnu-jar@26.9.27 leipzig@0.9.0 jsdom@24.1.3)

# python_modules NAME==VERSION...
python_modules() {
  [ -d "$work/venv" ] || python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}
