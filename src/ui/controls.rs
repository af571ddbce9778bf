//! The controls that the whole page is built from.
//!
//! A control's value is written to the page when it is made, and afterwards only when the state holds
//! another one, so that a caret never jumps; it is read on the control's own input event alone.

pub mod checkbox;
pub mod combobox;
pub mod copy_button;
pub mod info;
mod line_ends;
pub mod popover;
pub mod select;
pub mod splitter;
pub mod text_box;

pub use checkbox::Checkbox;
pub use combobox::Combobox;
pub use copy_button::{CopyButton, Holds};
pub use select::{Item, Select};
pub use text_box::TextBox;

use yew::AttrValue;

use signature::{DigestText, hmac};

/// The value of an `aria-` attribute that is there only when it holds.
fn yes(holds: bool) -> Option<AttrValue> {
    holds.then_some(AttrValue::Static("true"))
}

/// An element id made of any text, unique for it and without white space.
pub fn id_of(prefix: &str, text: &str) -> AttrValue {
    let mut id = String::with_capacity(prefix.len() + text.len() + 1);
    id.push_str(prefix);
    id.push('-');
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else {
            id.push('_');
            let code = hmac::text(&u32::from(c).to_be_bytes(), DigestText::Hex);
            id.push_str(code.trim_start_matches('0'));
            id.push('_');
        }
    }
    AttrValue::from(id)
}
