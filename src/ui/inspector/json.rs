//! Indented JSON that folds: each object and each array can be closed.

use std::ops::Range;
use std::rc::Rc;

use yew::prelude::*;

use super::paint::{MOST, Painter, few_tokens, painted};
use super::syntax::Language;
use crate::ui::text::text;
use crate::ui::veil::use_veil;

/// Objects and arrays within each other that fold; what is deeper does not.
const DEEPEST: usize = 32;

/// See [`JsonView`].
#[derive(Properties, PartialEq)]
pub struct JsonViewProps {
    /// Indented JSON, a value or a bracket on each line.
    pub text: Rc<str>,
}

/// The text with its tokens coloured; of what is large the beginning is drawn, and nothing folds.
#[component]
pub fn JsonView(props: &JsonViewProps) -> Html {
    let veil = use_veil();
    let tokens = use_memo(Rc::clone(&props.text), |text| {
        few_tokens(Language::Json, text)
    });
    if tokens.is_empty() || props.text.lines().count() > MOST {
        return html! { <pre>{ text(Rc::clone(&props.text)) }</pre> };
    }
    let mut drawing = Drawing {
        text: &props.text,
        painter: Painter::new(&tokens),
        secrets: veil.find(props.text.as_bytes()),
        at: 0,
    };
    html! { <div class="json">{ drawing.lines(0) }</div> }
}

struct Drawing<'a> {
    text: &'a str,
    painter: Painter<'a>,
    /// Where the secrets of the text are.
    secrets: Vec<Range<usize>>,
    at: usize,
}

impl<'a> Drawing<'a> {
    /// The lines up to the one that closes what they are in, which is left.
    fn lines(&mut self, depth: usize) -> Html {
        let mut nodes = Vec::new();
        let mut plain = self.at;
        // Open brackets that do not fold.
        let mut flat = 0_i32;
        while let Some(line) = self.line() {
            let words = line.trim();
            if words.starts_with(['}', ']']) {
                if flat == 0 && depth > 0 {
                    break;
                }
                flat -= 1;
            }
            let start = self.at;
            self.at += line.len();
            if words.ends_with(['{', '[']) && depth >= DEEPEST {
                flat += 1;
            } else if words.ends_with(['{', '[']) {
                nodes.push(self.draw(plain..start));
                let end = start + line.trim_end_matches('\n').len();
                let summary = self.draw(start..end);
                // It is in the text, and a summary is a line without it.
                let line_end = self.draw(end..self.at);
                let inside = self.lines(depth + 1);
                let closing = self.at;
                self.at += self.line().map_or(0, str::len);
                let closing = self.draw(closing..self.at);
                nodes.push(html! {
                    <details open=true>
                        <summary>{ summary }</summary>
                        <span hidden=true>{ line_end }</span>
                        { inside }
                        { closing }
                    </details>
                });
                plain = self.at;
            }
        }
        nodes.push(self.draw(plain..self.at));
        nodes.into_iter().collect()
    }

    /// The next line with its end.
    fn line(&self) -> Option<&'a str> {
        self.text
            .get(self.at..)
            .and_then(|rest| rest.split_inclusive('\n').next())
    }

    /// A run of the text.
    fn draw(&mut self, range: Range<usize>) -> Html {
        let within = |secret: &Range<usize>| {
            let cut = secret.start.max(range.start)..secret.end.min(range.end);
            (!cut.is_empty()).then(|| cut.start - range.start..cut.end - range.start)
        };
        let secrets: Vec<_> = self.secrets.iter().filter_map(within).collect();
        let text = self.text.get(range).unwrap_or_default();
        match text.is_empty() {
            true => Html::default(),
            false => html! { <span>{ painted(text, &mut self.painter, &secrets) }</span> },
        }
    }
}
