#!/usr/bin/env bash
# sniffglue: a network sniffer on libpcap (which pulls in D-Bus and systemd's library) and libseccomp.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-sniffglue-dev libpcap-dev libseccomp-dev
from_crate sniffglue-0.15.0
without_dev_dependencies
use_debian_registry
