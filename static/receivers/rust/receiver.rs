//! Verifies deliveries of the {{title}} scheme: {{summary}}.
//! To test it: cargo run. Dependencies:
//!
{{packages}}

{{imports}}

/// Returns an error if the request is not genuine; answer it with 401.
///
{{about}}
pub fn verify({{parameters}}) -> Result<(), &'static str> {
    {{verify}}
}

{{functions}}

/// Tests the code with this request.
fn main() {
    {{constants}}
    {{headers}}
    {{body}}
    {{now}}
    assert_eq!(verify({{arguments}}), Ok(()));
    {{refused}}
    println!("ok");
}
