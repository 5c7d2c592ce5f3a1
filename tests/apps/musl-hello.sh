#!/usr/bin/env bash
# musl-hello: a static musl program. Debian's rustc compiles it and std, from Debian's Rust source package.
# To build: . DIRECTORY/env.sh && cargo rustc --release --offline -- -C relocation-model=static
. "$(dirname "$(realpath "$0")")/common.sh"
need musl-tools libunwind-14-dev
rust_version=1.96.0+dfsg1-1~deb12u2
toolchain=$app_dir/.toolchain
rm -rf "$app_dir"
mkdir -p "$app_dir"/{src,.cargo,.lib,.debs} "$toolchain"
(cd "$app_dir/.debs" && apt-get download -qq \
  {rustc-web,cargo-web,libstd-rust-web-1.96,libstd-rust-web-dev,rust-web-src}=$rust_version libllvm22)
for deb in "$app_dir"/.debs/*.deb; do dpkg -x "$deb" "$toolchain"; done

# std unwinds with LLVM's libunwind here, because libgcc_eh needs newer functions than musl has. Debian's libunwind needs one symbol of glibc.
cat >"$app_dir/.lib/fortify.c" <<'C'
#include <stdarg.h>
#include <stdio.h>

int __fprintf_chk(FILE *file, int flag, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int written = vfprintf(file, format, arguments);
    va_end(arguments);
    return written;
}
C
musl-gcc -O2 -fPIC -c "$app_dir/.lib/fortify.c" -o "$app_dir/.lib/fortify.o"
cp -L /usr/lib/llvm-14/lib/libunwind.a "$app_dir/.lib/libunwind.a"
ar r "$app_dir/.lib/libunwind.a" "$app_dir/.lib/fortify.o" 2>/dev/null

cat >"$app_dir/Cargo.toml" <<'TOML'
[package]
name = "musl-hello"
version = "0.1.0"
edition = "2021"
TOML
cat >"$app_dir/src/main.rs" <<'RUST'
fn main() {
    println!("hello from {}", std::env::consts::ARCH);
}
RUST
cat >"$app_dir/.cargo/config.toml" <<TOML
[source.crates-io]
replace-with = "std-vendor"
[source.std-vendor]
directory = "$toolchain/usr/src/rustc-1.96.0/library/vendor"
[build]
target = "x86_64-unknown-linux-musl"
[unstable]
build-std = ["std", "panic_abort", "panic_unwind"]
[target.x86_64-unknown-linux-musl]
linker = "musl-gcc"
rustflags = ["-C", "link-self-contained=no", "-L", "native=$app_dir/.lib"]
TOML
cat >"$app_dir/env.sh" <<SHELL
export PATH=$toolchain/usr/bin:\$PATH LD_LIBRARY_PATH=$toolchain/usr/lib/x86_64-linux-gnu RUSTC=$toolchain/usr/bin/rustc RUSTC_BOOTSTRAP=1
SHELL
