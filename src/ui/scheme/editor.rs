//! The scheme that is being changed: its name, its text, and how the request at hand fares with it.

use std::rc::Rc;

use yew::prelude::*;

use super::message::Message;
use super::text::SchemeText;
use super::{Acts, save, store};
use crate::browser::page;
use crate::ui::controls::TextBox;
use crate::ui::shared::Shared;
use crate::ui::state::Own;
use crate::ui::state::own::Change;
use signature::editor::{Edit, SchemeEditor};

/// See [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    pub own: Shared<Own>,
    pub editor: Shared<SchemeEditor>,
    pub acts: Acts,
    /// What the scheme makes of the request at hand.
    pub tried: Html,
}

/// The editor of a custom scheme.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let EditorProps {
        own,
        editor,
        acts,
        tried,
    } = props;
    use_effect_with((), |()| {
        // The button that began it is gone.
        if page::is_focus_lost() {
            page::focus("[data-part=\"scheme-title\"]");
        }
    });
    let rename = use_callback(acts.own.clone(), |title, own| {
        own.emit(Change::Edit(Edit::Title(title)))
    });
    let close = acts.own.reform(|_: MouseEvent| Change::Close);
    let saving = {
        let (own, acts) = (own.clone(), acts.clone());
        Callback::from(move |_: MouseEvent| save(&own, &acts, false))
    };
    let delete = editor.of.clone().map(|id| {
        let own = own.clone();
        acts.own
            .reform(move |_: MouseEvent| store::delete(&own, &id))
    });
    let (title, save_words) = match &editor.of {
        Some(_) => ("Edit scheme", "Save"),
        None => ("New custom scheme", "Save scheme"),
    };
    let errors = match editor.errors() {
        0 => None,
        1 => Some(
            "1 error. The last scheme without errors is tried until it is corrected.".to_owned(),
        ),
        n => Some(format!(
            "{n} errors. The last scheme without errors is tried until they are corrected."
        )),
    };
    html! {
        <section class="scheme-editor" data-part="scheme-editor" aria-label="Custom scheme">
            <div class="editor-head">
                <div class="editor-title">
                    <h3>{ title }</h3>
                    <button type="button" class="primary" data-part="scheme-save" onclick={saving}>
                        { save_words }
                    </button>
                    if let Some(onclick) = delete {
                        <button type="button" data-part="scheme-delete" {onclick}>{ "Delete" }</button>
                    }
                    <button type="button" data-part="scheme-close" onclick={close}>{ "Close" }</button>
                </div>
                <div data-part="scheme-tried">
                    { tried.clone() }
                    if let Some(errors) = errors {
                        <p class="help careful">{ errors }</p>
                    }
                </div>
                <Message own={own.clone()} acts={acts.clone()} />
            </div>
            // A text that does not read has no place to put a name into.
            <fieldset class="editor-name" disabled={!editor.is_object()}>
                <label for="scheme-title">{ "Name" }</label>
                <TextBox id="scheme-title" part="scheme-title" value={Rc::<str>::from(&*editor.title)} oninput={rename} />
            </fieldset>
            <SchemeText editor={editor.clone()} own={acts.own.clone()} />
        </section>
    }
}
