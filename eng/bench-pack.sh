#!/usr/bin/env bash
# bench-pack.sh DIRECTORY...: makes an image archive of each directory, at every level, beside umoci in the same run. Each run is a fresh
# process with an empty cache, on all cores and on one: it reads, hashes, compresses and writes the archive. Prints sizes and memory.
# Needs hyperfine and umoci (Debian: hyperfine umoci). Quote ratios and the load, never single times.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
eng/pack.sh >/dev/null
dotnet build tests/benchmarks -c Release -v quiet --property:OutputPath="$work/bin/"
# The library as the package has it, with native code.
cp artifacts/tasks/*/RustImage.dll "$work/bin/"
ours="dotnet exec $work/bin/RustImage.Benchmarks.dll pack"

cat >"$work/umoci.sh" <<'EOF'
set -e
rm -rf "$2.layout"
umoci init --layout "$2.layout"
umoci new --image "$2.layout:1"
umoci insert --image "$2.layout:1" "$1" /payload
umoci gc --layout "$2.layout"
tar -cf "$2" -C "$2.layout" .
EOF

uptime
for directory; do
  commands=("sh $work/umoci.sh $directory $work/umoci.tar" "taskset -c 0 sh $work/umoci.sh $directory $work/umoci.tar")
  for level in ${LEVELS:-fast balanced small}; do
    commands+=("$ours $level $directory $work/$level.tar" "taskset -c 0 $ours $level $directory $work/$level.tar")
  done
  echo "== $directory: $(find "$directory" -type f | wc -l) files, $(du -sb "$directory" | cut -f 1) bytes"
  hyperfine --warmup 1 --runs "${RUNS:-5}" "${commands[@]}"
  (cd "$work" && stat -c '%s %n' ./*.tar)
  for level in ${LEVELS:-fast balanced small}; do
    /usr/bin/time -f "$level: %M kB of memory" $ours $level "$directory" "$work/$level.tar"
  done
done
uptime
