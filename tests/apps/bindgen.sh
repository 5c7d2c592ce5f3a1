#!/usr/bin/env bash
# bindgen: opens libclang at run time (dlopen), so its ELF headers do not mention it.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-bindgen+default-dev libclang-14-dev
from_crate bindgen-0.60.1
without_dev_dependencies
use_debian_registry
