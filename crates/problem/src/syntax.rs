//! The words for a text that is not JSON.

use super::words::Said;
use json::{Cause, Error};

/// Line and column, what is wrong there, and what to do.
pub(super) fn said(error: &Error) -> Said {
    if error.cause == Cause::TooLong {
        return Said::finds("is longer than 4 GiB, the most that can be read; shorten it");
    }
    if error.cause == Cause::Ended && error.at == 0 {
        return Said::finds("is empty, which is no JSON; write a value, such as `{}`");
    }
    Said::finds(format!(
        "JSON breaks at line {}, column {}: {}",
        error.line,
        error.column,
        json_flaw(error.cause)
    ))
}

/// What is wrong with a text that is not JSON, and what to do, without the place.
pub fn json_flaw(cause: Cause) -> &'static str {
    match cause {
        Cause::Ended => "the text ends too early; close what is still open with `\"`, `]` or `}`",
        Cause::Trailing => {
            "something stands after the end of the value; remove it, or put it inside"
        }
        Cause::Value => {
            "a value is missing here; write a text in double quotes, a number, true, false, null, `[…]` or `{…}`"
        }
        Cause::Name => "a member name is missing here; write it in double quotes, as `\"name\": `",
        Cause::Colon => {
            "a colon is missing after the member's name; put `:` between name and value"
        }
        Cause::Comma => "a comma is missing before this; put one after the previous value",
        Cause::TrailingComma => "a comma stands before the closing mark; remove the comma",
        Cause::Unclosed => "this text is not closed; put `\"` at its end",
        Cause::Control => {
            "a control character stands bare in a text; write it as an escape, such as `\\n` for a new line or `\\t` for a tab"
        }
        Cause::Escape => {
            "JSON has no such escape; write `\\\\` for a backslash, or one of `\\\"` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` `\\uXXXX`"
        }
        Cause::Number => {
            "JSON does not write numbers so; use digits, with a point between digits for a fraction and no `+` or `0` in front, such as 10.5"
        }
        Cause::Quotes => "a text stands in other quotes than JSON's; use `\"`",
        Cause::Comment => "JSON has no comments; remove it",
        Cause::ByteOrderMark => {
            "a byte order mark stands before the text; save the text without one"
        }
        Cause::TooLong => "the text is too long",
    }
}
