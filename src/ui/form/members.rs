//! The members of an object: those that are documented, then those that no field knows.

use std::rc::Rc;

use yew::prelude::*;

use super::fields::{Entry, FieldList};
use super::hints::Hints;
use super::items::{SHOWN, use_items};
use super::touch::use_touch;
use super::{FieldProps, FormField};
use crate::ui::shared::Shared;
use crate::ui::text::{LARGE, bytes_words};
use crate::ui::veil::{Veil, under, use_veil};
use openapi::secret_names;
use openapi::{Control, Kind, SchemaId};
use problem::{Field, Step};
use request::draft::Node;
use request::draft::place::is_secret;
use std::collections::HashSet;

/// See [`Members`].
#[derive(Properties, PartialEq)]
pub struct MembersProps {
    pub object: FieldProps,
    /// The row that holds back the optional ones, from how many they are.
    #[prop_or_default]
    pub more_row: Option<Callback<usize, Html>>,
    /// Whether these are shown.
    #[prop_or_default]
    pub more: bool,
}

/// The members of an object without anything around them.
#[component]
pub fn Members(props: &MembersProps) -> Html {
    let FieldProps {
        control,
        place,
        node,
        hints,
        ..
    } = &props.object;
    let filled = filled(node);
    let touch = use_touch();
    let concerned = hints.by_member(place);
    let none = Hints {
        show_all: hints.show_all,
        ..Hints::default()
    };
    let members = control.members.iter().enumerate();
    let entries: Vec<Entry> = members
        .filter_map(|(index, member)| {
            let name = member.name.as_str();
            let is_filled = filled.contains(name);
            let hints = concerned.get(name).unwrap_or(&none);
            let is_hidden = hints.hides(member, &place.member(name), !is_filled);
            (!is_hidden).then(|| Entry {
                index,
                control: member.into(),
                first: member.required
                    || is_filled
                    || !hints.problems.is_empty()
                    || member.secret && touch.is_restored(),
            })
        })
        .collect();
    let draw = {
        let object = props.object.clone();
        Callback::from(move |index: usize| {
            let member = object.control.members.get(index);
            let hints =
                |member: &Rc<Control>| concerned.get(&*member.name).unwrap_or(&none).clone();
            member.map_or_else(Html::default, |control| {
                member_field(&object, control, hints(control))
            })
        })
    };
    html! {
        <>
            <FieldList
                at={place.to_string()} {entries} {draw} more_row={props.more_row.clone()} more={props.more}
            />
            <UnknownMembers ..props.object.clone() />
        </>
    }
}

/// The field of a member.
fn member_field(object: &FieldProps, member: &Rc<Control>, hints: Hints) -> Html {
    let place = object.place.member(member.name.as_str());
    let key = place.to_string();
    let node = object.node.child(&Step::Name(member.name.as_str().into()));
    let props = FieldProps {
        control: member.into(),
        place,
        node: node.clone(),
        hints,
        name: member.name.clone().into(),
    };
    html! { <FormField {key} ..props /> }
}

/// The names of the members that are given.
fn filled(node: &Node) -> HashSet<&str> {
    match node {
        Node::Object(members) => {
            let given = members.iter().filter(|member| !member.1.is_absent());
            given.map(|member| &*member.0).collect()
        }
        _ => HashSet::new(),
    }
}

/// The given members that the documentation does not know.
#[component]
fn UnknownMembers(props: &FieldProps) -> Html {
    let FieldProps {
        control,
        place,
        node,
        hints,
        ..
    } = props;
    let members: &[(Rc<str>, Node)] = match node {
        Node::Object(members) => members,
        _ => &[],
    };
    let known = control.positions();
    let extra = members
        .iter()
        .filter(|(name, node)| !known.contains_key(&**name) && !node.is_absent());
    let count = extra.clone().count();
    let edits = use_items(place, place.clone(), count);
    let field = |(name, node): &(Rc<str>, Node)| {
        let place = props.place.step(Step::Name(Rc::clone(name)));
        let key = place.to_string();
        match node {
            Node::Literal(json) if json.len() > LARGE => html! {
                <p class="help" {key}>
                    <code>{ &**name }</code>
                    { format!(" holds {}. They are kept; edit them in the raw body.", bytes_words(json.len())) }
                </p>
            },
            _ => html! {
                <div class="unknown" {key}>
                    <Unknown
                        name={AttrValue::from(Rc::clone(name))} node={node.clone()} hints={hints.below(&place)}
                        place={place.clone()} schema={control.schema}
                    />
                    { edits.remove_button(&place, name, props.place.clone()) }
                </div>
            },
        }
    };
    html! {
        <>
            { for extra.take(SHOWN).map(field) }
            if count > SHOWN {
                <p class="help">
                    { format!("{} more undocumented members are kept. Edit them in the raw body.", count - SHOWN) }
                </p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct UnknownProps {
    name: AttrValue,
    place: Field,
    node: Node,
    hints: Hints,
    schema: SchemaId,
}

/// A member that the documentation does not know, as free JSON.
#[component]
fn Unknown(props: &UnknownProps) -> Html {
    let outer = use_veil();
    // Another media type may know it.
    let operation = outer.operation.as_deref();
    let secret = secret_names::is_secret(&props.name)
        || operation.is_some_and(|operation| is_secret(operation, &props.place));
    let schema = props.schema;
    let control = use_memo((props.name.clone(), secret), |(name, secret)| Control {
        secret: *secret,
        type_words: "JSON, not documented".to_owned(),
        ..undocumented(name, Kind::Json, schema)
    });
    let field = FieldProps {
        control: Shared(control),
        place: props.place.clone(),
        node: props.node.clone(),
        hints: props.hints.clone(),
        name: props.name.clone(),
    };
    // No schema says which members within are secrets: their names do.
    let veil = Veil {
        operation: None,
        ..outer
    };
    under(veil, html! { <FormField ..field /> })
}

/// A control for something that the document does not describe.
pub fn undocumented(name: &str, kind: Kind, schema: SchemaId) -> Control {
    Control {
        name: name.to_owned(),
        schema,
        kind,
        required: false,
        nullable: false,
        empty_text: false,
        description: String::new(),
        help: String::new(),
        type_words: String::new(),
        default: None,
        given: None,
        examples: Vec::new(),
        deprecated: false,
        read_only: false,
        secret: false,
        named_secret: false,
        marked: false,
        source: None,
        notices: Vec::new(),
        compose: None,
        members: Vec::new(),
        element: None,
    }
}
