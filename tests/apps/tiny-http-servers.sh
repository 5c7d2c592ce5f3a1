#!/usr/bin/env bash
# tiny-http-servers: four unchanged examples of tiny_http as the four binaries of one package. One needs OpenSSL.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-tiny-http-dev libssl-dev
examples=$registry/tiny_http-0.12.0/examples
rm -rf "$app_dir"
mkdir -p "$app_dir/src/bin"
cp "$examples"/{hello-world,serve-root,php-cgi,ssl}.rs "$examples"/ssl-*.pem "$app_dir/src/bin/"
cat >"$app_dir/Cargo.toml" <<'TOML'
[package]
name = "tiny-http-servers"
version = "0.12.0"
edition = "2018"
[features]
# The ssl example needs this feature.
ssl-openssl = []
default = ["ssl-openssl"]
[dependencies]
ascii = "1"
tiny_http = { version = "0.12", features = ["ssl"] }
TOML
use_debian_registry
