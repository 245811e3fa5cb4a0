#!/bin/sh
# Prepares this machine for Assay, as far as it is not prepared: npm's packages, a Docker engine, the sandbox images.
# It may run any number of times. This part is shell because it runs before there is anything else; scripts/setup.ts
# is the rest.
set -eu
cd "$(dirname "$0")/.."

if ! command -v npm > /dev/null; then
  echo 'setup: npm was not found. Install Node.js 20 or later (npm comes with it) and run this again.' >&2
  exit 1
fi

# npm writes this file last, so that it is missing or old after an installation that was broken off.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  echo 'setup: npm packages: installing'
  if ! npm ci --loglevel error --no-progress < /dev/null; then
    echo 'setup: npm ci failed, for the reason above. Is the npm registry reachable, and the disk not full?' >&2
    exit 1
  fi
else
  echo 'setup: npm packages: ready'
fi

exec node_modules/.bin/node scripts/setup.ts "$@" < /dev/null
