#!/usr/bin/env bash
# cross-arm64: hexyl for aarch64, compiled by Debian's rustc, which is unpacked beside the application and not installed.
# Before a build: . DIRECTORY/env.sh. The root with the arm64 libraries is DIRECTORY/.root
. "$(dirname "$(realpath "$0")")/common.sh"
need_architecture arm64
need librust-hexyl-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
from_crate hexyl-0.8.0
without_dev_dependencies
use_debian_registry

rust_version=1.96.0+dfsg1-1~deb12u2
toolchain=$app_dir/.toolchain
mkdir -p "$toolchain" "$app_dir/.debs" "$app_dir/.root"
cd "$app_dir/.debs"
apt-get download -qq {rustc-web,cargo-web,libstd-rust-web-1.96,libstd-rust-web-dev,libstd-rust-web-dev:arm64}=$rust_version \
  libllvm22 libc6:arm64 libgcc-s1:arm64
for deb in {rustc-web,cargo-web,libstd-rust-web-1.96,libstd-rust-web-dev,libllvm22}_*.deb; do dpkg -x "$deb" "$toolchain"; done
for deb in {libc6,libgcc-s1}_*arm64.deb; do dpkg -x "$deb" "$app_dir/.root"; done
cp /usr/bin/qemu-aarch64-static "$app_dir/.root/"

cat >"$app_dir/env.sh" <<SHELL
export PATH=$toolchain/usr/bin:\$PATH LD_LIBRARY_PATH=$toolchain/usr/lib/x86_64-linux-gnu RUSTC=$toolchain/usr/bin/rustc
SHELL
cat >>"$app_dir/.cargo/config.toml" <<'TOML'
[build]
target = "aarch64-unknown-linux-gnu"
[target.aarch64-unknown-linux-gnu]
linker = "aarch64-linux-gnu-gcc"
TOML
