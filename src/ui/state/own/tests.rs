//! The person's own schemes, driven as the pages drive them.

use std::cell::RefCell;

use expect_test::expect;

use super::*;
use signature::presets;

/// A store that may refuse.
#[derive(Default)]
struct Store {
    text: RefCell<Option<String>>,
    refuses: RefCell<Option<Kept>>,
}

impl Store {
    fn changed(&self, own: &Own, change: impl FnOnce(&mut SavedSchemes)) -> Stored {
        let there = match &*self.text.borrow() {
            Some(text) => SavedSchemes::read(text).map(Some),
            None => Ok(None),
        };
        Stored::changed(own, there, change, |text| match &*self.refuses.borrow() {
            Some(kept) => Err(kept.clone()),
            None => {
                *self.text.borrow_mut() = Some(text.to_owned());
                Ok(())
            }
        })
    }

    fn save(&self, own: &Own, replace: bool) -> Own {
        let of = match own.saving(replace) {
            Ok(of) => of,
            Err(why) => return own.applied(why),
        };
        let mut id = Rc::from("");
        let editor = own.editor.clone();
        let stored = self.changed(own, |saved| {
            if let Some(editor) = &editor {
                id = saved.save(&editor.scheme, of.as_deref());
            }
        });
        own.applied(Change::Saved(stored, id))
    }

    fn delete(&self, own: &Own, id: &str) -> Own {
        let mut found = None;
        let stored = self.changed(own, |saved| found = saved.remove(id));
        let (scheme, at) = found.unwrap_or_default();
        let editor = own.editor.clone();
        own.applied(Change::Deleted(
            stored,
            Gone::Deleted { scheme, at, editor },
        ))
    }

    fn undo(&self, own: &Own) -> Own {
        let Some(Gone::Deleted { scheme, at, .. }) = own.gone.clone() else {
            return own.applied(Change::Reopen);
        };
        own.applied(Change::Restored(
            self.changed(own, |saved| saved.restore(scheme, at)),
        ))
    }
}

fn copy(own: &Own, id: &str) -> Own {
    let scheme = presets::find(id).unwrap_or_default();
    own.applied(Change::Copy(Rc::new(scheme)))
}

fn named(own: &Own, title: &str) -> Own {
    own.applied(Change::Edit(Edit::Title(title.into())))
}

fn titles(own: &Own) -> Vec<&str> {
    own.saved
        .schemes()
        .iter()
        .map(|s| s.title.as_str())
        .collect()
}

#[test]
fn a_scheme_is_copied_changed_saved_renamed_and_deleted_and_comes_back() {
    let store = Store::default();
    let own = copy(&Own::default(), "stripe");
    assert_eq!(
        own.in_force(None)
            .map(|s| (s.id.as_str(), s.title.as_str())),
        Some(("editor", "Stripe copy"))
    );
    let own = store.save(&named(&own, "Acme"), false);
    assert_eq!(
        (titles(&own), &*own.said),
        (vec!["Acme"], "“Acme” is saved")
    );
    assert!(own.editor.is_none());
    let own = own.applied(Change::Begin("own-acme".into()));
    let own = store.save(&named(&own, "Acme 2"), false);
    assert_eq!(titles(&own), ["Acme 2"]);
    assert_eq!(
        own.in_force(Some("own-acme")).map(|s| s.title.as_str()),
        Some("Acme 2")
    );
    let changing = named(&own.applied(Change::Begin("own-acme".into())), "Acme 3");
    let own = store.delete(&changing, "own-acme");
    assert_eq!((titles(&own).len(), &*own.said), (0, "“Acme 2” is deleted"));
    let own = store.undo(&own);
    assert_eq!(
        (titles(&own), &*own.said),
        (vec!["Acme 2"], "“Acme 2” is there again")
    );
    assert_eq!(
        own.editor.as_ref().map(|e| e.title.as_str()),
        Some("Acme 3"),
        "with what was changed"
    );
    let again = SavedSchemes::read(store.text.borrow().as_deref().unwrap_or_default());
    assert_eq!(again, Ok(own.saved));
}

#[test]
fn what_is_closed_without_saving_can_be_opened_again() {
    let own = copy(&Own::default(), "github").applied(Change::Close);
    assert_eq!(
        (&*own.said, &own.gone),
        ("Closed; nothing was changed", &None)
    );
    let own = named(&copy(&own, "github"), "Mine").applied(Change::Close);
    assert_eq!(&*own.said, "Closed without saving");
    assert_eq!(own.in_force(None), None);
    let own = own.applied(Change::Reopen);
    assert_eq!(own.editor.as_ref().map(|e| e.title.as_str()), Some("Mine"));
}

