#!/usr/bin/env bash
# Measures loading and pushing an image of 333 MB in 6,200 files, compared with docker load, skopeo copy, docker push and
# the .NET SDK's PublishContainer in the same run, and the memory that our commands use.
# Needs root and these Debian packages: docker.io docker-registry skopeo python3.
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

# pick BYTES FILES DIRECTORY...: chooses this many files and bytes from the directories, without programs of this machine.
pick() {
  local bytes=$1 files=$2
  shift 2
  find "$@" -type f ! -name '*.so*' ! -perm /111 -size -20M -printf '%s %p\n' | LC_ALL=C sort -k 2 |
    awk -v bytes="$bytes" -v files="$files" '!full { if (total + $1 > bytes || ++count > files) full = 1; else { total += $1; print $2 } }'
}

# Files of the .NET SDK: assemblies, which compress like programs, and texts. No ELF files, because the image would also get their libraries.
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

# row TITLE PREPARE COMMAND...: prints one table. PREPARE restores the state before each command.
# Each round runs every command once, so that a slower machine affects all of them.
row() {
  [ -z "$1" ] || printf '\n== %s\n' "$1"
  python3 - "$runs" "$work" "${@:2}" <<'EOF'
import statistics, subprocess, sys, time
runs, work, prepare, *commands = sys.argv[1:]
def run(command): subprocess.run(["bash", "-c", command], check=True, stdout=subprocess.DEVNULL)
times = {command: [] for command in commands}
for command in commands * int(runs):
    run(prepare)
    start = time.perf_counter()
    run(command)
    times[command].append(time.perf_counter() - start)
for command, seconds in times.items():
    print(f"{statistics.median(seconds):7.2f} s  {command.replace(work, '…')}")
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
publish="dotnet build $work/ours/hello.proj -t:PublishContainer -p:ContainerRegistry=$registry"
build="dotnet build $work/ours/hello.proj -p:ContainerArchiveOutputPath=$archive"
skopeo_push="skopeo copy -q --dest-tls-verify=false oci-archive:$archive docker://$registry/s:1"
skopeo_load="skopeo copy -q --dest-daemon-host $DOCKER_HOST oci-archive:$archive docker-daemon:hello:0.1.0"
peer="dotnet publish $work/peer/peer.csproj -c Release --no-restore -t:PublishContainer -p:ContainerRegistry=$registry"
change="echo \"// \$RANDOM\$RANDOM\" >>$work/ours/src/main.rs"
forget="docker image rm -f \$(docker image ls -aq | sort -u) >/dev/null 2>&1; true"
empty="rm -rf $work/registry && cp -r $work/registry.base $work/registry"

echo
echo "From a project that is built to where the image runs: whole commands"
row "to a registry, nothing there" "$empty" "$publish" "$build && $skopeo_push" "$build && docker load -qi $archive && docker push -q $registry/docker:1" "$peer"
row "to a registry, all there" "true" "$publish" "$build && $skopeo_push" "$build && docker load -qi $archive && docker push -q $registry/docker:1" "$peer"
row "to a registry, application changed" "$change" "$publish" "$build && $skopeo_push"
row "to Docker, nothing there" "$forget" "$load" "$build && docker load -qi $archive" "$build && $skopeo_load"
row "to Docker, all there" "true" "$load" "$build && docker load -qi $archive" "$build && $skopeo_load"
row "to Docker, application changed" "$change" "$load" "$build && docker load -qi $archive" "$build && $skopeo_load"

# task TITLE NAME PREPARE COMMAND...: measures one task of a build, without the time of dotnet and cargo.
task() {
  local title=$1 name=$2 prepare=$3 times=()
  shift 3
  for _ in $(seq "$runs"); do
    eval "$prepare"
    times+=("$("$@" -clp:PerformanceSummary | sed -n "s/^ *\([0-9]*\) ms  RustImage.Tasks.$name .*/\1/p")")
  done
  printf '%s\n' "${times[@]}" | sort -n | awk -v title="$title" '{ t[NR] = $1 } END { printf "%7.2f s  %s\n", t[int((NR + 1) / 2)] / 1000, title }'
}

$load >/dev/null
docker tag hello:0.1.0 "$registry/docker:1"
echo
echo "The transfer alone, from an image that is there"
echo
echo "== to a registry, nothing there"
# shellcheck disable=SC2086 # words
task "ours (the task PushImage)" PushImage "$empty" $publish
row "" "$empty" "$skopeo_push" "skopeo copy -q --dest-tls-verify=false oci:$work/layout docker://$registry/s:1" "docker push -q $registry/docker:1"
echo
echo "== to Docker, nothing there"
# shellcheck disable=SC2086
task "ours (the task LoadImage)" LoadImage "$forget" $load
row "" "$forget" "docker load -qi $archive" "docker load -qi $work/plain.tar" "$skopeo_load"

# peak TITLE COMMAND...: prints the resident memory of a command's largest process, in MB.
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
head -c 333000000 /dev/urandom >"$work/one-file"
cp -r tests/samples/hello "$work/one"
echo '<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup><RustImageFile Include="../one-file" TargetPath="/payload" /></ItemGroup></Project>' >"$work/one/hello.proj"
dotnet build "$work/one/hello.proj" >/dev/null
peak "an empty project" dotnet build "$work/empty.proj"
for project in ours one; do
  eval "$forget"
  peak "$project: to Docker, nothing there" dotnet build "$work/$project/hello.proj" -t:LoadImage
  eval "$empty"
  peak "$project: to a registry, nothing there" dotnet build "$work/$project/hello.proj" -t:PublishContainer -p:ContainerRegistry=$registry
done
