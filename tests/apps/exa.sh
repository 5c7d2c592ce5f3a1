#!/usr/bin/env bash
# exa: a command-line tool with libgit2, whose closure has nineteen files.
. "$(dirname "$(realpath "$0")")/common.sh"
need libgit2-dev librust-ansi-term-0.12+default-dev librust-datetime-0.5+format-dev librust-datetime-0.5-dev \
  librust-git2-0.16-dev librust-glob-0.3+default-dev librust-lazy-static-1+default-dev librust-libc-0.2+default-dev \
  librust-locale-0.2+default-dev librust-log-0.4+default-dev librust-natord-1+default-dev librust-num-cpus-1+default-dev \
  librust-number-prefix-0.4+default-dev librust-scoped-threadpool-0.1+default-dev librust-term-grid-0.1+default-dev \
  librust-term-size-0.3+default-dev librust-unicode-width-0.1+default-dev librust-users-0.11+default-dev \
  librust-zoneinfo-compiled-0.5+default-dev
from_source rust-exa=0.10.1-4
without_dev_dependencies
use_debian_registry
