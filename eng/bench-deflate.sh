#!/usr/bin/env bash
# bench-deflate.sh FILE...: compresses each file at every level, on one thread and on all, and with the installed peers
# (pigz, libdeflate-gzip), each in a fresh process. Checks our output with gzip, and prints the sizes.
# Needs hyperfine (Debian: hyperfine). Quote ratios, never single times.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build tests/benchmarks -c Release -v quiet --property:OutputPath="$work/bin/"
ours="dotnet exec $work/bin/RustImage.Benchmarks.dll compress"

for file; do
  commands=()
  for compressor in fast balanced small; do
    commands+=("$ours $compressor 1 $file $work/$compressor.gz" "$ours $compressor $(nproc) $file $work/$compressor.gz")
  done
  commands+=("$ours sharpziplib-6 1 $file $work/sharpziplib-6.gz")
  if command -v pigz >/dev/null; then commands+=("pigz -nc -6 $file >$work/pigz-6.gz"); fi
  if command -v libdeflate-gzip >/dev/null; then
    for level in 1 6; do commands+=("libdeflate-gzip -c -$level $file >$work/libdeflate-$level.gz"); done
  fi
  echo "== $file, $(stat -c %s "$file") bytes"
  hyperfine --warmup 1 --runs "${RUNS:-5}" "${commands[@]}"
  for compressor in fast balanced small; do gzip -dc "$work/$compressor.gz" | cmp - "$file"; done
  (cd "$work" && stat -c '%s %n' ./*.gz)
done
