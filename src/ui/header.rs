//! The header: the name, the pages, and the theme.

use yew::prelude::*;

use super::act::use_act;
use super::controls::{Item, Select};
use super::route::Page;
use super::state::{Action, Dialog, Pref, Prefs};

/// See [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    pub prefs: Prefs,
    /// The page that is shown in place of the workbench.
    pub page: Option<Page>,
    /// The hash of the operation that was open last.
    pub build: AttrValue,
}

/// One row above every page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let act = use_act();
    let navigate = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Navigate(true)))
    };
    let search = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Dialog(Some(Dialog::Palette))))
    };
    let link = |page: Option<Page>, hash: AttrValue, label: &'static str| {
        let current = (props.page == page).then_some("page");
        html! { <a href={hash} aria-current={current}>{ label }</a> }
    };
    html! {
        <header class="top">
            <a class="brand" href="#/">{ "Signpost" }</a>
            if props.page.is_none() {
                <button type="button" class="nav-button" data-part="navigate" onclick={navigate}>{ "APIs" }</button>
            }
            <nav class="pages" aria-label="Pages">
                { link(None, props.build.clone(), "Build") }
                { link(Some(Page::Verify), "#/verify".into(), "Verify") }
                { link(Some(Page::Handshakes), "#/handshakes".into(), "Handshakes") }
                { link(Some(Page::Proof), "#/proof".into(), "Proof") }
            </nav>
            <button
                type="button" class="search-button" data-part="search"
                aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onclick={search}
            >
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <circle cx="7" cy="7" r="4.5" />
                    <path d="m10.5 10.5 3.5 3.5" />
                </svg>
                <span>{ "Search" }</span>
                <kbd aria-hidden="true">{ "Ctrl K" }</kbd>
            </button>
            <Theme theme={props.prefs.theme} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct ThemeProps {
    theme: Option<&'static str>,
}

#[component]
fn Theme(props: &ThemeProps) -> Html {
    let act = use_act();
    let onchange = use_callback(act, |chosen: String, act| {
        let theme = ["light", "dark"].into_iter().find(|theme| *theme == chosen);
        act.emit(Action::Pref(Pref::Theme(theme)));
    });
    let items = vec![
        Item::new("", "System theme"),
        Item::new("light", "Light"),
        Item::new("dark", "Dark"),
    ];
    html! {
        <Select class="theme" label="Theme" part="theme" value={props.theme.unwrap_or("")} {items} {onchange} />
    }
}
