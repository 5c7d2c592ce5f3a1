#!/usr/bin/env bash
# hexyl as a static-pie: no interpreter, no library. The --target is explicit, because crt-static breaks proc-macros without it.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-hexyl-dev
from_crate hexyl-0.8.0
without_dev_dependencies
use_debian_registry
cat >>"$app_dir/.cargo/config.toml" <<'TOML'
[build]
target = "x86_64-unknown-linux-gnu"
[target.x86_64-unknown-linux-gnu]
rustflags = ["-C", "target-feature=+crt-static"]
TOML
