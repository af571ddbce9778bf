//! Line ends that a text box cannot show: it gives CR LF and CR as LF, and the page keeps the text itself.

use std::borrow::Cow;
use std::rc::Rc;

use yew::AttrValue;

use super::id_of;
use crate::browser::insert::Edited;
use crate::browser::value::HUGE;

/// Texts that a text box keeps for the browser's own undo.
const STEPS: usize = 32;

/// The text of a text box with its own line ends.
pub struct Held {
    text: Rc<str>,
    /// What it held before, once there was a CR: undo and redo in the box bring back what is shown alone.
    before: Vec<Rc<str>>,
}

impl Held {
    pub fn new(text: Rc<str>) -> Held {
        let before = Vec::new();
        Held { text, before }
    }

    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// Follows an edit in the box, and gives the text after it.
    pub fn edit(&mut self, edit: Edited) -> Rc<str> {
        let was = self.before.iter().rev();
        let mut same = was.filter(|text| edit.is_undo && shown(text) == edit.now);
        let text = same.next().cloned().unwrap_or_else(|| {
            edited(&self.text, &edit.now, edit.caret, edit.put.as_deref()).into()
        });
        self.put(Rc::clone(&text));
        text
    }

    /// Takes another text, and keeps the one before.
    pub fn put(&mut self, text: Rc<str>) {
        let had_cr = !self.before.is_empty() || self.text.contains('\r') || text.contains('\r');
        let before = std::mem::replace(&mut self.text, text);
        if had_cr && before.len() <= HUGE && !self.before.contains(&before) {
            if self.before.len() >= STEPS {
                self.before.remove(0);
            }
            self.before.push(before);
        }
    }
}

/// The byte of a text at which so many UTF-16 code units end.
fn bytes(text: &str, units: usize) -> usize {
    let mut left = units;
    let within = |c: &char| {
        let fits = left >= c.len_utf16();
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(within).map(char::len_utf8).sum()
}

/// Says which line ends of a text a text box cannot show, if there are any.
pub fn kept(text: &str) -> Option<AttrValue> {
    let kept = match count(text) {
        (0, 0) => return None,
        (pairs, 0) => format!("CR LF line ends: {pairs}"),
        (0, alone) => format!("CR line ends: {alone}"),
        (pairs, alone) => format!("CR LF line ends: {pairs}, CR line ends: {alone}"),
    };
    Some(kept.into())
}

/// The id of the note on the line ends of a text box.
pub fn note_id(id: &str) -> AttrValue {
    id_of("ends", id)
}

/// The text as a text box shows it, with LF alone (HTML, section 4.10.11, "API value").
pub fn shown(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text.into(),
    }
}

/// How many line ends of a text are CR LF, and how many CR alone.
fn count(text: &str) -> (usize, usize) {
    let pairs = text.matches("\r\n").count();
    (pairs, text.matches('\r').count() - pairs)
}

/// The text after an edit in the text box that shows `before`, with every CR that the edit leaves.
///
/// `now` is what the box shows, `caret` where the selection ends in UTF-16 code units, and `put` the text
/// that was pasted, dropped or put in by a program, if it was one.
fn edited(before: &str, now: &str, caret: usize, put: Option<&str>) -> String {
    let put = put.filter(|put| put.contains('\r'));
    if put.is_none() && !before.contains('\r') {
        return now.to_owned();
    }
    let (was, caret) = (shown(before), bytes(now, caret));
    let placed = put.and_then(|put| Some((placed(&was, now, caret, &shown(put))?, put)));
    let (kept, middle) = placed.unwrap_or_else(|| {
        let kept = unchanged(&was, now, caret);
        (kept, &now[kept.start..now.len() - kept.end])
    });
    let head = &before[..place(before, kept.start)];
    let tail = &before[place(before, was.len() - kept.end)..];
    let mut text = String::with_capacity(head.len() + middle.len() + tail.len());
    for piece in [head, middle, tail] {
        // A CR alone that comes to stand before an LF would be one line end with it, and the box shows two.
        if piece.starts_with('\n') {
            let line_ends = text.len() - text.trim_end_matches('\r').len();
            text.truncate(text.len() - line_ends);
            text.extend(std::iter::repeat_n('\n', line_ends));
        }
        text.push_str(piece);
    }
    text
}

/// Bytes at the start and at the end that an edit left.
#[derive(Clone, Copy)]
struct Kept {
    start: usize,
    end: usize,
}

/// What is left around a text that was put in, where the box shows that it was.
fn placed(was: &str, now: &str, caret: usize, put: &str) -> Option<Kept> {
    let end = common_end(was, now);
    let starts = [
        caret.checked_sub(put.len()),
        Some(caret),
        now.len().checked_sub(end + put.len()),
    ];
    let fits = |start: usize| {
        let (head, rest) = now.split_at_checked(start)?;
        let tail = rest.strip_prefix(put)?;
        let is_kept =
            head.len() + tail.len() <= was.len() && was.starts_with(head) && was.ends_with(tail);
        is_kept.then_some(Kept {
            start,
            end: tail.len(),
        })
    };
    starts.into_iter().flatten().find_map(fits)
}

