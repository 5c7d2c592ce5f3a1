#!/usr/bin/env bash
# Times loading and pushing an image of 333 MB in 6,200 files, whole commands, against docker load, skopeo copy, docker push and
# the .NET SDK's PublishContainer in the same run; then the memory that ours takes. Needs root, and of Debian: docker.io docker-registry skopeo hyperfine.
# usage: eng/bench-publish.sh [RUNS]
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

runs=${1:-3}
eng/pack.sh >/dev/null
work=$(mktemp -d)
export NUGET_PACKAGES=$nuget_folder DOCKER_CONFIG=$work/docker DOCKER_HOST=unix://$work/docker.sock
export RustImageLibrarySource=Host RustImageCacheDirectory=$work/cache DOTNET_CONTAINER_INSECURE_REGISTRIES=localhost:5050
registry=localhost:5050

stop() {
  [ -z "${registry_id:-}" ] || kill "$registry_id" || true
  [ -z "${dockerd_id:-}" ] || { kill "$dockerd_id" && wait "$dockerd_id"; } || true
  umount "$work/exec/netns/default" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

# pick BYTES FILES DIRECTORY...: so many files of these directories that are no programs of this machine.
pick() {
  local bytes=$1 files=$2
  shift 2
  find "$@" -type f ! -name '*.so*' ! -perm /111 -size -20M -printf '%s %p\n' | LC_ALL=C sort -k 2 |
    awk -v bytes="$bytes" -v files="$files" '!full { if (total + $1 > bytes || ++count > files) full = 1; else { total += $1; print $2 } }'
}

# What every machine with the .NET SDK has: assemblies, which compress like programs, and texts. No ELF files: their libraries would come along.
make_payload() {
  local root
  root=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$work/payload"
  pick 270e6 2500 "$root" >"$work/files"
  pick 63e6 5300 /usr/include /usr/share/doc /usr/share/perl >>"$work/files"
  tar -C / -cf - -T <(sed 's#^/##' "$work/files") | tar -C "$work/payload" -xf -
  echo "payload: $(find "$work/payload" -type f | wc -l) files, $(du -sb "$work/payload" | cut -f 1) bytes"
}

make_projects() {
  cp NuGet.config "$work/"
  sed -i "s#artifacts/packages#$PWD/artifacts/packages#" "$work/NuGet.config"
  cp -r tests/samples/hello "$work/ours"
  cat >"$work/ours/hello.proj" <<'EOF'
<Project Sdk="RustImage.Sdk/0.1.0">
  <ItemGroup>
    <RustImageFile Include="../payload/**" TargetPath="/payload/" />
  </ItemGroup>
</Project>
EOF
  mkdir -p "$work/peer"
  echo 'System.Console.WriteLine("hello");' >"$work/peer/Program.cs"
  cat >"$work/peer/peer.csproj" <<'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <EnableDefaultItems>false</EnableDefaultItems>
    <UseAppHost>false</UseAppHost>
    <ContainerRuntimeIdentifier>linux-x64</ContainerRuntimeIdentifier>
    <ContainerBaseImage>localhost:5050/base:latest</ContainerBaseImage>
  </PropertyGroup>
  <ItemGroup>
    <Compile Include="Program.cs" />
    <Content Include="../payload/**" Link="payload/%(RecursiveDir)%(Filename)%(Extension)" CopyToPublishDirectory="PreserveNewest" />
  </ItemGroup>
</Project>
EOF
}

start_servers() {
  printf 'version: 0.1\nstorage: { filesystem: { rootdirectory: %s } }\nhttp: { addr: 127.0.0.1:5050 }\nlog: { level: error }\n' "$work/registry" >"$work/registry.yml"
  docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
  registry_id=$!
  dockerd --storage-driver "${STORAGE_DRIVER:-overlay2}" --bridge none --iptables=false --ip-masq=false --data-root "$work/data" --exec-root "$work/exec" \
    --pidfile "$work/pid" --host "$DOCKER_HOST" >"$work/dockerd.log" 2>&1 &
  dockerd_id=$!
  for _ in $(seq 100); do docker info >/dev/null 2>&1 && break; sleep 0.2; done
  mkdir -p "$work/base/etc"
  echo base >"$work/base/etc/base"
  tar -C "$work/base" -c . | docker import - base:latest >/dev/null
  skopeo copy -q --src-daemon-host "$DOCKER_HOST" --dest-tls-verify=false "docker-daemon:base:latest" "docker://$registry/base:latest"
  cp -r "$work/registry" "$work/registry.base"
}

# row TITLE PREPARE COMMAND...: one table of a run; PREPARE brings the machine into the state that each command starts from.
row() {
  local title=$1 prepare=$2
  shift 2
  echo
  echo "== $title"
  hyperfine --warmup 0 --runs "$runs" --prepare "$prepare" --export-json "$work/row.json" "$@" >/dev/null 2>"$work/row.log" || { cat "$work/row.log"; return 1; }
  python3 - "$work/row.json" "$work" <<'EOF' || true
import json, sys
for r in json.load(open(sys.argv[1]))["results"]:
    print(f"{r['median']:7.2f} s  {r['command'].replace(sys.argv[2], '…')}")
EOF
}

make_payload
make_projects
start_servers

archive=$work/ours.tar
dotnet build "$work/ours/hello.proj" -p:ContainerArchiveOutputPath="$archive" >/dev/null
dotnet build "$work/peer/peer.csproj" -c Release >/dev/null
dotnet build "$work/ours/hello.proj" -t:LoadImage >/dev/null
docker save -o "$work/plain.tar" hello:0.1.0
mkdir "$work/layout" && tar -C "$work/layout" -xf "$archive"
docker tag hello:0.1.0 "$registry/docker:1"

load="dotnet build $work/ours/hello.proj -t:LoadImage"
touch_application="echo \"// \$RANDOM\$RANDOM\" >>$work/ours/src/main.rs"
forget="docker image rm -f \$(docker image ls -aq | sort -u) >/dev/null 2>&1; true"
empty="rm -rf $work/registry && cp -r $work/registry.base $work/registry"
publish="dotnet publish $work/ours/hello.proj -c Debug -t:PublishContainer -p:ContainerRegistry=$registry"
peer="dotnet publish $work/peer/peer.csproj -c Release --no-restore -t:PublishContainer -p:ContainerRegistry=$registry"

row "push, nothing there" "$empty" "$publish" "skopeo copy -q --dest-tls-verify=false oci-archive:$archive docker://$registry/s:1" \
  "skopeo copy -q --dest-tls-verify=false oci:$work/layout docker://$registry/s:1" "docker push -q $registry/docker:1" "$peer"
$publish >/dev/null && skopeo copy -q --dest-tls-verify=false "oci-archive:$archive" "docker://$registry/s:1" && docker push -q "$registry/docker:1" >/dev/null && $peer >/dev/null
row "push, all there" "true" "$publish" "skopeo copy -q --dest-tls-verify=false oci-archive:$archive docker://$registry/s:1" "docker push -q $registry/docker:1" "$peer"
row "load, nothing there" "$forget" "$load" "docker load -qi $archive" "docker load -qi $work/plain.tar" "skopeo copy -q --dest-daemon-host $DOCKER_HOST oci-archive:$archive docker-daemon:hello:0.1.0"
$load >/dev/null
row "load, all there" "true" "$load" "docker load -qi $archive" "skopeo copy -q --dest-daemon-host $DOCKER_HOST oci-archive:$archive docker-daemon:hello:0.1.0"
row "build and load after a change of the application" "$touch_application" "$load" \
  "dotnet build $work/ours/hello.proj -p:ContainerArchiveOutputPath=$archive && docker load -qi $archive"

# peak TITLE COMMAND...: the largest process of a command, in MB of resident memory.
peak() {
  local title=$1
  shift
  python3 - "$title" "$@" <<'EOF'
import resource, subprocess, sys
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=True)
print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:7.0f} MB  {sys.argv[1]}")
EOF
}

echo
echo "== peak memory of the largest process"
echo '<Project><Target Name="Build" /></Project>' >"$work/empty.proj"
peak "dotnet build of an empty project" dotnet build "$work/empty.proj"
eval "$forget"
# shellcheck disable=SC2086 # words
peak "ours: load, nothing there" $load
eval "$empty"
# shellcheck disable=SC2086
peak "ours: push, nothing there" $publish
