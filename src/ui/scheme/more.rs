//! What few schemes need: what is said of it, how its secret is called, further inputs, and marks.

use yew::prelude::*;

use super::form::{part, text};
use crate::ui::el::{El, el};
use crate::ui::form::PlainProps;
use crate::ui::parts::{CheckProps, check};
use crate::ui::workbench::pieces::plain;
use json::Value;
use signature::sketch::{Edit, Sketch};

/// All of it, closed until it is asked for.
pub fn view(sketch: &Sketch, act: &Callback<Edit>) -> Html {
    let inputs = sketch.inputs();
    let mut all = Vec::new();
    for (index, value) in inputs.iter().enumerate() {
        all.push(input(sketch, act, index, value).node());
    }
    let add = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "scheme-add-input")
        .onclick(act.reform(|_: MouseEvent| Edit::AddInput))
        .text("Add an input");
    let within = [
        "/description",
        "/key/label",
        "/key/help",
        "/stamp",
        "/newer",
        "/marks",
        "/inputs",
    ];
    let inside = |place: &str| within.iter().any(|within| place.starts_with(within));
    let wrong = sketch.faults.iter().any(|fault| inside(&fault.place));
    el("details")
        .class("more-of-scheme")
        .flag("open", wrong)
        .el(el("summary").text("Description, further inputs, marks"))
        .put(text(sketch, act, "/description", "Description", "What it proves and where it is specified; CommonMark"))
        .put(text(sketch, act, "/key/label", "Secret’s name", "What the sender calls it: `Signing secret`"))
        .put(text(sketch, act, "/key/help", "Secret’s help", "Where it is found"))
        .put(text(sketch, act, "/stamp", "Time in the body", "The member that says when it was sent, where no header field does: `/created`"))
        .put(text(sketch, act, "/newer", "Newer scheme", "The id of the scheme whose deliveries bear this signature too"))
        .put(marks(sketch, act))
        .el(el("div")
            .class("field")
            .el(el("div").class("field-head").el(el("span").class("group-name").text("Inputs")))
            .el(el("div")
                .class("field-body")
                .el(el("p").class("help").text(
                    "What is asked for beside the secret; templates name it in braces. Its value is never saved.",
                ))
                .el(el("ul").class("plain scheme-rows").all(all))
                .el(add)))
        .node()
}

fn marks(sketch: &Sketch, act: &Callback<Edit>) -> Html {
    let part = part("/marks");
    let mut problems = sketch.problems("/marks");
    for index in 0..sketch.marks().split('\n').count() {
        problems.extend(sketch.problems(&["/marks/", &index.to_string()].concat()));
    }
    let props = PlainProps {
        part: Some(part.clone()),
        name: "Also known by".into(),
        value: sketch.marks().into(),
        problems,
        help: "Header fields and body members (`/event`) that come with it, one a line".into(),
        oninput: act.reform(Edit::Marks).into(),
        ..Default::default()
    };
    plain(part, props)
}

fn input(sketch: &Sketch, act: &Callback<Edit>, index: usize, value: &Value) -> El {
    let number = (index + 1).to_string();
    let field = |name: &'static str, words: &'static str| {
        let place = ["/inputs/", &index.to_string(), "/", name].concat();
        let part = part(&place);
        let shown = value.get(name).map(|value| match value {
            Value::String(text) => text.clone(),
            value => value.text(),
        });
        let props = PlainProps {
            part: Some(part.clone()),
            name: words.into(),
            value: shown.unwrap_or_default().into(),
            problems: sketch.problems(&place),
            oninput: act
                .reform(move |text| Edit::Input(index, name, text))
                .into(),
            ..Default::default()
        };
        plain(part, props)
    };
    let flag = |name: &'static str, words: &'static str, usual: bool| {
        let checked = value.get(name).and_then(Value::as_bool).unwrap_or(usual);
        check(CheckProps {
            checked,
            label: words.into(),
            part: Some(part(&["/inputs/", &index.to_string(), "/", name].concat())),
            onchange: act.reform(move |flag| Edit::Flag(index, name, flag)).into(),
            ..Default::default()
        })
    };
    let remove = el("button")
        .is("type", "button")
        .class("quiet small")
        .attr("aria-label", ["Remove input ", &number].concat().into())
        .onclick(act.reform(move |_: MouseEvent| Edit::RemoveInput(index)))
        .text("Remove");
    el("li")
        .key(["input-", &number].concat().into())
        .el(el("div")
            .class("scheme-row")
            .el(el("span")
                .class("type")
                .words(["Input ", &number].concat().into()))
            .el(remove))
        .put(field("name", "Name"))
        .put(field("label", "Label"))
        .put(field("help", "Help"))
        .put(field("default", "Default"))
        .put(field("without", "Without it"))
        .el(el("div")
            .class("line")
            .put(flag("secret", "Secret", true))
            .put(flag("taken", "Read from the message", false)))
}
