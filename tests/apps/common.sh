# Sourced by every recipe. Usage of a recipe: tests/apps/NAME.sh DIRECTORY (see README.md).
set -euo pipefail

app_dir=$(realpath -m "${1:?usage: $0 DIRECTORY}")
registry=/usr/share/cargo/registry
export DEBIAN_FRONTEND=noninteractive

# need PACKAGE...: installs the Debian packages that are missing.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  apt-get install -yqq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 && return
  # A fresh machine has no package lists, or outdated ones.
  apt-get update -qq
  apt-get install -yqq --no-install-recommends "${missing[@]}" >/dev/null
}

# need_architecture ARCH: lets apt install packages of another architecture.
need_architecture() {
  dpkg --print-foreign-architectures | grep -qx "$1" && return
  dpkg --add-architecture "$1"
  apt-get update -qq
}

# from_source PACKAGE=VERSION: unpacks a Debian source package with its patches as the application.
from_source() {
  need dpkg-dev
  local work options
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # $work is local to this function, and unset when the trap runs.
  trap "rm -rf '$work'" EXIT
  # Uses the apt sources of the machine for source packages, with separate lists, so that the machine does not change.
  mkdir -p "$work/parts" "$work/lists/partial" "$work/tree"
  touch "$work/sources.list"
  find /etc/apt -name '*.sources' -exec sed 's/^Types:.*/Types: deb-src/' {} + >"$work/parts/all.sources"
  find /etc/apt -name '*.list' -exec sed -n 's/^deb /deb-src /p' {} + >"$work/parts/all.list"
  options=(-qq -o "Dir::Etc::SourceList=$work/sources.list" -o "Dir::Etc::SourceParts=$work/parts" -o "Dir::State::Lists=$work/lists")
  chmod -R a+rX "$work"
  apt-get "${options[@]}" update
  (cd "$work/tree" && apt-get "${options[@]}" source "$1" >/dev/null 2>&1)
  replace_app "$work"/tree/*/
}

# from_crate NAME-VERSION: copies the crate of an installed librust-*-dev package as the application.
from_crate() {
  replace_app "$registry/$1/"
  rm -f "$app_dir/.cargo-checksum.json"
}

replace_app() {
  rm -rf "$app_dir"
  mkdir -p "$app_dir"
  cp -rL "$1." "$app_dir/"
}

# without_dev_dependencies: removes them, because cargo resolves them for every build, and Debian lacks some.
without_dev_dependencies() {
  find "$app_dir" -name Cargo.toml -not -path '*/vendor/*' | while read -r manifest; do
    awk '/^[ \t]*\[/ { skip = ($0 ~ /dev-dependencies/ || $0 ~ /^\[\[(bench|test)\]\]/) } !skip' "$manifest" >"$manifest.new"
    mv "$manifest.new" "$manifest"
  done
}

# use_debian_registry: takes crates from Debian packages. Their versions differ from upstream's Cargo.lock, so it is written again.
use_debian_registry() {
  mkdir -p "$app_dir/.cargo"
  cat >"$app_dir/.cargo/config.toml" <<TOML
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "$registry"
[net]
offline = true
TOML
  rm -f "$app_dir"/Cargo.lock "$app_dir"/rust-toolchain "$app_dir"/rust-toolchain.toml
  (cd "$app_dir" && cargo generate-lockfile --offline -q)
}
