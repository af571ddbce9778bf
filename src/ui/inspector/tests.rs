//! The tabs rendered to text: their parts, and that colour, folds and paint change no text.

use std::rc::Rc;

use yew::{BaseComponent, LocalServerRenderer, Reducible};

use super::json::{JsonView, JsonViewProps};
use super::*;
use crate::ui::state::{Loaded, Saved, Stamped, State};
use crate::ui::veil::{Veil, under};
use crate::ui::{prefs, route};
use ::json::Tree;
use ::json::write::{JsonStyle, layout};
use ::request::draft::Edit;
use ::request::preview;
use ::request::preview::secrets::known;
use signature::Moment;

fn rendered<C: BaseComponent>(props: C::Properties) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|e| panic!("{e}"));
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

/// The `textContent` of markup.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for (index, part) in html.split('<').enumerate() {
        let words = part.split_once('>').map_or("", |(_, words)| words);
        text.push_str(if index == 0 { part } else { words });
    }
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    escapes
        .iter()
        .fold(text, |text, (escape, c)| text.replace(escape, c))
}

/// The markup inside the first element with this part, up to its closing tag.
fn part<'a>(html: &'a str, name: &str, tag: &str) -> &'a str {
    let start = html
        .find(&format!("data-part=\"{name}\""))
        .unwrap_or_else(|| panic!("no part {name}: {html}"));
    let inside = &html[start..];
    let inside = &inside[inside.find('>').map_or(0, |at| at + 1)..];
    let (mut depth, mut at) = (1, 0);
    while depth > 0 {
        let open = inside[at..].find(&format!("<{tag}"));
        let close = inside[at..]
            .find(&format!("</{tag}>"))
            .unwrap_or_else(|| panic!("{name} has no end"));
        match open.filter(|open| *open < close) {
            Some(open) => (depth, at) = (depth + 1, at + open + 1),
            None => (depth, at) = (depth - 1, at + close + 1),
        }
    }
    &inside[..at - 1]
}

fn moment() -> Moment {
    Moment {
        unix_ms: 1_700_000_000_000,
        id: "msg_1".to_owned(),
        nonce: "0".repeat(32),
    }
}

fn matches(_: &str, _: &str) -> Option<bool> {
    Some(true)
}

/// KeyAuth's operation with its first example, or GenAuth's.
fn opened(id: &str, operation: &str) -> State {
    let text = match id {
        "keyauth" => include_str!("../../../static/catalog/keyauth.openapi.json"),
        _ => include_str!("../../../static/catalog/genauth.openapi.json"),
    };
    let api = openapi::read(id, text)
        .map(Rc::new)
        .unwrap_or_else(|e| panic!("{}", e.message));
    let operation = api
        .operations
        .iter()
        .find(|o| o.id == operation)
        .expect("it is there");
    let example = operation.examples.first().expect("an example").name.clone();
    let mut state = Rc::new(State::new(matches, route::read(""), prefs::read("")));
    let actions = [
        Action::Document(id.to_owned(), Loaded::Ready(Rc::clone(&api))),
        Action::Open(Rc::clone(&api), Rc::clone(operation), Saved::Nothing),
        Action::Edit(Edit::Example(example.into())),
        Action::Send,
    ];
    for action in actions {
        state = state.reduce(Stamped {
            action,
            moment: moment(),
        });
    }
    Rc::unwrap_or_clone(state)
}

#[derive(Properties, PartialEq)]
struct PageProps {
    open: Shared<Open>,
    tab: Tab,
}

/// The inspector as the page shows it.
#[component]
fn Page(props: &PageProps) -> Html {
    let open = props.open.clone();
    let veil = Veil {
        known: known(&open.flow.request, &open.bench.secrets, &open.flow.scheme).into(),
        reveal: false,
        operation: None,
        searched: None,
    };
    let prefs = Prefs {
        snippet: "http",
        ..prefs::read("")
    };
    under(
        veil,
        html! { <Inspector {open} {prefs} tab={props.tab} inspects=false /> },
    )
}

fn page(state: &State, tab: Tab) -> String {
    let open = Shared::from(state.open.as_ref().expect("an operation is open"));
    rendered::<Page>(PageProps { open, tab })
}

