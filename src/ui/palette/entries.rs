//! What the search finds, and what each result does.

mod fields;

use std::rc::Rc;

use yew::AttrValue;

use crate::ui::nav::listing::Listed;
use crate::ui::state::{Action, CaseStep, Dialog, Open, Own, Pref, Section, Setting, Tab, Target};
use openapi::{Example, Operation};
use request::draft::Edit;
use signature::{Scheme, presets};

/// Something that the search finds.
#[derive(Clone)]
pub struct Entry {
    pub title: AttrValue,
    /// Where it belongs; may be empty.
    pub detail: AttrValue,
    /// "Operation", "Field", ...
    pub kind: &'static str,
    pub does: Does,
    /// Everything it is found by, in lower case.
    needle: Rc<str>,
}

/// What a result does.
#[derive(Clone)]
pub enum Does {
    /// Opens a hash.
    Go(AttrValue),
    Act(Actions),
    /// Acts, and gives the focus to a part of the page.
    Focus(Actions, &'static str),
    /// Acts, and presses a button of the page.
    Press(Actions, &'static str),
    /// Chooses a scheme on the page that verifies.
    Verify(Rc<str>),
}

/// Makes the actions of a result.
type Actions = Rc<dyn Fn() -> Vec<Action>>;

/// What there is to find.
pub struct Sources<'a> {
    pub listed: &'a [Listed],
    /// What the page shows, if it shows the workbench.
    pub open: Option<&'a Open>,
    pub own: &'a Own,
    pub reveal: bool,
    /// Whether the page shows Verify.
    pub verifies: bool,
}

impl Entry {
    fn new(
        kind: &'static str,
        title: impl Into<AttrValue>,
        detail: impl Into<AttrValue>,
        does: Does,
    ) -> Entry {
        let (title, detail) = (title.into(), detail.into());
        let needle = [&title, " ", &detail, " ", kind].concat().to_lowercase();
        Entry {
            title,
            detail,
            kind,
            does,
            needle: needle.into(),
        }
    }

    /// One that makes actions.
    fn acting(
        kind: &'static str,
        title: impl Into<AttrValue>,
        detail: impl Into<AttrValue>,
        actions: impl Fn() -> Vec<Action> + 'static,
    ) -> Entry {
        Entry::new(kind, title, detail, Does::Act(Rc::new(actions)))
    }

