//! One line of greeting that shows what a container gives its application: arguments, a user, a system.
use std::{env, fs};

extern "C" {
    fn getuid() -> u32;
}

fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.unwrap_or("an unnamed system").trim_matches('"').to_owned()
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // SAFETY: getuid takes nothing and cannot fail.
    let user = unsafe { getuid() };
    println!("Hello from {} as user {user}, given {arguments:?}", system());
}
