//! The wording for text that is not JSON.

use super::words::Wording;
use json::{Cause, Error};

/// Returns the line and column, the fault and the next step.
pub(super) fn wording(error: &Error) -> Wording {
    if error.cause == Cause::TooLong {
        return Wording::finding("is longer than 4 GiB, the most that can be read; shorten it");
    }
    if error.cause == Cause::Ended && error.at == 0 {
        return Wording::finding("is empty, which is not JSON; write a value, such as `{}`");
    }
    Wording::whole(format!(
        "JSON breaks at line {}, column {}: {}",
        error.line,
        error.column,
        json_flaw(error.cause)
    ))
}

/// Returns the fault of a text that is not JSON and the next step, without the place.
pub fn json_flaw(cause: Cause) -> &'static str {
    match cause {
        Cause::Ended => "the text ends too early; close what is still open with `\"`, `]` or `}`",
        Cause::Trailing => "there is text after the end of the value; remove it, or put it inside",
        Cause::Value => {
            "a value is missing here; write a text in double quotes, a number, true, false, null, `[…]` or `{…}`"
        }
        Cause::Name => "a member name is missing here; write it in double quotes, as `\"name\": `",
        Cause::Colon => {
            "a colon is missing after the member's name; put `:` between name and value"
        }
        Cause::Comma => "a comma is missing before this; put one after the previous value",
        Cause::TrailingComma => "there is a comma before the closing bracket; remove it",
        Cause::Unclosed => "this text is not closed; put `\"` at its end",
        Cause::Control => {
            "a string contains a raw control character; write it as an escape, such as `\\n` for a new line or `\\t` for a tab"
        }
        Cause::Escape => {
            "this escape does not exist in JSON; write `\\\\` for a backslash, or one of `\\\"` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` `\\uXXXX`"
        }
        Cause::Number => {
            "this is not a JSON number; use digits, with a point between digits for a fraction and no `+` or `0` in front, such as 10.5"
        }
        Cause::Quotes => "JSON strings take double quotes; use `\"`",
        Cause::Comment => "JSON has no comments; remove it",
        Cause::ByteOrderMark => "the text begins with a byte order mark; save the text without one",
        Cause::TooLong => "the text is too long",
    }
}
