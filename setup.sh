# Sourced by ./demo and ./check: finds a Python and makes the virtual environment they share.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

find_python() {
  for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "Musnad needs Python 3.11, 3.12 or 3.13. Install one, or name it: PYTHON=/path/to/python $0" >&2
  exit 1
}

# set_up EXTRAS: an environment in .venv with the project installed from this folder.
set_up() {
  local stamp=".venv/installed-${1:-plain}"
  if [ ! -x .venv/bin/python ]; then
    "$(find_python)" -m venv .venv
  fi
  if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".${1:+[$1]}"
    touch "$stamp"
  fi
}
