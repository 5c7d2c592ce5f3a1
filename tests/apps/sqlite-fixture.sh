#!/usr/bin/env bash
# sqlite-fixture: our small program on Debian's rusqlite and the SQLite of the system.
. "$(dirname "$(realpath "$0")")/common.sh"
need librust-rusqlite-dev libsqlite3-dev
rm -rf "$app_dir"
mkdir -p "$app_dir/src"
cat >"$app_dir/Cargo.toml" <<'TOML'
[package]
name = "sqlite-fixture"
version = "0.1.0"
edition = "2021"
[dependencies]
rusqlite = "0.28"
TOML
cat >"$app_dir/src/main.rs" <<'RUST'
//! Adds a row to a table in the database named by the first argument, then reads every row back.
use rusqlite::{Connection, Result};

fn main() -> Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| ":memory:".into());
    let db = Connection::open(path)?;
    db.execute_batch("create table if not exists note (id integer primary key, text text)")?;
    db.execute("insert into note (text) values (?1)", ["written by the image"])?;
    let mut query = db.prepare("select id, text from note order by id")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for row in rows {
        let (id, text): (i64, String) = row?;
        println!("{id}: {text}");
    }
    println!("SQLite {}", rusqlite::version());
    Ok(())
}
RUST
use_debian_registry
