//! Where the scheme puts its texts: header fields, members of the body, parameters of the URL.

use yew::prelude::*;

use super::form::part;
use crate::ui::el::{El, el};
use crate::ui::form::problem_list as problems;
use crate::ui::parts::{Item, SelectProps, TextBoxProps, id_of, select, text_box};
use signature::sketch::{Edit, Group, Row, Sketch};

/// All of it, with a button for one more.
pub fn view(sketch: &Sketch, act: &Callback<Edit>) -> Html {
    let rows = sketch.rows();
    let mut list = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        list.push(line(sketch, act, row, index + 1).node());
    }
    let add = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "scheme-add")
        .onclick(act.reform(|_: MouseEvent| Edit::AddRow))
        .text("Add a field");
    // What is wrong with all of them stands below, whichever it is about.
    let whole: Vec<_> = Group::ALL
        .into_iter()
        .flat_map(|group| sketch.problems(&["/", group.name()].concat()))
        .collect();
    el("div")
        .class("field")
        .el(el("div").class("field-head").el(el("span")
            .class("group-name")
            .is("id", "scheme-rows")
            .text("Where it goes")))
        .el(el("div")
            .class("field-body")
            .el(el("ul")
                .class("plain scheme-rows")
                .is("aria-labelledby", "scheme-rows")
                .all(list))
            .put(problems("scheme:/headers", &whole))
            .el(add))
        .node()
}

fn line(sketch: &Sketch, act: &Callback<Edit>, row: &Row, number: usize) -> El {
    let (group, index) = (row.group, row.index);
    let place = row.place();
    let key = part(&place);
    let found = sketch.problems(&place);
    let said = (!found.is_empty()).then(|| id_of("p", &key));
    let label = |what: &str| -> Option<AttrValue> {
        Some([what, " of field ", &number.to_string()].concat().into())
    };
    let mut items = Vec::new();
    for group in Group::ALL {
        items.push(Item::new(group.name(), group.title()));
    }
    let act_of_moving = act.clone();
    let onchange = Callback::from(move |name: String| {
        if let Some(to) = Group::from_name(&name) {
            act_of_moving.emit(Edit::MoveRow(group, index, to));
        }
    });
    let place_of = select(SelectProps {
        label: label("Place"),
        value: group.name().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    let name = text_box(TextBoxProps {
        part: Some([&*key, "/name"].concat().into()),
        label: label("Name"),
        value: row.name.as_str().into(),
        placeholder: Some(
            match group {
                Group::Members => "/signature",
                Group::Query => "signature",
                Group::Parts => "name",
                _ => "X-Signature",
            }
            .into(),
        ),
        invalid: !found.is_empty(),
        described: said.clone(),
        oninput: act
            .reform(move |text| Edit::NameRow(group, index, text))
            .into(),
        ..Default::default()
    });
    let value = text_box(TextBoxProps {
        part: Some([&*key, "/value"].concat().into()),
        label: label("Value"),
        value: row.value.as_str().into(),
        invalid: !found.is_empty(),
        described: said,
        oninput: act
            .reform(move |text| Edit::ValueRow(group, index, text))
            .into(),
        ..Default::default()
    });
    let remove = el("button")
        .is("type", "button")
        .class("quiet small")
        .attr(
            "aria-label",
            ["Remove field ", &number.to_string()].concat().into(),
        )
        .onclick(act.reform(move |_: MouseEvent| Edit::RemoveRow(group, index)))
        .text("Remove");
    el("li")
        .key(key.clone())
        .el(el("div").class("scheme-row").put(place_of).el(remove))
        .el(el("div").class("scheme-texts").put(name).put(value))
        .put(problems(&key, &found))
}