/// What is left around an edit; of several ways to read it, the one that ends at the caret.
fn unchanged(was: &str, now: &str, caret: usize) -> Kept {
    let after = now.get(caret..).filter(|after| was.ends_with(after));
    let end = after.map_or_else(|| common_end(was, now), str::len);
    let (was, now) = (&was[..was.len() - end], &now[..now.len() - end]);
    let pairs = was.bytes().zip(now.bytes());
    let start = pairs.take_while(|(a, b)| a == b).count();
    Kept {
        start: now.floor_char_boundary(start),
        end,
    }
}

/// Bytes of whole characters that two texts end with alike.
fn common_end(a: &str, b: &str) -> usize {
    let pairs = a.bytes().rev().zip(b.bytes().rev());
    let mut len = pairs.take_while(|(a, b)| a == b).count();
    while !b.is_char_boundary(b.len() - len) {
        len -= 1;
    }
    len
}

/// The byte of a text that a byte of what is shown of it comes from.
fn place(text: &str, shown: usize) -> usize {
    let bytes = text.as_bytes();
    let step = |at: usize| match bytes.get(at..at + 2) {
        Some(b"\r\n") => at + 2,
        _ => at + 1,
    };
    (0..shown).fold(0, |at, _| step(at)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after one edit; `|` is the caret.
    fn after(before: &str, now: &str, put: Option<&str>) -> String {
        let at = now.find('|').expect("a caret");
        let caret = now[..at].encode_utf16().count();
        edited(before, &now.replace('|', ""), caret, put)
    }

    #[test]
    fn what_is_put_in_keeps_its_line_ends_wherever_it_is_put() {
        let put = Some("x\r\ny\r");
        assert_eq!(after("", "x\ny\n|", put), "x\r\ny\r");
        assert_eq!(after("a\nb", "a\nx\ny\n|b", put), "a\nx\r\ny\rb");
        assert_eq!(after("a\r\nb", "a\nx\ny\n|", put), "a\r\nx\r\ny\r");
        assert_eq!(after("x\ny\n", "x\ny\nx\ny\n|", put), "x\ny\nx\r\ny\r");
        // In a text box that is left undrawn the caret stays before what is put in.
        assert_eq!(after("ab", "a|x\ny\nb", put), "ax\r\ny\rb");
        // The box need not show what was put in: a limit may have cut it.
        assert_eq!(after("", "x|", put), "x");
    }

    #[test]
    fn edits_elsewhere_keep_every_line_end() {
        let text = "a\r\nb\rc\nd\r\n";
        assert_eq!(after(text, "xx|a\nb\nc\nd\n", None), format!("xx{text}"));
        assert_eq!(after(text, "a\nb\nc\nd\ny|", None), format!("{text}y"));
        assert_eq!(after(text, "a\nb|c\nd\n", None), "a\r\nbc\nd\r\n");
        assert_eq!(after(text, "a\nb\n|c\nd\n", None), text);
        assert_eq!(after(text, "|", None), "");
        // Of three line ends that look alike, the caret says which one is gone.
        assert_eq!(after("\r\n\n\r", "\n|\n", None), "\r\n\r");
        assert_eq!(after("\r\n\n\r", "|\n\n", None), "\n\r");
        assert_eq!(after("é\r\nü", "é\nö|", None), "é\r\nö");
        assert_eq!(count(text), (2, 1));
    }

    #[test]
    fn undo_and_redo_in_the_box_bring_back_the_line_ends() {
        let edit = |now: &str, put: Option<&str>| Edited {
            now: now.to_owned(),
            caret: now.len(),
            put: put.map(str::to_owned),
            is_undo: put.is_none(),
        };
        let mut held = Held::new("a\nb".into());
        assert_eq!(&*held.edit(edit("x\ny\n", Some("x\r\ny\r"))), "x\r\ny\r");
        assert_eq!(&*held.edit(edit("a\nb", None)), "a\nb");
        assert_eq!(&*held.edit(edit("x\ny\n", None)), "x\r\ny\r");
        held.put("from elsewhere".into());
        assert_eq!(&*held.edit(edit("x\ny\n", None)), "x\r\ny\r");
    }

    #[test]
    fn the_box_always_shows_the_text_that_is_kept() {
        let letters = ["\r\n", "\r", "\n", "a", "é", ""];
        let mut texts = Vec::new();
        for one in letters {
            for two in letters {
                texts.extend(letters.map(|three| [one, two, three].concat()));
            }
        }
        for before in &texts {
            for now in &texts {
                let now = shown(now);
                for put in [None, Some("\r"), Some("a\r\n"), Some("\na")] {
                    for caret in 0..=now.len() + 1 {
                        let text = edited(before, &now, caret, put);
                        assert_eq!(shown(&text), now, "{before:?} {caret} {put:?}");
                    }
                }
            }
        }
    }
}
