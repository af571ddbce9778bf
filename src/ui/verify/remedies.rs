//! The remedies of a mismatch, in the code of a framework.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::fixes::{self, Entry, Fixes, Framework};
use crate::browser::fetch;
use crate::ui::el::{el, nothing, row};
use crate::ui::hooks::{Effect, On, use_effects};
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::prose;
use crate::ui::snippet::{Holds, copy};
use diagnosis::Remedy;

/// The remedies, if there are any.
pub fn remedies(all: Vec<Remedy>) -> Html {
    if all.is_empty() {
        return nothing();
    }
    yew::virtual_dom::VChild::<Remedies>::new(RemediesProps { all }, None).into()
}

#[derive(Properties, Clone, PartialEq)]
struct RemediesProps {
    all: Vec<Remedy>,
}

/// The remedies, in the code of a framework.
#[component]
fn Remedies(props: &RemediesProps) -> Html {
    let fixes = use_state(|| None::<Rc<Result<Fixes, String>>>);
    let framework = use_state(String::new);
    {
        let fixes = fixes.clone();
        use_effects(vec![Effect::new(On::Start, move || {
            spawn_local(async move {
                fixes.set(Some(Rc::new(fetch::data(fixes::ADDRESS).await)));
            });
        })]);
    }
    let known = match fixes.as_deref() {
        None => return nothing(),
        Some(Err(why)) => {
            let words = format!(
                "The fixes by framework could not be loaded: {why}. Reload the page to try again."
            );
            return el("p")
                .class("notice")
                .is("role", "alert")
                .words(words.into())
                .node();
        }
        Some(Ok(known)) => known,
    };
    let mut chosen = known.frameworks.iter().filter(|f| f.id == *framework);
    let Some(chosen) = chosen.next().or(known.frameworks.first()) else {
        return nothing();
    };
    let mut items = Vec::new();
    for framework in &known.frameworks {
        let words = [&framework.name, " (", &framework.language, ")"].concat();
        items.push(Item::new(framework.id.clone(), words));
    }
    let onchange = {
        let framework = framework.clone();
        Callback::from(move |id: String| framework.set(id))
    };
    let choose = select(SelectProps {
        part: Some("verify-framework".into()),
        label: Some("Framework".into()),
        value: chosen.id.clone().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    let mut all = Vec::new();
    for one in &props.all {
        all.extend(
            known
                .causes
                .get(&one.id)
                .map(|entry| remedy(one, entry, chosen)),
        );
    }
    el("section")
        .class("remedies")
        .is("aria-label", "The fix")
        .el(el("div")
            .class("pane-head")
            .el(el("h3").text("The usual cause, and its fix"))
            .put(choose))
        .el(el("div").is("data-part", "verify-fix").all(all))
        .node()
}

fn remedy(one: &Remedy, entry: &Entry, framework: &Framework) -> Html {
    let word = |name: &str| framework.words.get(name).cloned().unwrap_or_default();
    let filled = |text: &str| one.fill(text, word);
    let mut all = vec![
        el("h4").copy(&entry.title).node(),
        el("div")
            .class("help")
            .put(prose::blocks(&filled(&entry.about)))
            .node(),
    ];
    if let Some(fix) = entry.fixes.get(&framework.id) {
        all.push(code("Usual", "usual", &filled(&fix.usual)));
        all.push(code("Fix", "fix", &filled(&fix.fix)));
    }
    el("div").class("remedy").all(all).node()
}

fn code(name: &'static str, class: &'static str, text: &str) -> Html {
    let copied: Rc<str> = text.into();
    let head = el("div")
        .class("pane-head")
        .el(el("span").class("label").text(name));
    let head = match class {
        "fix" => head.put(copy(
            Callback::from(move |()| copied.to_string()),
            "the fix",
            Holds::All,
        )),
        _ => head,
    };
    let inside = el("pre").class(class).copy(text);
    let inside = crate::ui::text::region(name, text.len()).el(inside);
    row(vec![
        head.node(),
        inside.attr("data-fix", class.into()).node(),
    ])
}