#[test]
fn a_scheme_is_begun_from_a_header_field() {
    let own = Own::default().applied(Change::New(Rc::new(signature::guessed("X-Acme", "?"))));
    let editor = own.editor.expect("it is open");
    assert_eq!(editor.errors(), 0);
    expect![[r#"
        {
          "title": "New scheme",
          "headers": {
            "X-Acme": "{signature}"
          }
        }"#]]
    .assert_eq(&editor.text);
}

#[test]
fn what_cannot_be_saved_is_said_and_stays() {
    let store = Store::default();
    let own = store.save(&named(&copy(&Own::default(), "github"), "Acme"), false);
    let mut said = Vec::new();
    let mut refused = |own: &Own| {
        let after = store.save(own, false);
        assert!(after.editor.is_some() && titles(&after) == ["Acme"]);
        said.push(after.said.to_string());
        after
    };
    let other = copy(&own, "stripe");
    refused(&named(&other, "GitHub"));
    refused(&named(&other, ""));
    refused(&other.applied(Change::Edit(Edit::Text("{".into()))));
    let unclosed = r#"{"title":"A","content":"{b","headers":{"X":"{signature}"}}"#;
    let unclosed = other.applied(Change::Edit(Edit::Text(unclosed.into())));
    refused(&named(&unclosed, ""));
    let taken = refused(&named(&other, "ACME"));
    expect![[r#"
        “GitHub” is the name of a scheme that everyone has: give this one another
        Correct the error below first
        Correct the error below first
        Correct the errors below first
        A scheme named “Acme” is saved already: give this one another name, or replace that one"#]]
    .assert_eq(&said.join("\n"));
    assert_eq!(taken.taken.as_deref(), Some("own-acme"));
    let replaced = store.save(&taken, true);
    assert_eq!(titles(&replaced), ["ACME"]);
    assert_eq!(
        replaced.saved.find("own-acme").map(|s| s.content.as_str()),
        Some("{timestamp}.{body}")
    );
    let typing = named(&taken, "ACME 2");
    assert_eq!(
        (typing.taken, &*typing.said),
        (None, ""),
        "the next keystroke takes the offer back"
    );
}

#[test]
fn a_store_that_refuses_loses_nothing() {
    let store = Store::default();
    *store.refuses.borrow_mut() = Some(Kept::Full);
    let own = store.save(&named(&copy(&Own::default(), "github"), "A"), false);
    assert_eq!((titles(&own), &own.kept), (vec!["A"], &Some(Kept::Full)));
    // Meanwhile another tab saves one, and there is room again.
    let other = Store::default();
    other.save(&named(&copy(&Own::default(), "stripe"), "B"), false);
    *store.text.borrow_mut() = other.text.take();
    *store.refuses.borrow_mut() = None;
    let own = store.save(&named(&copy(&own, "slack"), "C"), false);
    assert_eq!((titles(&own), &own.kept), (vec!["B", "A", "C"], &None));
    let read = SavedSchemes::read(store.text.borrow().as_deref().unwrap_or_default());
    assert_eq!(read.as_ref(), Ok(&own.saved));
    // What another tab deleted is gone here too.
    *store.text.borrow_mut() = None;
    let own = store.save(&named(&copy(&own, "slack"), "D"), false);
    assert_eq!(titles(&own), ["D"]);
}

#[test]
fn rubbish_in_the_store_is_not_written_over() {
    let store = Store::default();
    *store.text.borrow_mut() = Some("rubbish".to_owned());
    let own = store.save(&named(&copy(&Own::default(), "github"), "A"), false);
    assert_eq!((titles(&own), &own.kept), (vec!["A"], &Some(Kept::Damaged)));
    assert_eq!(store.text.borrow().as_deref(), Some("rubbish"));
    let here = Ok(Some(own.saved.clone()));
    let fresh = Stored::changed(
        &own,
        here,
        |_| (),
        |text| {
            *store.text.borrow_mut() = Some(text.to_owned());
            Ok(())
        },
    );
    let own = own.applied(Change::Afresh(fresh));
    assert_eq!(
        (titles(&own), &own.kept, &*own.said),
        (vec!["A"], &None, "What could not be read is discarded")
    );
    let read = SavedSchemes::read(store.text.borrow().as_deref().unwrap_or_default());
    assert_eq!(read.as_ref(), Ok(&own.saved));
    let odd = SavedSchemes::read(r#"{"version":1,"schemes":[1,2]}"#).unwrap_or_default();
    let begun = |saved| {
        Own::begun(Stored {
            saved,
            ..Stored::default()
        })
    };
    let said = [
        begun(odd),
        begun(SavedSchemes::read(r#"{"version":1,"schemes":[1]}"#).unwrap_or_default()),
    ];
    expect![[r#"
        2 saved schemes cannot be read. They stay in the browser as they are.
        One saved scheme cannot be read. It stays in the browser as it is."#]]
    .assert_eq(&said.map(|own| own.said.to_string()).join("\n"));
}

#[test]
fn a_message_stays_on_its_page_and_unread_schemes_are_said_on_all() {
    let own = Rc::new(copy(&Own::default(), "github").applied(Change::Close));
    let left = own.left();
    assert!(left.is_quiet());
    assert!(Rc::ptr_eq(&left, &left.left()));
    let edited = Rc::new(named(&copy(&left, "github"), "Mine"));
    assert!(edited.left().editor.is_some(), "the editor stays open");
    let gone = Rc::new(edited.applied(Change::Close)).left();
    assert_eq!((&*gone.said, &gone.gone), ("", &None));
    let text = r#"{"version": 1, "schemes": [{"id": "own-x", "kind": "unheard of"}]}"#;
    let saved = SavedSchemes::read(text).expect("it reads");
    let own = Rc::new(Own::begun(Stored {
        saved,
        ..Stored::default()
    }));
    let unread = "One saved scheme cannot be read. It stays in the browser as it is.";
    assert_eq!((&*own.said, &*own.left().said), (unread, unread));
}
