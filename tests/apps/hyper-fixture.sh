#!/usr/bin/env bash
# hyper-fixture: our small HTTP server on Debian's hyper and tokio. It exits with 0 on SIGTERM.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-hyper-dev librust-tokio-dev
rm -rf "$app_dir"
mkdir -p "$app_dir/src"
cat >"$app_dir/Cargo.toml" <<'TOML'
[package]
name = "hyper-fixture"
version = "0.1.0"
edition = "2021"
[dependencies]
hyper = { version = "0.14", features = ["server", "http1", "tcp"] }
tokio = { version = "1", features = ["macros", "rt-multi-thread", "signal"] }
TOML
cat >"$app_dir/src/main.rs" <<'RUST'
//! Answers every request with its own path, on the address named by the first argument, until SIGTERM.
use hyper::service::{make_service_fn, service_fn};
use hyper::{Body, Request, Response, Server};
use std::{convert::Infallible, net::SocketAddr};
use tokio::signal::unix::{signal, SignalKind};

async fn answer(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    Ok(Response::new(Body::from(format!("hello {}\n", request.uri().path()))))
}

#[tokio::main]
async fn main() {
    let argument = std::env::args().nth(1);
    let address: SocketAddr = argument.as_deref().unwrap_or("0.0.0.0:8080").parse().expect("ADDRESS:PORT");
    let service = make_service_fn(|_| async { Ok::<_, Infallible>(service_fn(answer)) });
    let mut terminated = signal(SignalKind::terminate()).expect("a SIGTERM handler");
    let server = Server::bind(&address).serve(service);
    println!("listening on {}", server.local_addr());
    let ended = server.with_graceful_shutdown(async move {
        terminated.recv().await;
    });
    ended.await.expect("served to the end");
    println!("ended by SIGTERM");
}
RUST
use_debian_registry
