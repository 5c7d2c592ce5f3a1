#!/usr/bin/env bash
# Measures these, compared with a peer or a lower bound in the same run: a build without changes, one with a changed application (both
# whole processes), and the library's own steps. Needs hyperfine (Debian: hyperfine). Quote ratios, never single times.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

eng/pack.sh >/dev/null
export NUGET_PACKAGES=$nuget_folder
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r tests/samples/hello "$work/hello"
cp NuGet.config "$work/"
sed -i "s#artifacts/packages#$PWD/artifacts/packages#" "$work/NuGet.config"
echo '<Project><Target Name="Build" /><Target Name="Restore" /></Project>' >"$work/empty.proj"
dotnet build "$work/hello/hello.proj" >/dev/null

echo "== nothing changed: the floor of dotnet build, ours, and cargo alone"
hyperfine --warmup 1 --runs 10 "dotnet build $work/empty.proj" "dotnet build $work/hello/hello.proj" \
  "cargo build --release --manifest-path $work/hello/Cargo.toml --target-dir $work/plain"

echo "== application changed: ours, and cargo alone"
hyperfine --warmup 1 --runs 5 --prepare "echo \"// \$RANDOM\$RANDOM\" >>$work/hello/src/main.rs" \
  "dotnet build $work/hello/hello.proj" "cargo build --release --manifest-path $work/hello/Cargo.toml --target-dir $work/plain"

echo "== the library's steps"
dotnet run --project tests/benchmarks -c Release -- --filter '*' --artifacts "$work/results"