#[test]
fn the_message_is_exact_with_colours_fields_and_masks() {
    for (id, operation) in [("keyauth", "webhook"), ("genauth", "createWebhook")] {
        let state = opened(id, operation);
        let request = &state.open.as_ref().expect("it is open").flow.request;
        let body = request.body.as_ref().map_or(&[][..], |body| &body.bytes);
        let body = preview::text(body, 0..body.len());
        let head: String = preview::message(request)
            .head
            .iter()
            .map(|piece| &*piece.text)
            .collect();
        let html = page(&state, Tab::Request);
        assert_eq!(text_of(part(&html, "body", "pre")), body);
        assert_eq!(text_of(part(&html, "wire", "div")), head + &body);
        assert!(html.contains("data-span=\"body:/"), "{html}");
        for name in ["body-length", "body-sha256", "signature", "signed-text"] {
            assert!(html.contains(&format!("data-part=\"{name}\"")), "{name}");
        }
    }
}

#[test]
fn of_a_secret_parameter_the_name_stays_readable() {
    for (operation, field) in [
        ("webhook", "body:/sessionid"),
        ("webhookGet", "query:sessionid"),
    ] {
        let html = page(&opened("keyauth", operation), Tab::Request);
        let wire = part(&html, "wire", "div");
        let field = wire
            .find(&format!("data-span=\"{field}\""))
            .expect("the field is tied");
        let secret = field
            + wire[field..]
                .find("class=\"secret\"")
                .expect("its value is covered");
        let before = &wire[..wire[..secret].rfind('<').unwrap_or_default()];
        assert!(text_of(before).ends_with("sessionid="), "{wire}");
    }
}

#[test]
fn the_message_as_a_snippet_is_exact_with_colours() {
    for (id, operation) in [("keyauth", "webhook"), ("genauth", "createWebhook")] {
        let state = opened(id, operation);
        let request = &state.open.as_ref().expect("it is open").flow.request;
        let html = page(&state, Tab::Code);
        let shown = part(&html, "snippet", "pre");
        assert_eq!(
            text_of(shown),
            ::request::snippet::write("http", request, false).text
        );
        for token in ["token-word\">POST<", "token-key\">Host<"] {
            assert!(shown.contains(token), "{token}: {shown}");
        }
        let (_, body) = shown.split_once("\r\n\r\n").expect("a body");
        assert!(body.contains("token-key"), "{body}");
    }
}

#[test]
fn a_reply_has_all_its_parts_whichever_is_in_sight() {
    let state = opened("keyauth", "webhook");
    let html = page(&state, Tab::Reply);
    for name in [
        "outcome",
        "status",
        "reply-pretty",
        "reply-body",
        "reply-headers",
        "reply-verdict",
        "reply-signature",
    ] {
        assert!(html.contains(&format!("data-part=\"{name}\"")), "{name}");
    }
    let Outcome::Replied(reply, _) = &state.open.as_ref().expect("it is open").outcome else {
        panic!("no reply");
    };
    assert_eq!(
        text_of(part(&html, "reply-body", "pre")),
        String::from_utf8_lossy(&reply.body)
    );
}

#[test]
fn folding_changes_no_text() {
    let deep = ["[".repeat(80), "1".to_owned(), "]".repeat(80)].concat();
    let texts = [
        r#"{"a": [1, {"b": "{"}, [], {}], "c": {"d": [true, null]}, "e": "]"}"#,
        r#"[[1], [2, [3]], "<&é"]"#,
        "{}",
        &deep,
    ];
    for text in texts {
        let tree = Tree::read(text).unwrap_or_else(|e| panic!("{e:?}"));
        let text: Rc<str> = layout(tree.root(), JsonStyle::Indented).into();
        let html = rendered::<JsonView>(JsonViewProps {
            text: Rc::clone(&text),
        });
        assert_eq!(text_of(&html), *text);
        assert_eq!(
            html.matches("<details").count(),
            html.matches("</details>").count()
        );
        assert_eq!(html.contains("<details"), text.contains('\n'));
    }
}