    /// How well it fits words in lower case, the least the best; `None` if it does not.
    fn rank(&self, words: &[&str]) -> Option<usize> {
        if !words.iter().all(|word| self.needle.contains(word)) {
            return None;
        }
        let title = self.title.to_lowercase();
        let first = words.first().copied().unwrap_or_default();
        let begins = |text: &str| {
            let mut parts = text.split(|c: char| !c.is_alphanumeric());
            parts.any(|part| part.starts_with(first))
        };
        Some(match () {
            () if title.starts_with(first) => 0,
            () if begins(&title) => 1,
            () if title.contains(first) => 2,
            () => 3,
        })
    }
}

/// Those that have all words of a text, the best first.
pub fn found<'a>(all: &'a [Entry], text: &str) -> Vec<&'a Entry> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let ranked = all
        .iter()
        .filter_map(|entry| Some((entry.rank(&words)?, entry)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

/// Everything that can be found now.
pub fn all(sources: &Sources<'_>) -> Vec<Entry> {
    let mut all = Vec::new();
    if let Some(open) = sources.open {
        all.extend(actions(open, sources.reveal));
    }
    all.extend(pages());
    all.extend(settings());
    for api in sources.listed {
        let mut registration = String::new();
        for line in api.lines.iter() {
            let kind = if line.is_delivery {
                "Delivery"
            } else {
                "Operation"
            };
            // Deliveries of several registrations may have the same words.
            if !line.is_delivery {
                registration = [&line.method, " ", &line.id].concat();
            }
            let detail = [&*api.title, &registration].join(" · ");
            let go = Does::Go(line.href.clone().into());
            all.push(Entry::new(kind, line.words.clone(), detail, go));
        }
    }
    if let Some(open) = sources.open {
        all.extend(fields::of_operation(&open.operation, &open.bench.draft));
        all.extend(examples(&open.operation));
        all.extend(schemes(sources.own, sign));
    }
    if sources.verifies {
        all.extend(fields::of_verify());
        all.extend(schemes(sources.own, Does::Verify));
    }
    all
}

/// The examples of an operation.
fn examples(operation: &Operation) -> Vec<Entry> {
    let entry = |example: &Example| {
        let name: Rc<str> = example.name.as_str().into();
        let title = match example.summary.is_empty() {
            true => example.name.clone(),
            false => example.summary.clone(),
        };
        Entry::acting("Example", title, "Load it", move || {
            vec![Action::Edit(Edit::Example(Rc::clone(&name)))]
        })
    };
    operation.examples.iter().map(entry).collect()
}

/// What can be done with the operation that is open.
fn actions(open: &Open, reveal: bool) -> Vec<Entry> {
    let one = |title: &'static str, keys: &'static str, action: fn() -> Action| {
        Entry::acting("Action", title, keys, move || vec![action()])
    };
    let mut all = vec![one("Send", "Ctrl+Enter", || Action::Send)];
    if open.history.can_undo() {
        all.push(one("Undo", "Ctrl+Z", || Action::Undo));
    }
    if open.history.can_redo() {
        all.push(one("Redo", "Ctrl+Shift+Z", || Action::Redo));
    }
    all.push(one("Reset", "Start again", || Action::Edit(Edit::Reset)));
    all.push(one("Clear", "Empty the form", || Action::Clear));
    if !open.problems.is_empty() {
        all.push(one("Go to the next problem", "F8", || Action::NextProblem));
    }
    all.push(match reveal {
        true => one("Hide secrets", "", || Action::Pref(Pref::Reveal(false))),
        false => one("Show secrets", "", || Action::Pref(Pref::Reveal(true))),
    });
    all.push(match open.target {
        Target::Sandbox => one("Send direct", "From this browser to the address", || {
            Action::Target(Target::Direct)
        }),
        Target::Direct => one("Send to the sandbox", "Answered in this page", || {
            Action::Target(Target::Sandbox)
        }),
    });
    let press = |title, detail, actions: fn() -> Vec<Action>, part| {
        Entry::new("Action", title, detail, Does::Press(Rc::new(actions), part))
    };
    all.push(press(
        "Copy the body",
        "Request",
        || vec![Action::Inspect(Tab::Request)],
        "copy-body",
    ));
    all.push(press(
        "Copy as curl",
        "Code",
        || {
            vec![
                Action::Pref(Pref::Snippet("curl")),
                Action::Inspect(Tab::Code),
            ]
        },
        "copy-snippet",
    ));
    all.push(press(
        "Generate a secret",
        "Signature",
        || vec![Action::Fold(Section::Signature, true)],
        "generate",
    ));
    if open.operation.delivery.is_some() {
        all.push(one("Run all cases", "Delivery", || {
            Action::Cases(CaseStep::Start)
        }));
        all.push(one("Send as retry", "Delivery", || Action::Repeat));
        all.push(press(
            "Open in Verify",
            "Delivery",
            Vec::new,
            "open-in-verify",
        ));
    }
    for tab in Tab::ALL {
        let title = ["Show ", tab.title()].concat();
        all.push(Entry::acting("Action", title, "Inspector", move || {
            vec![Action::Inspect(tab)]
        }));
    }
    all
}

fn pages() -> Vec<Entry> {
    let page = |title: &'static str, hash: &'static str, detail: &'static str| {
        Entry::new("Page", title, detail, Does::Go(hash.into()))
    };
    vec![
        page("Start", "#/", "Three ways in"),
        page("Verify", "#/verify", "Check a request that you received"),
        page(
            "Handshakes",
            "#/handshakes",
            "Registrations that a receiver confirms",
        ),
        page("Proof", "#/proof", "Published test vectors"),
    ]
}

/// What can be set on every page.
fn settings() -> Vec<Entry> {
    let theme = |title: &'static str, theme: Option<&'static str>| {
        Entry::acting("Action", title, "Theme", move || {
            vec![Action::Pref(Pref::Theme(theme))]
        })
    };
    let shortcuts = || vec![Action::Dialog(Some(Dialog::Shortcuts))];
    vec![
        theme("Light theme", Some("light")),
        theme("Dark theme", Some("dark")),
        theme("System theme", None),
        Entry::acting("Action", "Keyboard shortcuts", "?", shortcuts),
    ]
}

/// The schemes, and what is done with one by its id.
fn schemes(own: &Own, does: fn(Rc<str>) -> Does) -> Vec<Entry> {
    let all = presets::all()
        .iter()
        .chain(own.saved.schemes().iter().map(|own| &**own));
    let entry = |scheme: &Scheme| {
        let does = does(scheme.id.as_str().into());
        let detail = match does {
            Does::Verify(_) => "Verify with it",
            _ => "Sign with it",
        };
        Entry::new("Scheme", scheme.title.clone(), detail, does)
    };
    all.map(entry).collect()
}

/// Signs with a scheme, and shows its control.
fn sign(id: Rc<str>) -> Does {
    let actions = move || {
        vec![
            Action::Sign(Setting::Scheme, Rc::clone(&id)),
            Action::Fold(Section::Signature, true),
        ]
    };
    Does::Focus(Rc::new(actions), "scheme")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_have_every_word_and_those_that_begin_with_the_first_come_first() {
        let does = || Does::Go("#/".into());
        let all = [
            Entry::new("Field", "callbackUrl", "Body", does()),
            Entry::new("Field", "url", "Body", does()),
            Entry::new(
                "Operation",
                "Create a webhook",
                "GenAuth · POST createUrl",
                does(),
            ),
        ];
        let titles = |text| -> Vec<String> {
            let found = found(&all, text).into_iter();
            found.map(|entry| entry.title.to_string()).collect()
        };
        assert_eq!(titles("URL"), ["url", "callbackUrl", "Create a webhook"]);
        assert_eq!(titles("webhook genauth"), ["Create a webhook"]);
        assert_eq!(titles("field body url"), ["callbackUrl", "url"]);
        assert_eq!(titles("nothing like it"), [""; 0]);
        assert_eq!(titles("").len(), 3);
    }
    #[test]
    fn verify_finds_its_fields_and_the_schemes_to_verify_with() {
        let own = Own::default();
        let all = all(&Sources {
            listed: &[],
            open: None,
            own: &own,
            reveal: false,
            verifies: true,
        });
        let github = found(&all, "github");
        assert!(matches!(&github[0].does, Does::Verify(id) if &**id == "github"));
        let secret = found(&all, "secret");
        assert!(matches!(secret[0].does, Does::Focus(_, "secret")));
        let elsewhere = Sources {
            listed: &[],
            open: None,
            own: &own,
            reveal: false,
            verifies: false,
        };
        assert!(found(&super::all(&elsewhere), "github").is_empty());
    }
}
