//! What the browser will do with the request, before it is sent.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page;
use crate::ui::controls::popover::Popover;
use crate::ui::inspector::block::{Block, CodeArea};
use crate::ui::inspector::copies::CopyText;
use crate::ui::veil::VeiledSentence;
use request::forecast::{self, Forecast, Sample, Weight};
use request::pipeline::Flow;

/// See [`BrowserNotes`].
#[derive(Properties, PartialEq)]
pub struct BrowserNotesProps {
    pub of: Rc<Flow>,
}

/// A chip with what the browser will change, ask or refuse, and the fields that it adds by itself.
#[component]
pub fn BrowserNotes(props: &BrowserNotesProps) -> Html {
    // The page's own address is known once it runs in a browser.
    let page = use_state(|| None);
    {
        let page = page.clone();
        use_effect_with((), move |()| page.set(Some(page::facts())));
    }
    let found = match &*page {
        Some(page) => forecast::forecast(&props.of.request, page),
        None => Vec::new(),
    };
    let probe = page
        .as_ref()
        .and_then(|page| forecast::probe(&props.of.request, page));
    let (class, long, short) = match found.iter().any(|note| note.weight == Weight::Stops) {
        true => ("error", "The browser will refuse", "!"),
        false => ("none", "Browser notes", "i"),
    };
    let button = html! {
        <><span class="long">{ long }</span><span class="short" aria-hidden="true"><span class="info-mark">{ short }</span></span></>
    };
    html! {
        <Popover id="browser-notes" part="browser-notes" class={classes!("chip", "notes-chip", class)} label={long} {button}>
            <div class="forecast" role="group" aria-label="What the browser will do">
                <ul class="plain">{ for found.iter().map(one) }</ul>
                if let Some(url) = probe {
                    <p data-part="probe-note">
                        { "If the browser withholds the reply, this page also sends " }<code>{ format!("HEAD {url}") }</code>
                        { ", without body, header fields and cookies, to narrow the causes down." }
                    </p>
                }
                <details>
                    <summary>{ "Header fields that the browser adds" }</summary>
                    <ul class="plain">
                        { for forecast::added_by_browser().iter().map(|(name, why)| html! {
                            <li><code>{ *name }</code>{ " " }{ *why }</li>
                        }) }
                    </ul>
                </details>
            </div>
        </Popover>
    }
}

fn one(forecast: &Forecast) -> Html {
    let word = match forecast.weight {
        Weight::Stops => "The browser will refuse this:",
        Weight::Changes => "The browser will change this:",
        Weight::Asks => "The browser will ask first:",
        Weight::Note => "Note:",
    };
    let key = format!(
        "{}{}",
        forecast.code,
        forecast.header.as_deref().unwrap_or_default()
    );
    html! {
        <li {key} class={forecast.code} data-forecast={forecast.code}>
            <p class="exact"><strong>{ word }</strong>{ " " }<VeiledSentence text={forecast.message.clone()} /></p>
            <p class="exact advice"><VeiledSentence text={forecast.advice.clone()} /></p>
            { for forecast.samples.iter().map(sample) }
        </li>
    }
}

/// A request or header fields, in a block that can be copied.
fn sample(sample: &Sample) -> Html {
    let text = AttrValue::from(sample.text.clone());
    html! {
        <Block label={sample.label} tools={html! { <CopyText text={text.clone()} what={sample.label} /> }}>
            <CodeArea label={sample.label} length={text.len()}><pre>{ text }</pre></CodeArea>
        </Block>
    }
}
