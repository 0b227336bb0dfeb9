# shellcheck shell=bash
# Sourced by the commands beside it: makes .venv from a lock file, builds assets, fetches system packages.
# Everything it makes lies in the checkout and is made again only when what it was made from has changed.

VENV_PYTHON=.venv/bin/python

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# Print the interpreter to make the environment with: $PYTHON, or the first that is 3.11 or newer.
find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3 python3.11 python3.12 python3.13 python3.14; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  complain "Houvast needs Python 3.11 or newer; set PYTHON to its path."
  return 1
}

# Say whether apt-get may be used here: Debian or a descendant, as root or with sudo that asks nothing.
may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# Install Debian packages; the status says whether that was possible.
install_packages() {
  may_install || return 1
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  say "Installing $* …"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
  "${as_root[@]}" apt-get update -qq >/dev/null 2>&1
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Print one hash of everything an environment made from lock file $1 depends on, its own place included.
environment_stamp() {
  { cat "$1" pyproject.toml; "$VENV_PYTHON" -VV; pwd; } 2>&1 | sha256sum | cut -d' ' -f1
}

# Make the virtual environment that lock file $1 describes, unless it already is there; build what the pages load.
environment() {
  local lock=$1 stamp
  stamp=.venv/.made-from-$(basename "$lock")
  if [ "$(cat "$stamp" 2>/dev/null)" != "$(environment_stamp "$lock")" ]; then
    make_environment "$lock"
    environment_stamp "$lock" >"$stamp"
    # The lock of the tests holds everything that the lock of the portal does.
    [ "$lock" = requirements.lock ] || environment_stamp requirements.lock >.venv/.made-from-requirements.lock
  fi
  "$VENV_PYTHON" hatch_build.py
}

# Fill .venv with exactly what lock file $1 names, every file checked against its hash.
make_environment() {
  say "Making .venv from $1 …"
  rm -f .venv/.made-from-*
  works_here || make_venv
  install_exactly --require-hashes -r "$1"
  "$VENV_PYTHON" hatch_build.py
  install_exactly --no-build-isolation --editable .
}

# Install what the arguments name and nothing that it would bring along; only errors are shown.
install_exactly() {
  "$VENV_PYTHON" -m pip install -qq --disable-pip-version-check --no-deps "$@"
}

# Say whether .venv is an environment that was made in this place and works.
works_here() {
  "$VENV_PYTHON" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
    head -n 1 .venv/bin/pip | grep -qF "$PWD/.venv/"
}

# Make an empty environment; Debian's Python needs a package for that.
make_venv() {
  local python
  python=$(find_python) || return 1
  "$python" -m venv --clear .venv 2>/dev/null && return
  install_packages "$(basename "$(readlink -f "$python")")-venv" || true
  "$python" -m venv --clear .venv && return
  complain "$python cannot make environments: on Debian, apt-get install python3-venv."
  return 1
}
