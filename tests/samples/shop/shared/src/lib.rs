/// What both applications say of themselves.
pub fn greeting(name: &str) -> String {
    format!("The {name} of the shop")
}
