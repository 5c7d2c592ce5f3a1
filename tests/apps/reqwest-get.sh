#!/usr/bin/env bash
# reqwest-get: the unchanged blocking example of reqwest as a program: an HTTPS client on OpenSSL.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-reqwest-dev librust-env-logger-dev libssl-dev
rm -rf "$app_dir"
mkdir -p "$app_dir/src"
cp "$registry/reqwest-0.11.13/examples/blocking.rs" "$app_dir/src/main.rs"
cat >"$app_dir/Cargo.toml" <<'TOML'
[package]
name = "reqwest-get"
version = "0.11.13"
edition = "2018"
[dependencies]
env_logger = "0.9"
reqwest = { version = "0.11", features = ["blocking"] }
TOML
use_debian_registry
