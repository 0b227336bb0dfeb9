# shellcheck shell=bash
# Sourced by bin/check and bin/test: runs one stage after the other, goes on after a failure, and sums up at the end.

PASSED=()
FAILED=()
SKIPPED=()
STAGE_LIMIT=1500   # seconds that one stage may take

# Print a heading, run the command after the name, remember how it went.
stage() {
  local name=$1 started=$SECONDS status=0
  shift
  printf '\n── %s ──\n' "$name"
  timeout --foreground "$STAGE_LIMIT" "$@" || status=$?
  if [ "$status" = 0 ]; then
    PASSED+=("$name ($((SECONDS - started)) s)")
  else
    FAILED+=("$name (status $status)")
  fi
}

# Remember a stage that this machine cannot run; CI may not leave any out.
skip() {
  printf '\n── %s ──\nSkipped: %s\n' "$1" "$2"
  if [ "${CI:-}" = true ]; then
    FAILED+=("$1: $2")
  else
    SKIPPED+=("$1: $2")
  fi
}

# Say whether command $1 is there, after trying to install Debian packages $2….
have() {
  local program=$1
  shift
  command -v "$program" >/dev/null || { install_packages "$@" && command -v "$program" >/dev/null; }
}

# Print what passed, failed and was left out; the status says whether all is well.
report() {
  printf '\n── Summary ──\n'
  [ ${#PASSED[@]} = 0 ] || printf 'passed   %s\n' "${PASSED[@]}"
  [ ${#SKIPPED[@]} = 0 ] || printf 'skipped  %s\n' "${SKIPPED[@]}"
  [ ${#FAILED[@]} = 0 ] || printf 'FAILED   %s\n' "${FAILED[@]}"
  [ ${#FAILED[@]} = 0 ]
}

# What can be said without running the product.
static_checks() {
  local run=("$VENV_PYTHON" -m) scratch django
  scratch=$(mktemp -d)
  django=(env HOUVAST_HOME="$scratch" DJANGO_SETTINGS_MODULE=houvast.portal.config.settings "$VENV_PYTHON" -m django)
  stage "ruff check" "${run[@]}" ruff check .
  stage "ruff format" "${run[@]}" ruff format --check .
  stage "types (mypy)" env HOUVAST_HOME="$scratch" "${run[@]}" mypy
  stage "import directions (import-linter)" .venv/bin/lint-imports --no-logo
  stage "templates (djlint)" "${run[@]}" djlint houvast/templates --lint --quiet
  stage "settings and models (django check)" "${django[@]}" check --fail-level WARNING
  stage "missing migrations" "${django[@]}" makemigrations --check --dry-run
  if have msgfmt gettext; then
    stage "complete Dutch" "${run[@]}" tests.house.dutch
  else
    skip "complete Dutch" "gettext is missing (apt-get install gettext)"
  fi
  rm -rf "$scratch"
}
