#!/usr/bin/env bash
# Packs the SDK, builds tests/samples/hello with it as a user would, lists the content of the image, and runs it: in Docker or
# Podman if one works, else in the extracted root file system. Needs .NET SDK 10 and Rust. The last line is the output of the application.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

eng/pack.sh
export NUGET_PACKAGES=$nuget_folder
project=tests/samples/hello/hello.proj
# A user commits the lock. This repository has none, because mirrors delete old versions.
dotnet build "$project" -t:UpdateImageLock
dotnet build "$project"
dotnet build "$project" -t:ExplainImage
archive=$(dotnet build "$project" -getProperty:GeneratedArchiveOutputPath -t:Build)

# run_in ENGINE OPTION...: prints the output of the application. Fails if the engine is missing or does not work here.
run_in() {
  local engine=$1 image said
  shift
  "$engine" info >/dev/null 2>&1 || return 1
  image=$("$engine" load --quiet --input "$archive" 2>/dev/null | sed -n 's/^Loaded image[^:]*: //p' | head -n 1)
  [ -n "$image" ] || return 1
  said=$("$engine" run --rm --network none "$@" "$image" "from $engine" 2>/dev/null) || said=
  "$engine" rmi "$image" >/dev/null 2>&1 || true
  [ -n "$said" ] && echo "$said"
}

# run_extracted: does the same without an engine. Unpacks every layer in order, and runs the entry point in a chroot or with its own loader.
run_extracted() {
  local work layers entry layer
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # $work is local to this function, and unset when the trap runs.
  trap "rm -rf '$work'" EXIT
  mkdir "$work/image" "$work/rootfs"
  tar -xf "$archive" -C "$work/image"
  layers=$(grep -o '"Layers":\[[^]]*\]' "$work/image/manifest.json" | cut -d: -f2- | tr -d '[]"' | tr ',' ' ')
  entry=$(cat "$work/image/$(grep -o '"Config":"[^"]*"' "$work/image/manifest.json" | cut -d'"' -f4)" |
    grep -o '"Entrypoint":\["[^"]*"' | cut -d'"' -f4)
  for layer in $layers; do tar -xf "$work/image/$layer" -C "$work/rootfs"; done
  if [ "$(id -u)" = 0 ]; then
    chmod 755 "$work" "$work/rootfs"
    chroot --userspec=65532:65532 "$work/rootfs" "$entry" "from a chroot"
  else
    "$work"/rootfs/lib64/ld-linux-*.so.* --library-path "$(echo "$work"/rootfs/usr/lib/*-linux-gnu)" "$work/rootfs$entry" "from its own loader"
  fi
}

# Podman's default limits are higher than a confined root may set.
run_in docker || run_in podman --pull=never --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 || run_extracted
