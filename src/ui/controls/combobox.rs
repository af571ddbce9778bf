//! A choice with a search: an input, and below it the values that fit what is typed.
//!
//! The keys and the roles are those of the ARIA Authoring Practices Guide, "Combobox Pattern", with
//! a list box popup.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::select::Item;
use super::yes;
use crate::browser::{page, value};

/// Values that are drawn at once; more are found by typing.
const SHOWN: usize = 200;

/// See [`Combobox`].
#[derive(Properties, Clone, PartialEq)]
pub struct ComboboxProps {
    /// The element's id; those of its list are made of it.
    pub id: AttrValue,
    /// The chosen value, or the text where any text is allowed.
    pub value: AttrValue,
    pub items: Rc<[Item]>,
    /// Gets the value of the chosen item, or any text where that is allowed.
    pub onchange: Callback<String>,
    /// Whether any text is a value, and the items are suggestions.
    #[prop_or_default]
    pub free: bool,
    #[prop_or_default]
    pub field: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    /// The accessible name, where no label element gives it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
}

/// What is typed and not chosen yet, and which value the keys are at.
#[derive(Clone, Default, PartialEq)]
struct Search {
    is_open: bool,
    /// The text of the input, if it differs from the label of the chosen value.
    typed: Option<String>,
    active: Option<usize>,
}

/// An input with suggestions. Where the choice is closed, a value or a label that is typed in full is
/// chosen at once, and leaving the input brings back the label of what is chosen.
#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    let node = use_node_ref();
    let search = use_state_eq(Search::default);
    let chosen = props.items.iter().find(|item| item.value == props.value);
    let text = match (&search.typed, chosen) {
        (Some(typed), _) if !props.free => typed.clone(),
        // Where nothing is chosen, the placeholder says so.
        (None, Some(item)) if !props.free && !item.value.is_empty() => item.label.to_string(),
        (_, _) => props.value.to_string(),
    };
    {
        // An input's value is written only when it is another one, so that the caret stays.
        let node = node.clone();
        use_effect_with(text.clone(), move |text| {
            if let Some(input) = node.cast::<HtmlInputElement>()
                && input.value() != *text
            {
                input.set_value(text);
            }
        });
    }
    let needle = search
        .typed
        .as_deref()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let fits = |item: &&Item| {
        let has = |text: &AttrValue| text.to_lowercase().contains(&needle);
        needle.is_empty() || has(&item.label) || has(&item.value)
    };
    let found: Rc<[Item]> = match search.is_open {
        true => props
            .items
            .iter()
            .filter(fits)
            .take(SHOWN)
            .cloned()
            .collect(),
        false => Rc::default(),
    };
    let active = search.active.filter(|at| *at < found.len());
    let option_id = |at: usize| format!("{}-option-{at}", props.id);
    let choose = {
        let (search, onchange) = (search.clone(), props.onchange.clone());
        Callback::from(move |value: AttrValue| {
            search.set(Search::default());
            onchange.emit(value.to_string());
        })
    };
    let oninput = {
        let (search, props) = (search.clone(), props.clone());
        Callback::from(move |event: InputEvent| {
            let text = value::of(&event);
            let full = |item: &&Item| *item.value == *text || *item.label == *text;
            let chosen = props.items.iter().find(full);
            search.set(Search {
                is_open: true,
                typed: Some(text.clone()),
                active: None,
            });
            match chosen {
                _ if props.free => props.onchange.emit(text),
                Some(item) if item.value != props.value => {
                    props.onchange.emit(item.value.to_string());
                }
                _ => {}
            }
        })
    };
    let onkeydown = {
        let (search, found, choose) = (search.clone(), Rc::clone(&found), choose.clone());
        let free = props.free;
        Callback::from(move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            let moved = |active| Search {
                is_open: true,
                active,
                ..(*search).clone()
            };
            let next = match event.key().as_str() {
                "ArrowDown" if !search.is_open => moved(None),
                "ArrowDown" => moved(Some(active.map_or(0, |at| (at + 1).min(last)))),
                "ArrowUp" if search.is_open => {
                    moved(Some(active.map_or(last, |at| at.saturating_sub(1))))
                }
                "Enter" if search.is_open && !event.ctrl_key() => {
                    // Where the choice is closed, the only value that fits what is typed is meant.
                    let only = (!free && search.typed.is_some() && found.len() == 1).then_some(0);
                    let Some(item) = active.or(only).and_then(|at| found.get(at)) else {
                        return;
                    };
                    event.prevent_default();
                    choose.emit(item.value.clone());
                    return;
                }
                "Escape" if search.is_open => Search::default(),
                _ => return,
            };
            event.prevent_default();
            search.set(next);
        })
    };
    let list_id = format!("{}-list", props.id);
    {
        // The list may open below the end of what scrolls.
        let id = search.is_open.then(|| list_id.clone());
        use_effect_with(id, |id| {
            if let Some(id) = id {
                page::reveal(&format!("#{id}"));
            }
        });
    }
    {
        let id = active.map(option_id);
        use_effect_with(id, |id| {
            if let Some(id) = id {
                page::reveal(&format!("#{id}"));
            }
        });
    }
    let open = {
        let search = search.clone();
        Callback::from(move |_: MouseEvent| {
            search.set(Search {
                is_open: true,
                ..(*search).clone()
            });
        })
    };
    let onfocusout = {
        let search = search.clone();
        Callback::from(move |_: FocusEvent| search.set(Search::default()))
    };
    // A closed choice is searched from its first letter: its label is selected when it gets the focus.
    let onfocus = {
        let (node, free) = (node.clone(), props.free);
        Callback::from(move |_: FocusEvent| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| !free) {
                input.select();
            }
        })
    };
    let options = found.iter().enumerate().map(|(at, item)| {
        let (choose, value) = (choose.clone(), item.value.clone());
        // On press, not on click: the input keeps the focus.
        let onmousedown = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            choose.emit(value.clone());
        });
        let heads = !item.group.is_empty() && (at == 0 || found[at - 1].group != item.group);
        html! {
            <>
                if heads {
                    <li role="presentation" class="combobox-group">{ item.group }</li>
                }
                <li
                    id={option_id(at)} role="option" {onmousedown}
                    aria-selected={(item.value == props.value).to_string()}
                    class={classes!((active == Some(at)).then_some("active"))}
                    data-value={item.value.clone()}
                >
                    { &item.label }
                </li>
            </>
        }
    });
    html! {
        <div class="combobox">
            <input
                ref={node} type="text" role="combobox" autocomplete="off" spellcheck="false"
                id={props.id.clone()}
                data-field={props.field.clone()}
                data-part={props.part.clone()}
                data-value={props.value.clone()}
                aria-label={props.label.clone()}
                aria-describedby={props.described.clone()}
                aria-invalid={yes(props.invalid)}
                aria-required={yes(props.required)}
                aria-autocomplete="list"
                aria-expanded={search.is_open.to_string()}
                aria-controls={search.is_open.then(|| list_id.clone())}
                aria-activedescendant={active.map(option_id)}
                placeholder={props.placeholder.clone()}
                onclick={open} {oninput} {onkeydown} {onfocus} {onfocusout}
            />
            if search.is_open {
                <ul id={list_id} role="listbox" class="combobox-list" aria-label={props.label.clone()}>
                    { for options }
                    if found.is_empty() {
                        <li role="presentation" class="combobox-none">{ "No value fits" }</li>
                    }
                </ul>
            }
        </div>
    }
}
