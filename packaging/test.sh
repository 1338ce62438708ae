#!/bin/sh
# Installs what the tests lack on this machine, then runs every check of the project:
#     sh packaging/test.sh [PYTEST ARGUMENT...]
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$project/packaging/setup.sh"

# shellcheck disable=SC2086  # one word for each package
make_ready test test $window_packages xvfb openbox xdotool desktop-file-utils libglib2.0-bin \
    appstream makeself nsis p7zip-full pcmanfm xz-utils
cd "$project"

failed=
check() {
    say "== $*"
    "$venv/bin/python" -m "$@" || failed="$failed $1"
}

check ruff check
check ruff format --check
check mypy
# pytest-xvfb brings a virtual screen; the tests' windows go there and nowhere else.
export QT_QPA_PLATFORM=xcb
check pytest "$@"
[ -z "$failed" ] || stop "Failed:$failed"
