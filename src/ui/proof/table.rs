//! The vectors of one scheme, which unfold below its name.

use yew::prelude::*;

use super::vectors::{Ran, Vector};
use crate::ui::shared::Shared;
use signature::presets;

/// A vector that was run.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// Its scheme's id and its number among those of the scheme.
    id: AttrValue,
    /// The scheme's id.
    pub scheme: String,
    /// The scheme's title.
    pub title: AttrValue,
    about: AttrValue,
    origin: &'static str,
    source: AttrValue,
    link: Option<AttrValue>,
    expected: &'static str,
    rust: Ran,
    browser: Ran,
}

impl Row {
    pub fn new(vector: &Vector, number: usize, rust: Ran, browser: Ran) -> Row {
        let scheme = presets::known()
            .iter()
            .find(|scheme| scheme.id == vector.scheme);
        Row {
            id: format!("{}-{number}", vector.scheme).into(),
            scheme: vector.scheme.clone(),
            title: scheme
                .map_or(&vector.scheme, |scheme| &scheme.title)
                .clone()
                .into(),
            about: vector.title.clone().into(),
            origin: vector.origin(),
            source: vector.source.clone().into(),
            link: vector.link().map(AttrValue::from),
            expected: if vector.valid { "Valid" } else { "Not valid" },
            rust,
            browser,
        }
    }

    pub fn failed(&self) -> bool {
        matches!(self.rust, Ran::Failed(_)) || matches!(self.browser, Ran::Failed(_))
    }

    /// Whether a text in lower case is in its names or its source.
    pub fn fits(&self, needle: &str) -> bool {
        let texts = [&self.title, &self.about, &self.source];
        self.scheme.contains(needle)
            || texts
                .iter()
                .any(|text| text.to_lowercase().contains(needle))
    }
}

/// See [`SchemeRows`].
#[derive(Properties, PartialEq)]
pub struct SchemeRowsProps {
    pub rows: Shared<[Row]>,
    /// Whether a filter chose the rows, which then are open.
    pub is_filtered: bool,
}

/// The vectors of a scheme; open where one fails.
#[component]
pub fn SchemeRows(props: &SchemeRowsProps) -> Html {
    let rows = &props.rows;
    let title = rows
        .first()
        .map(|row| row.title.clone())
        .unwrap_or_default();
    let failed = rows.iter().filter(|row| row.failed()).count();
    let (class, sign, count) = match (failed, rows.len()) {
        (0, 1) => ("good", "✓", "1 vector".to_owned()),
        (0, all) => ("good", "✓", format!("{all} vectors")),
        (failed, all) => ("bad", "✕", format!("{failed} of {all} fail")),
    };
    html! {
        <details class="scheme" open={props.is_filtered || failed > 0}>
            <summary>
                <span class={classes!("sign", class)} aria-hidden="true">{ sign }</span>
                <span class="scheme-title">{ &title }</span>
                <span class="type">{ count }</span>
            </summary>
            <div class="table" tabindex="0" role="region" aria-label={format!("Vectors: {title}")}>
                <table>
                    <thead>
                        <tr>
                            { for ["Vector", "Rust", "WebCrypto", "Expected", "Source"].map(|name| html! {
                                <th scope="col">{ name }</th>
                            }) }
                        </tr>
                    </thead>
                    <tbody>{ for rows.iter().map(line) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn line(row: &Row) -> Html {
    let source = match &row.link {
        Some(link) => html! {
            <a href={link.clone()} rel="noopener noreferrer" target="_blank">{ &row.source }</a>
        },
        None => html! { <span>{ &row.source }</span> },
    };
    let result = if row.failed() { "fail" } else { "pass" };
    let about = if row.about.is_empty() {
        &row.title
    } else {
        &row.about
    };
    html! {
        <tr key={row.id.to_string()} data-proof={row.id.clone()} data-result={result}>
            <th scope="row">{ about }</th>
            { cell(&row.rust, "rust") }
            { cell(&row.browser, "webcrypto") }
            <td>{ row.expected }</td>
            <td>{ row.origin }{ source }</td>
        </tr>
    }
}

fn cell(ran: &Ran, by: &'static str) -> Html {
    let (class, sign, text): (_, _, &str) = match ran {
        Ran::Passed(text) => ("good", "✓", text),
        Ran::Failed(text) => ("bad", "✕", text),
        Ran::Absent(text) => ("type", "–", text),
    };
    html! {
        <td data-by={by}>
            <span class={classes!("sentence", class)}>
                <span class="sign" aria-hidden="true">{ sign }</span>
                <span>
                    if matches!(ran, Ran::Failed(_)) {
                        <strong>{ "Fails: " }</strong>
                    }
                    { text.to_owned() }
                </span>
            </span>
        </td>
    }
}
