//! The remedies of a mismatch, in the code of a framework.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::fixes::{self, Entry, Fixes, Framework};
use crate::browser::fetch;
use crate::ui::controls::{CopyButton, Holds, Item, Select};
use crate::ui::prose;
use crate::ui::text::is_long;
use diagnosis::Remedy;

/// See [`Remedies`].
#[derive(Properties, PartialEq)]
pub struct RemediesProps {
    pub all: Rc<[Remedy]>,
}

/// The usual mistake behind the cause and its fix, for the framework that is chosen.
#[component]
pub fn Remedies(props: &RemediesProps) -> Html {
    let fixes = use_state(|| None::<Rc<Result<Fixes, String>>>);
    let framework = use_state_eq(String::new);
    {
        let fixes = fixes.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                fixes.set(Some(Rc::new(fetch::data(fixes::ADDRESS).await)));
            });
        });
    }
    let known = match fixes.as_deref() {
        None => return Html::default(),
        Some(Err(why)) => {
            return html! {
                <p class="notice" role="alert">
                    { format!("The fixes by framework could not be loaded: {why}. Reload the page to try again.") }
                </p>
            };
        }
        Some(Ok(known)) => known,
    };
    let chosen = known.frameworks.iter().find(|known| known.id == *framework);
    let Some(chosen) = chosen.or(known.frameworks.first()) else {
        return Html::default();
    };
    let item = |known: &Framework| {
        Item::new(
            known.id.clone(),
            format!("{} ({})", known.name, known.language),
        )
    };
    let items: Vec<Item> = known.frameworks.iter().map(item).collect();
    let onchange = Callback::from(move |id: String| framework.set(id));
    let remedy = |one: &Remedy| Some(remedy(one, known.causes.get(&one.id)?, chosen));
    html! {
        <section class="remedies" aria-label="Fix">
            <div class="pane-head">
                <h3>{ "Usual mistake and fix" }</h3>
                <Select part="verify-framework" label="Framework" value={chosen.id.clone()} {items} {onchange} />
            </div>
            <div data-part="verify-fix">{ for props.all.iter().filter_map(remedy) }</div>
        </section>
    }
}

fn remedy(one: &Remedy, entry: &Entry, framework: &Framework) -> Html {
    let word = |name: &str| framework.words.get(name).cloned().unwrap_or_default();
    let filled = |text: &str| one.fill(text, word);
    html! {
        <div class="remedy">
            <h4>{ &entry.title }</h4>
            <div class="help">{ prose::blocks(&filled(&entry.about)) }</div>
            if let Some(fix) = entry.fixes.get(&framework.id) {
                <Code id="usual" label="Usual mistake" code={filled(&fix.usual)} />
                <Code id="fix" label="Fix" code={filled(&fix.fix)} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CodeProps {
    id: &'static str,
    label: &'static str,
    code: AttrValue,
}

#[component]
fn Code(props: &CodeProps) -> Html {
    let text = use_callback(props.code.clone(), |(), code| code.to_string());
    let long = is_long(props.code.len()).then_some("long");
    html! {
        <>
            <div class="pane-head">
                <span class="label">{ props.label }</span>
                if props.id == "fix" {
                    <CopyButton {text} what="the fix" holds={Holds::All} />
                }
            </div>
            <div class={classes!("code", long)} tabindex="0" role="region" aria-label={props.label} data-fix={props.id}>
                <pre class={props.id}>{ &props.code }</pre>
            </div>
        </>
    }
}
