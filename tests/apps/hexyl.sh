#!/usr/bin/env bash
# hexyl: a pure Rust command-line tool that needs only libc.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-hexyl-dev
from_crate hexyl-0.8.0
without_dev_dependencies
use_debian_registry
