//! Verifies what is signed as {{title}} does: {{summary}}.
//! Its own test: cargo run. Dependencies:
//!
{{packages}}

{{imports}}

/// An error unless the request is genuine; answer 401 then.
///
{{about}}
pub fn verify({{parameters}}) -> Result<(), &'static str> {
    {{verify}}
}

{{functions}}

/// This very request as a test.
fn main() {
    {{constants}}
    {{headers}}
    {{body}}
    {{now}}
    assert_eq!(verify({{arguments}}), Ok(()));
    {{refused}}
    println!("ok");
}
