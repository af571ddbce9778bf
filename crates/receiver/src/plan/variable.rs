//! Variable names for inputs, whose own names may be reserved by a language or used by the code.

/// Makes a variable name that is free in every language and in the receiver's code.
pub fn variable(name: &str) -> String {
    let fit = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    let name: String = name.chars().map(fit).collect();
    let taken = "abstract after age alike and any as assert async await base64 before begin body bool break bytes case catch char class \
                 components concat const continue crate crc32 data date decoded def default described dictionary defer delete digest do double dyn else end ensure enum errors \
                 eval expected export extends extern false field fields final float fmt fn for foreach form forms from \
                 func function global given go goto hashlib header_lines headers hex hmac http id if impl import in include inputs int \
                 interface internal is is_form item json json_lines key lambda let lines list lock long loop mac match matches member message method \
                 mod module mut name namespace new next nil none nonce not now null object operator or os out \
                 override package params part parts pass print private protected pub public raise range re ref regexp \
                 require rescue return secret select self sent short signature signed signatures sizeof sort static strconv \
                 string strings struct super switch target text then this throw time timestamp trait true try type \
                 typeof undef unescape unix unless unsafe until urllib url use using value var verify virtual void when \
                 where while with yield";
    let first = name.chars().next().unwrap_or('_');
    match first.is_ascii_alphabetic() && !taken.split_whitespace().any(|word| word == name) {
        true => name,
        false => ["input_", &name].concat(),
    }
}
