#!/usr/bin/env bash
# ripgrep: a command-line tool with debug information in its release profile, on libpcre2.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-bstr-0.2+default-dev librust-clap-2+suggestions-dev librust-grep-0.2+default-dev \
  librust-grep-searcher+default-dev librust-grep-dev librust-ignore-0.4+default-dev librust-lazy-static-1+default-dev \
  librust-log-0.4+default-dev librust-num-cpus-1+default-dev librust-regex-1+default-dev \
  librust-serde-json-1+default-dev librust-termcolor-1+default-dev
from_source rust-ripgrep=13.0.0-4
# simd-accel needs a nightly compiler and a feature that Debian's grep lacks. Debian builds with pcre2.
sed -i -e '/simd-accel/d' -e 's/^\[features\]/[features]\ndefault = ["pcre2"]/' "$app_dir/Cargo.toml"
without_dev_dependencies
use_debian_registry
