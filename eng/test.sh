#!/usr/bin/env bash
# Builds, packs and runs every test; the last line is `N passed, N failed, N skipped`, summed from the runners' own results.
# As root on Debian it first installs the packages of eng/packages.txt.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

logs=artifacts/test-logs

install_components() {
  local missing=() package
  [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] || return 0
  for package in $(grep -v '^#' eng/packages.txt); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -yqq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return
  # A fresh machine has no package lists, or outdated ones.
  apt-get update -qq
  apt-get install -yqq --no-install-recommends "${missing[@]}" >/dev/null
}

# count NAME LOG: prints one number of a runner's summary.
count() { sed -n "s/^  $1: //p" "$2" | tail -n 1; }

# failures LOG: prints the runner's text about each failed test.
failures() { awk '/^(passed|skipped|failed) |^Test run summary/ { shown = /^failed / } shown' "$1"; }

# run PROJECT: runs one test project and adds its counts. A runner that fails without a failed test has crashed.
# A test that only runs as the second process of another test is not counted as skipped.
run() {
  local log=$logs/${1##*/}.log code=0 failed_here
  dotnet test --project "$1" -c Release --no-build --output detailed --filter-not-trait "Is=a process of another test" 2>&1 | tee "$log" || code=$?
  failed_here=$(count failed "$log")
  passed=$((passed + $(count succeeded "$log")))
  failed=$((failed + failed_here))
  skipped=$((skipped + $(count skipped "$log")))
  if [ "$code" != 0 ] && [ "${failed_here:-0}" = 0 ]; then
    echo "$1: the test runner itself failed" >&2
    crashed=1
  fi
}

install_components
rm -rf "$logs"
mkdir -p "$logs"
dotnet build RustImage.Sdk.sln -c Release
eng/pack.sh

passed=0 failed=0 skipped=0 crashed=0
for project in tests/{unit,tasks,functional}/*Tests.csproj; do
  if [ -e "$project" ]; then run "$project"; fi
done
# Repeats the failures, for logs of which only the end is kept.
for log in "$logs"/*.log; do failures "$log"; done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$crashed" = 0 ] && [ "$passed" -gt 0 ]
