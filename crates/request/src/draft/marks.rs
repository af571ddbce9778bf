//! A person's marks on fields that are secrets and fields that are not.
//!
//! They change the operation itself, so that all later steps (the value, the raw body's
//! spans, storage) only ask whether a control is secret. Values that the document itself
//! marks as secret stay secret.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::place::control_at;
use super::{Draft, Field, Root, Step};
use openapi::{Control, Kind, Operation};

/// Stores whether a field is a secret, unless that is its state without a mark.
pub(super) fn set(draft: &mut Draft, operation: &Operation, field: &Field, secret: bool) {
    let place = place(field);
    let control = control_at(draft, operation, field);
    let mut variables = operation.servers.iter().flat_map(|s| &s.variables);
    let without = control.is_some_and(|c| c.named_secret)
        || variables.any(|v| field.root == Root::Server(v.name.as_str().into()) && v.named_secret);
    draft.marks.remove(&place);
    if secret != without {
        draft.marks.insert(place, secret);
    }
}

/// The place that a mark is stored under: all items of a list, or entries of a map, share
/// one control. It has only names, as a place that was read from text.
fn place(field: &Field) -> Field {
    let mut field = field.clone();
    for step in &mut field.path {
        match step {
            Step::Index(_) => *step = Step::Name("0".into()),
            Step::Entry(_) => *step = Step::Name("@0".into()),
            Step::Name(_) => {}
        }
    }
    field
}

/// The operation with these marks applied.
pub fn marked(operation: &Operation, marks: &BTreeMap<Field, bool>) -> Operation {
    let mut next = operation.clone();
    for (field, secret) in marks {
        let media = next.body.iter_mut().flat_map(|body| &mut body.media);
        let bodies = media.filter_map(|media| media.control.as_mut());
        let bodies = bodies.map(|control| (Root::Body, control));
        let parameters = next.parameters.iter_mut();
        let parameters = parameters.map(|p| (p.place.root(&p.control.name), &mut p.control));
        let variables = next.servers.iter_mut().flat_map(|s| &mut s.variables);
        if let Root::Server(name) = &field.root {
            for variable in variables.filter(|v| v.name == **name) {
                variable.mark(*secret);
            }
        }
        for (root, control) in bodies.chain(parameters) {
            if root == field.root {
                mark(control, &field.path, *secret);
            }
        }
    }
    next
}

/// Follows a JSON Pointer to a control; controls off the way stay shared.
fn mark(control: &mut Rc<Control>, path: &[Step], secret: bool) {
    let mut at = Rc::make_mut(control);
    for step in path {
        let next = match (&at.kind, step) {
            (Kind::List | Kind::Map, _) => at.element.as_mut(),
            (_, Step::Name(name)) => at.members.iter_mut().find(|m| m.name == **name),
            _ => None,
        };
        let Some(next) = next else { return };
        at = Rc::make_mut(next);
    }
    if at.named_secret {
        at.secret = secret;
    } else if secret && at.can_be_marked() {
        at.set_secret(true);
        at.marked = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Edit, Node, apply, saved};
    use openapi::read;

    const DOCUMENT: &str = r#"{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"post":{
        "operationId":"a",
        "parameters":[{"name":"q/r","in":"query","schema":{"type":"string"}}],
        "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
            "plain":{"type":"string"},
            "kind":{"type":"string","examples":["a","b"]},
            "count":{"type":"integer"},
            "api_key":{"type":"string"},
            "list":{"type":"array","items":{"type":"string"}},
            "said":{"type":"string","format":"password"},
            "open_token":{"type":"string","x-signpost-secret":false}}}}}},
        "responses":{"200":{"description":"o"}}}}}}"#;

    fn member(name: &str) -> Field {
        Field::body().step(Step::Name(name.into()))
    }

    #[test]
    fn a_person_marks_secret_texts_and_the_documents_own_marks_win() {
        let api = read("t", DOCUMENT).expect("it reads");
        let documented = &api.operations[0];
        let list = |index| member("list").step(Step::Index(index));
        let says = [
            (member("plain"), true),
            (member("kind"), true),
            (member("count"), true),
            (member("api_key"), false),
            (member("said"), false),
            (member("open_token"), true),
            (list(3), true),
            (Field::read("query:q/r"), true),
        ];
        let mut draft = Draft::default();
        for (field, secret) in says {
            draft = apply(&draft, documented, &Edit::Mark(field, secret));
        }
        let operation = marked(documented, &draft.marks);
        let secret = |field: &Field| {
            let control = control_at(&draft, &operation, field);
            control.expect("a control").secret
        };
        for (field, is) in [
            (member("plain"), true),
            (member("kind"), true),
            (member("count"), false),
            (member("api_key"), false),
            (member("said"), true),
            (member("open_token"), true),
            (list(0), true),
            (Field::read("query:q/r"), true),
        ] {
            assert_eq!(secret(&field), is, "{field}");
        }
        // One item's mark applies to the whole list.
        draft = apply(&draft, &operation, &Edit::Mark(list(1), false));
        let again = marked(documented, &draft.marks);
        assert!(
            !control_at(&draft, &again, &list(0))
                .expect("a control")
                .secret
        );

        draft.roots.insert(
            "body:".into(),
            Node::Object(vec![("plain".into(), Node::Text("canary".into()))]),
        );
        let stored = saved::save(&draft, &again).text;
        assert!(!stored.contains("canary"), "{stored}");
        let loaded = saved::load(&stored, documented).expect("it loads");
        assert!(loaded.marks == draft.marks);
    }
}
