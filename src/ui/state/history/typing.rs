//! A run of typing that one undo takes back: a word, without a pause in it.

use std::ops::Range;

/// A pause that ends a run, in milliseconds.
const PAUSE: i64 = 1200;
/// Bytes beyond which texts are compared by their lengths alone.
const LONG: usize = 1 << 18;
/// Characters that an input method or a correction puts in place of what was just typed.
const REPLACED: usize = 24;

/// What a change did to a text, in bytes.
struct Difference {
    /// Where the removed text was.
    removed: Range<usize>,
    inserted: Range<usize>,
}

/// What was typed so far.
#[derive(Clone)]
pub struct Run {
    /// The time of the last change, in Unix milliseconds.
    at: i64,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    /// Characters one after the other: where they are now, and whether the last one is white space.
    Inserting { span: Range<usize>, spaced: bool },
    /// Characters removed one after the other; the next one is beside this place.
    Removing { place: usize },
    /// A paste, a choice, or a replacement.
    Whole,
}

impl Run {
    /// The run that a change begins. `before` is `None` where the text before it is not known.
    pub fn new(before: Option<&str>, after: &str, at: i64) -> Run {
        let kind = before.map_or(Kind::Whole, |before| {
            kind(before, after, &difference(before, after))
        });
        Run { at, kind }
    }

    /// This run with one more change, if that is part of it.
    pub fn with(&self, before: Option<&str>, after: &str, at: i64) -> Option<Run> {
        if at - self.at > PAUSE {
            return None;
        }
        let before = before?;
        let found = difference(before, after);
        let next = kind(before, after, &found);
        let kind = match (&self.kind, next) {
            (
                Kind::Inserting { span, spaced },
                Kind::Inserting {
                    span: new,
                    spaced: space,
                },
            ) => {
                let begins_word = *spaced && !space;
                (span.end == new.start && !begins_word).then_some(Kind::Inserting {
                    span: span.start..new.end,
                    spaced: space,
                })
            }
            (Kind::Removing { place }, Kind::Removing { place: new }) => {
                let beside = [found.removed.start, found.removed.end].contains(place);
                beside.then_some(Kind::Removing { place: new })
            }
            // An input method, or a correction: what was just typed is replaced.
            (Kind::Inserting { span, .. }, Kind::Whole) => {
                let own = span.start <= found.removed.start && found.removed.end <= span.end;
                let few = after
                    .get(found.inserted.clone())
                    .is_some_and(|text| text.chars().count() <= REPLACED);
                let end = span.end - found.removed.len() + found.inserted.len();
                (own && few && !found.removed.is_empty()).then_some(Kind::Inserting {
                    span: span.start..end,
                    spaced: false,
                })
            }
            _ => None,
        };
        kind.map(|kind| Run { at, kind })
    }
}

fn kind(before: &str, after: &str, found: &Difference) -> Kind {
    let is_one = |text: Option<&str>| text.is_some_and(|text| text.chars().count() == 1);
    let typed = after.get(found.inserted.clone());
    if found.removed.is_empty() && is_one(typed) {
        Kind::Inserting {
            span: found.inserted.clone(),
            spaced: typed.is_some_and(|text| text.chars().all(char::is_whitespace)),
        }
    } else if found.inserted.is_empty() && is_one(before.get(found.removed.clone())) {
        Kind::Removing {
            place: found.removed.start,
        }
    } else {
        Kind::Whole
    }
}

/// The least difference of two texts. Long ones are taken to differ at their ends.
fn difference(before: &str, after: &str) -> Difference {
    let least = before.len().min(after.len());
    if least > LONG {
        let common = floor(before, least);
        return Difference {
            removed: common..before.len(),
            inserted: common..after.len(),
        };
    }
    let mut pairs = before.char_indices().zip(after.chars());
    let start = pairs.find(|((_, a), b)| a != b);
    let start = start.map_or_else(|| floor(before, least), |((at, _), _)| at);
    let rest = [&before[start..], &after[start..]];
    let ends = rest[0].chars().rev().zip(rest[1].chars().rev());
    let same = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let same: usize = same.sum();
    Difference {
        removed: start..before.len() - same,
        inserted: start..after.len() - same,
    }
}

/// The nearest character boundary at or before a place.
fn floor(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts before each step, when these texts follow each other at these moments.
    fn steps(texts: &[(&str, i64)]) -> Vec<String> {
        let mut all = Vec::new();
        let (mut text, mut run) = (String::new(), None::<Run>);
        for (next, at) in texts {
            let longer = run
                .as_ref()
                .and_then(|run| run.with(Some(&text), next, *at));
            if longer.is_none() {
                all.push(text.clone());
            }
            run = Some(longer.unwrap_or_else(|| Run::new(Some(&text), next, *at)));
            text = (*next).to_owned();
        }
        all
    }

    /// Each prefix of a text, typed every 100 ms.
    fn typed(text: &str) -> Vec<(&str, i64)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.zip(1..)
            .map(|(end, n)| (&text[..end], n * 100))
            .collect()
    }

    #[test]
    fn a_word_with_the_space_after_it_is_one_step() {
        assert_eq!(steps(&typed("größe of it")), ["", "größe ", "größe of "]);
        assert_eq!(steps(&typed("https://a.example/b")), [""]);
    }

    #[test]
    fn a_pause_ends_a_step() {
        assert_eq!(steps(&[("a", 0), ("ab", 1000), ("abc", 3000)]), ["", "ab"]);
    }

    #[test]
    fn a_paste_and_removing_are_steps_of_their_own() {
        let all = [
            ("a", 0),
            ("ab", 1),
            ("ab/pasted", 2),
            ("ab/pasted!", 3),
            ("ab/pasted", 4),
            ("ab/paste", 5),
        ];
        assert_eq!(steps(&all), ["", "ab", "ab/pasted", "ab/pasted!"]);
    }

    #[test]
    fn typing_elsewhere_in_the_text_is_another_step() {
        assert_eq!(steps(&[("b", 0), ("bc", 1), ("abc", 2)]), ["", "bc"]);
    }

    #[test]
    fn what_an_input_method_replaces_is_part_of_the_word() {
        assert_eq!(
            steps(&[("k", 0), ("か", 1), ("かn", 2), ("かな", 3), ("仮名", 4)]),
            [""]
        );
    }

    #[test]
    fn a_keystroke_in_a_long_text_costs_no_comparison_and_is_still_one_step() {
        let long = "x".repeat(LONG + 1);
        let (one, two) = (format!("{long}a"), format!("{long}ab"));
        let run = Run::new(Some(&long), &one, 0);
        assert!(run.with(Some(&one), &two, 1).is_some());
        assert!(run.with(Some(&one), &format!("{one}pasted"), 2).is_none());
    }
}
