//! The plain controls that everything on the page is built from.
//!
//! A control's value is written to the page when it is made and afterwards
//! only when the state holds another one, so that a caret never jumps; it is
//! read on its own input event alone.
//!
//! The callbacks that controls get capture nothing that changes, only what
//! they are for; so they take no part in the comparison of properties, and a
//! control is drawn again only when what it shows has changed.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::el::{El, component, el, row};
use super::hooks::{Effect, On, use_effects, use_flag};
pub use super::intent::Intent;
use super::line_ends::{self, Held};
use super::long_select::{LongSelect, MANY};
use super::text::LARGE;
use crate::browser::insert;
use crate::browser::value::{self, HUGE};
use signature::{DigestText, hmac};

/// A text area that grows with its text.
#[derive(Properties, Clone, PartialEq, Default)]
pub struct TextBoxProps {
    #[prop_or_default]
    pub value: Rc<str>,
    pub oninput: Intent<Rc<str>>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub field: Option<AttrValue>,
    #[prop_or_default]
    pub key_of: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    /// The accessible name, where no label element gives it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    /// Painted over; the text itself is untouched.
    #[prop_or_default]
    pub masked: bool,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Its text is painted in its place, with secrets covered: it is not reached by keyboard.
    #[prop_or_default]
    pub veiled: bool,
    /// Hidden from assistive technology.
    #[prop_or_default]
    pub unheard: bool,
    /// The keyboard that a touch screen offers.
    #[prop_or_default]
    pub inputmode: Option<&'static str>,
    #[prop_or_default]
    pub class: &'static str,
}

/// See [`TextBoxProps`].
#[component]
pub fn TextBox(props: &TextBoxProps) -> Html {
    let node = use_node_ref();
    let first = use_ref(|| Rc::clone(&props.value));
    let held = use_mut_ref(|| Held::new(Rc::clone(&first)));
    {
        let (node, held) = (node.clone(), Rc::clone(&held));
        let text = Rc::clone(&props.value);
        let on = On::Text(Some(Rc::clone(&text)));
        use_effects(vec![Effect::new(on, move || {
            let mut held = held.borrow_mut();
            if *held.text() != text {
                if let Some(element) = node.cast() {
                    value::set(&element, &text);
                }
                held.put(text);
            }
        })]);
    }
    let drawn = use_flag();
    let oninput = {
        let (emit, drawn) = (props.oninput.clone(), drawn.clone());
        Callback::from(move |event: InputEvent| {
            let before = held.borrow().text().len();
            let text = held.borrow_mut().edit(insert::edited(&event));
            if text.len() > HUGE && before <= HUGE {
                drawn.set(false);
                // Where it cannot be left undrawn, it takes its time.
                let _ = value::leave_undrawn(&event);
            }
            emit.emit(text);
        })
    };
    let huge = props.value.len() > LARGE;
    let undrawn = props.value.len() > HUGE && !*drawn;
    let note = line_ends::note(props);
    // Browsers that cannot size a field by its content go by its rows.
    let rows = props.value.split('\n').take(12).count().to_string();
    let mut class = String::from("text");
    for (name, has) in [
        ("masked", props.masked),
        ("huge", huge),
        ("undrawn", undrawn),
        (props.class, true),
    ] {
        if has && !name.is_empty() {
            class.push(' ');
            class.push_str(name);
        }
    }
    let area = El::textarea(AttrValue::from(Rc::<str>::clone(&first)))
        .node_ref(&node)
        .attr("class", class.into())
        .attr_if("id", props.id.clone())
        .attr_if("data-field", props.field.clone())
        .attr_if("data-key", props.key_of.clone())
        .attr_if("data-part", props.part.clone())
        .attr_if("aria-label", props.label.clone())
        .attr_if(
            "aria-describedby",
            line_ends::described(props, note.as_ref()),
        )
        .attr_if("aria-invalid", yes(props.invalid))
        .attr_if("aria-required", yes(props.required))
        .attr_if("placeholder", props.placeholder.clone())
        .attr_if("inputmode", props.inputmode.map(AttrValue::Static))
        .attr("rows", rows.into())
        .attr_if("tabindex", (undrawn || props.veiled).then_some("-1".into()))
        .attr_if("aria-hidden", yes(props.unheard))
        .is("autocomplete", "off")
        .is("autocapitalize", "off")
        .is("spellcheck", "false")
        .oninput(oninput);
    // A form of its own: after each keystroke Chromium's autofill reads all controls of the form,
    // and of a page's controls without one all together.
    el("form")
        .class(match undrawn || note.is_some() {
            true => "alone told",
            false => "alone",
        })
        .el(area)
        .maybe(undrawn.then(|| left_undrawn(&node, drawn)))
        .maybe(note)
        .node()
}

/// Says why a text box looks empty, and draws it if that is wanted.
fn left_undrawn(area: &NodeRef, drawn: UseStateHandle<bool>) -> El {
    let area = area.clone();
    let draw = Callback::from(move |_: MouseEvent| {
        drawn.set(true);
        if let Some(area) = area.cast::<HtmlElement>() {
            let _ = area.focus();
        }
    });
    let button = el("button")
        .is("type", "button")
        .class("quiet")
        .onclick(draw)
        .text("Draw it here");
    el("p")
        .class("help")
        .is("role", "status")
        .text("All of it is here, and too large to be drawn in a text box in good time. ")
        .el(button)
}

