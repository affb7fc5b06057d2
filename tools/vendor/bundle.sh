#!/bin/sh
# Renew src/memcon/serve/static/vendor/d3.min.js and its licences. Needs npm; nothing else of memcon does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=$here/../../src/memcon/serve/static/vendor
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cp "$here/charts.js" "$work"
cd "$work"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund \
    d3-brush@3.0.1 d3-drag@3.0.1 d3-force@3.0.1 d3-selection@3.0.1 d3-zoom@3.0.1 esbuild@0.28.2
npx esbuild charts.js --bundle --minify --format=esm --legal-comments=none --log-level=error \
    --banner:js="/*! d3 (brush, drag, force, selection, zoom), ISC; what they are made of and all licences: d3-LICENSE */" \
    --outfile=d3.min.js
used=$(npx esbuild charts.js --bundle --format=esm --metafile=meta.json --outfile=all.js --log-level=error \
    && grep -o 'node_modules/d3-[a-z]*' meta.json | sort -u)
for one in $used; do
    echo "$(basename "$one") $(node -p "require('./$one/package.json').version")"
    echo
    cat "$one/LICENSE"
    echo
done > d3-LICENSE
cp d3.min.js d3-LICENSE "$to"
