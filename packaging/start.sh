#!/bin/sh
# Installs what Clothesfinder lacks on this machine, then runs it with the arguments given:
#     sh packaging/start.sh [ARGUMENT...]
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$project/packaging/setup.sh"

# shellcheck disable=SC2086  # one word for each package
make_ready start "" $window_packages
# -P: a folder of pictures one happens to stand in must not stand in for a Python module.
exec "$venv/bin/python" -P -m clothesfinder "$@"
