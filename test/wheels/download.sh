#!/bin/bash
# Fills a folder with the wheels of names.txt, one pip call a line; what is there already is left. usage: download.sh FOLDER [PYTHON]
set -u
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: download.sh FOLDER [PYTHON]}
python=${2:-python3}
mkdir -p "$folder"
grep -v '^#' "$here/names.txt" | while read -r requirement platform version; do
  stamp="$folder/.$(echo "$requirement $platform $version" | tr -c 'A-Za-z0-9.\n' _)"
  [ -e "$stamp" ] && continue
  options=()
  [ -n "$platform" ] && options=(--platform "$platform" --python-version "$version" --implementation cp)
  if timeout 900 "$python" -m pip download --quiet --no-deps --only-binary=:all: --disable-pip-version-check --no-cache-dir \
    "${options[@]}" --dest "$folder" "$requirement" </dev/null >/dev/null 2>&1; then
    : >"$stamp"
  else
    echo "no wheel: $requirement $platform $version" >&2
  fi
done
