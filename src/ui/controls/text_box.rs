//! A text area that grows with its text.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::line_ends::{self, Held};
use super::yes;
use crate::browser::insert;
use crate::browser::value::{self, HUGE, LARGE};

/// See [`TextBox`].
#[derive(Properties, Clone, PartialEq, Default)]
pub struct TextBoxProps {
    #[prop_or_default]
    pub value: Rc<str>,
    #[prop_or_default]
    pub oninput: Callback<Rc<str>>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// The `data-field`: the field whose value it holds.
    #[prop_or_default]
    pub field: Option<AttrValue>,
    /// The `data-key`: the entry of a map whose name it holds.
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

/// A text area, with the text as the state holds it: also what the browser would change is kept.
#[component]
pub fn TextBox(props: &TextBoxProps) -> Html {
    let node = use_node_ref();
    let first = use_ref(|| Rc::clone(&props.value));
    let held = use_mut_ref(|| Held::new(Rc::clone(&first)));
    {
        let (node, held) = (node.clone(), Rc::clone(&held));
        use_effect_with(Rc::clone(&props.value), move |text| {
            let mut held = held.borrow_mut();
            if *held.text() != *text {
                if let Some(element) = node.cast() {
                    value::set(&element, text);
                }
                held.put(Rc::clone(text));
            }
        });
    }
    let drawn = use_state_eq(|| false);
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
    let undrawn = props.value.len() > HUGE && !*drawn;
    let note = line_ends::kept(&props.value);
    let note_id = note
        .is_some()
        .then(|| props.id.as_deref().map(line_ends::note_id))
        .flatten();
    let described = match (&props.described, &note_id) {
        (Some(own), Some(note)) => Some(AttrValue::from(format!("{own} {note}"))),
        (own, note) => own.as_ref().or(note.as_ref()).cloned(),
    };
    // Browsers that cannot size a text area by its content use its rows.
    let rows = props.value.split('\n').take(12).count().to_string();
    let class = classes!(
        "text",
        props.masked.then_some("masked"),
        (props.value.len() > LARGE).then_some("huge"),
        undrawn.then_some("undrawn"),
        props.class,
    );
    let initial: Rc<str> = (*first).clone();
    let wide = undrawn || note.is_some();
    // A form around each: after each keystroke Chromium's autofill reads all controls of the form, and
    // those of the page that have none all together.
    html! {
        <form class={classes!("alone", wide.then_some("noted"))}>
            <textarea
                ref={node.clone()} {class} defaultvalue={AttrValue::from(initial)} {oninput} {rows}
                id={props.id.clone()}
                data-field={props.field.clone()}
                data-key={props.key_of.clone()}
                data-part={props.part.clone()}
                aria-label={props.label.clone()}
                aria-describedby={described}
                aria-invalid={yes(props.invalid)}
                aria-required={yes(props.required)}
                aria-hidden={yes(props.unheard)}
                placeholder={props.placeholder.clone()}
                inputmode={props.inputmode}
                tabindex={(undrawn || props.veiled).then_some("-1")}
                autocomplete="off" autocapitalize="off" spellcheck="false"
            />
            if undrawn {
                { undrawn_note(node, drawn) }
            }
            if let Some(kept) = note {
                { kept_line_ends(note_id, kept, props) }
            }
        </form>
    }
}

/// Says why a text box looks empty, and draws its text if that is wanted.
fn undrawn_note(area: NodeRef, drawn: UseStateHandle<bool>) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| {
        drawn.set(true);
        if let Some(area) = area.cast::<HtmlElement>() {
            // An element that cannot take the focus leaves it where it is.
            let _ = area.focus();
        }
    });
    html! {
        <p class="help" role="status">
            { "All of it is here. It is too large to be drawn in a text box quickly. " }
            <button type="button" class="quiet" {onclick}>{ "Draw it here" }</button>
        </p>
    }
}

/// Says which line ends a text box keeps without showing them, and changes them when asked.
fn kept_line_ends(id: Option<AttrValue>, kept: AttrValue, props: &TextBoxProps) -> Html {
    let onclick = {
        let (text, oninput) = (Rc::clone(&props.value), props.oninput.clone());
        Callback::from(move |_: MouseEvent| oninput.emit(line_ends::shown(&text).into()))
    };
    html! {
        <p class="help" role="status" data-line-ends="kept" {id}>
            { kept }{ ". A text box shows them as LF; this text keeps them. " }
            <button type="button" class="quiet small" {onclick}>{ "Change them to LF" }</button>
        </p>
    }
}
