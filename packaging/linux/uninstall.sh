#!/bin/sh
# Removes the Clothesfinder that this file lies in, with its entry in the applications menu. It asks
# nothing. What the user made with it, indexes and settings, stays.
set -eu
place=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -L "$place/clothesfinder-uninstall" ] || place=${place%/*} # or else started where the link leads
[ -L "$place/clothesfinder-uninstall" ] || {
    echo "There is no Clothesfinder in $place." >&2
    exit 1
}

"$place/clothesfinder" --remove-launcher >/dev/null || true
command=$HOME/.local/bin/clothesfinder
if [ "$(readlink "$command" || true)" = "$place/clothesfinder" ]; then
    rm "$command"
fi
rm -f "$place/clothesfinder" "$place/clothesfinder-uninstall"
for version in "$place"/clothesfinder-[0-9]*; do
    if [ -d "$version/_internal" ]; then
        rm -rf "$version"
    fi
done
rmdir "$place" 2>/dev/null || true # something of somebody else's may lie in it
echo "Clothesfinder is removed. The indexes of your folders and your settings were left as they are."