/// The value of an `aria-` attribute that is there only when it holds.
fn yes(holds: bool) -> Option<AttrValue> {
    holds.then_some(AttrValue::Static("true"))
}

/// See [`TextBoxProps`].
#[inline(never)]
pub fn text_box(props: TextBoxProps) -> Html {
    component::<TextBox>(props)
}

/// One entry of a select.
#[derive(Clone, PartialEq)]
pub struct Item {
    pub value: AttrValue,
    pub label: AttrValue,
    /// The heading it stands under; empty for none.
    pub group: &'static str,
}

impl Item {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Item {
        Item {
            value: value.into(),
            label: label.into(),
            group: "",
        }
    }

    /// An entry whose words are its value.
    pub fn plain(value: impl Into<AttrValue>) -> Item {
        let value = value.into();
        Item::new(value.clone(), value)
    }
}

/// A closed choice.
#[derive(Properties, Clone, PartialEq, Default)]
pub struct SelectProps {
    pub value: AttrValue,
    pub items: Vec<Item>,
    pub onchange: Intent<String>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub field: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub class: &'static str,
}

/// See [`SelectProps`]. A value that is not among the items is shown as one more.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    let shown = use_mut_ref(|| None::<AttrValue>);
    {
        let (node, shown) = (node.clone(), Rc::clone(&shown));
        // The items are a dependency too: replacing options makes a browser choose anew.
        let chosen = props.value.clone();
        let on = On::Choice(chosen.clone(), props.items.clone());
        use_effects(vec![Effect::new(on, move || {
            if let Some(element) = node.cast() {
                value::set(&element, &chosen);
            }
            *shown.borrow_mut() = Some(chosen);
        })]);
    }
    let emit = {
        let onchange = props.onchange.clone();
        // Browsers fire `input` and `change` for one choice; the second says nothing new.
        move |event: &Event| {
            let chosen = value::of(event);
            if shown.borrow().as_deref() != Some(chosen.as_str()) {
                *shown.borrow_mut() = Some(chosen.clone().into());
                onchange.emit(chosen);
            }
        }
    };
    let oninput = Callback::from({
        let emit = emit.clone();
        move |event: InputEvent| emit(&event)
    });
    let onchange = Callback::from(move |event: Event| emit(&event));
    let unknown = !props.items.iter().any(|item| item.value == props.value);
    let extra = unknown.then(|| {
        let words = [&*props.value, " (not documented)"].concat();
        option(&props.value, words.into(), true)
    });
    el("select")
        .node_ref(&node)
        .attr_if(
            "class",
            (!props.class.is_empty()).then_some(props.class.into()),
        )
        .attr_if("id", props.id.clone())
        .attr_if("data-field", props.field.clone())
        .attr_if("data-part", props.part.clone())
        .attr_if("aria-label", props.label.clone())
        .attr_if("aria-describedby", props.described.clone())
        .attr_if("aria-invalid", yes(props.invalid))
        .attr_if("aria-required", yes(props.required))
        .is("autocomplete", "off")
        .oninput(oninput)
        .onchange(onchange)
        .put(options(props))
        .maybe(extra)
        .node()
}

/// See [`SelectProps`].
#[inline(never)]
pub fn select(props: SelectProps) -> Html {
    match props.items.len() > MANY {
        true => component::<LongSelect>(props),
        false => component::<Select>(props),
    }
}

fn option(value: &AttrValue, words: AttrValue, selected: bool) -> El {
    el("option")
        .attr("value", value.clone())
        .flag("selected", selected)
        .words(words)
}

fn options(props: &SelectProps) -> Html {
    let option =
        |item: &Item| option(&item.value, item.label.clone(), item.value == props.value).node();
    let mut all = Vec::new();
    for items in props.items.chunk_by(|a, b| a.group == b.group) {
        let group = items.first().map_or("", |item| item.group);
        let items: Vec<Html> = items.iter().map(option).collect();
        all.push(match group {
            "" => row(items),
            group => el("optgroup").is("label", group).all(items).node(),
        });
    }
    row(all)
}

/// A switch with its words.
#[derive(Properties, Clone, PartialEq, Default)]
pub struct CheckProps {
    pub checked: bool,
    pub label: AttrValue,
    pub onchange: Intent<bool>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    /// The accessible name, where the label is shorter.
    #[prop_or_default]
    pub name: Option<AttrValue>,
}

/// See [`CheckProps`].
#[component]
pub fn Check(props: &CheckProps) -> Html {
    let onchange = {
        let emit = props.onchange.clone();
        Callback::from(move |event: Event| emit.emit(value::checked(&event)))
    };
    let input = El::checkbox(props.checked)
        .attr_if("data-part", props.part.clone())
        .attr_if("aria-label", props.name.clone())
        .is("autocomplete", "off")
        .onchange(onchange);
    el("label")
        .class("check")
        .el(input)
        .el(el("span").words(props.label.clone()))
        .node()
}

/// See [`CheckProps`].
#[inline(never)]
pub fn check(props: CheckProps) -> Html {
    component::<Check>(props)
}

/// An element id made of any text, unique for it and without white space.
pub fn id_of(prefix: &str, text: &str) -> AttrValue {
    let mut id = String::with_capacity(prefix.len() + text.len() + 1);
    id.push_str(prefix);
    id.push('-');
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else {
            id.push('_');
            let code = hmac::text(&u32::from(c).to_be_bytes(), DigestText::Hex);
            id.push_str(code.trim_start_matches('0'));
            id.push('_');
        }
    }
    AttrValue::from(id)
}
