//! Schemes through form and text and back, and what is said of each fault.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;
use crate::sign::{Kind, presets};

fn sketch(id: &str) -> Sketch {
    let scheme = presets::find(id).unwrap_or_default();
    Sketch::copy(&scheme, scheme.title.clone())
}

fn typed(text: &str) -> Sketch {
    sketch("github").edited(Edit::Text(text.into()))
}

/// What is wrong, one a line.
fn faults(sketch: &Sketch) -> String {
    let mut out = String::new();
    for fault in sketch.broken.iter().chain(sketch.faults.iter()) {
        let (line, column, place) = (fault.line, fault.column, &fault.place);
        let severity = fault.problem.severity.word();
        let message = &fault.problem.message;
        let _ = writeln!(out, "{line}:{column} {place} ({severity}) {message}");
    }
    out
}

#[track_caller]
fn says(text: &str, expected: Expect) {
    expected.assert_eq(&faults(&typed(text)));
}

/// The scheme of a sketch under the id of the one that it was made of.
fn scheme(sketch: &Sketch, id: &str) -> Scheme {
    Scheme {
        id: id.to_owned(),
        ..(*sketch.scheme).clone()
    }
}

#[test]
fn every_scheme_comes_back_from_its_text_as_it_was() {
    let mut odd = String::new();
    for preset in presets::known() {
        let sketch = Sketch::copy(preset, preset.title.clone());
        assert!(sketch.is_sound(), "{}:\n{}", preset.id, faults(&sketch));
        assert!(!sketch.is_changed());
        assert_eq!(scheme(&sketch, &preset.id), *preset);
        let again = sketch.edited(Edit::Text(sketch.text.clone()));
        assert_eq!(again, sketch);
        for fault in sketch.faults.iter() {
            let _ = writeln!(odd, "{}: {}", preset.title, fault.problem.message);
        }
    }
    expect![[r#"
        Mailgun: Nothing of the body is signed: a receiver cannot tell whether it was changed
    "#]].assert_eq(&odd);
}

#[test]
fn every_scheme_comes_back_from_the_form() {
    for preset in presets::known() {
        let mut form = typed(r#"{"title":"","kind":"none"}"#);
        let of = sketch(&preset.id);
        for place in [
            "/title", "/description", "/kind", "/algorithm", "/digest", "/key/label", "/key/help",
            "/key/encoding", "/key/prefix", "/key/template", "/content", "/json", "/list", "/unit",
        ] {
            form = form.edited(Edit::Set(place, of.value(place).into()));
        }
        for (index, row) in of.rows().into_iter().enumerate() {
            form = form.edited(Edit::AddRow);
            let last = form.rows().into_iter().filter(|r| r.group == Group::Headers).count() - 1;
            form = form.edited(Edit::NameRow(Group::Headers, last, row.name.clone().into()));
            form = form.edited(Edit::ValueRow(Group::Headers, last, row.value.clone().into()));
            form = form.edited(Edit::MoveRow(Group::Headers, last, row.group));
            assert_eq!(form.rows().get(index), Some(&row), "{}", preset.id);
        }
        for (index, input) in of.inputs().iter().enumerate() {
            form = form.edited(Edit::AddInput);
            for name in ["name", "label", "help", "default", "without"] {
                let text = input.get(name).and_then(json::Value::as_str).unwrap_or_default();
                form = form.edited(Edit::Input(index, name, text.into()));
            }
            for name in ["secret", "taken"] {
                let flag = input.get(name).and_then(json::Value::as_bool) == Some(true);
                form = form.edited(Edit::Flag(index, name, flag));
            }
        }
        form = form.edited(Edit::Marks(of.marks().into()));
        form = form.edited(Edit::Clock(of.clocked()));
        if let Some(tolerance) = preset.tolerance {
            form = form.edited(Edit::Seconds(tolerance.seconds.to_string().into()));
        }
        assert_eq!(scheme(&form, &preset.id), *preset, "{}", faults(&form));
        assert_eq!(form.text, of.text);
    }
}
