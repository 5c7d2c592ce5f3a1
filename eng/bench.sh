#!/usr/bin/env bash
# Measures these, compared with a peer or a lower bound in the same run: a build without changes, one with a changed application (both
# whole processes), and, unless BUILDS_ONLY is set, the library's own steps. Needs hyperfine (Debian: hyperfine). Quote ratios, never single
# times.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

eng/pack.sh >/dev/null
export NUGET_PACKAGES=$nuget_folder
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r tests/samples/hello "$work/hello"
cp NuGet.config "$work/"
sed -i "s#artifacts/packages#$PWD/artifacts/packages#" "$work/NuGet.config"
dotnet build "$work/hello/hello.proj" >/dev/null

# The lower bound: an SDK package that does nothing, and cargo.
mkdir -p "$work/floor/Sdk"
for name in props targets; do echo '<Project />' >"$work/floor/Sdk/Sdk.$name"; done
sed -i 's#/>#><Target Name="Build" /><Target Name="Restore" /></Project>#' "$work/floor/Sdk/Sdk.targets"
cat >"$work/floor/Empty.Sdk.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <PackageType>MSBuildSdk</PackageType>
    <IncludeBuildOutput>false</IncludeBuildOutput>
    <NoWarn>NU5128</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <None Include="Sdk/*" Pack="true" PackagePath="Sdk" />
  </ItemGroup>
</Project>
XML
(cd "$work/floor" && dotnet pack -v quiet -p:PackageVersion=1.0.0 -o "$work/feed" >/dev/null)
echo '<Project Sdk="Empty.Sdk/1.0.0" />' >"$work/empty.proj"
NUGET_PACKAGES=$work/nuget
sed -i "s#</packageSources>#<add key=\"floor\" value=\"$work/feed\" /></packageSources>#" "$work/NuGet.config"
dotnet build "$work/hello/hello.proj" >/dev/null
dotnet build "$work/empty.proj" >/dev/null
cargo="cargo build --release --manifest-path $work/hello/Cargo.toml --target-dir $work/plain"

echo "== nothing changed: ours, and the lower bound (an empty SDK package, then cargo)"
hyperfine --warmup 2 --runs "${RUNS:-10}" -n ours "dotnet build $work/hello/hello.proj" -n "lower bound" "dotnet build $work/empty.proj && $cargo"

echo "== application changed: the same"
# The appended line differs each time, and so does the binary.
change="echo \"#[used] static S\$\$: u64 = \$\$\$(date +%N);\" >>$work/hello/src/main.rs"
hyperfine --warmup 1 --runs "${RUNS:-10}" --prepare "$change" -n ours "dotnet build $work/hello/hello.proj" \
  -n "lower bound" "dotnet build $work/empty.proj && $cargo"
[ -z "${BUILDS_ONLY:-}" ] || exit 0

echo "== the library's steps"
dotnet run --project tests/benchmarks -c Release -- --filter '*' --artifacts "$work/results"
