# Sourced by ./demo and ./check: finds a Python and makes the virtual environment they share.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  echo "Musnad needs Python 3.11, 3.12 or 3.13. Install one, or name it: PYTHON=/path/to/python $0" >&2
  return 1
}

# set_up EXTRAS: an environment in .venv with the project installed from this folder.
set_up() {
  local stamp=".venv/installed-${1:-plain}" python
  # Without pip the environment was cut off while it was made.
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python="$(find_python)"
    echo "Setting up in .venv with $python (once; this takes a minute)" >&2
    if ! "$python" -m venv --clear .venv; then
      echo "$python cannot make a virtual environment. On Debian and Ubuntu install python3-venv." >&2
      return 1
    fi
  fi
  if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".${1:+[$1]}"
    touch "$stamp"
  fi
}
