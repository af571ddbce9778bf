//! Saved schemes: their stored form, names and ids, and what is said when they are not kept.

use expect_test::expect;

use super::*;
use crate::Kind;

fn scheme(title: &str) -> Scheme {
    Scheme {
        title: title.to_owned(),
        ..presets::find("stripe").unwrap_or_default()
    }
}

fn ids(shelf: &Shelf) -> Vec<&str> {
    shelf.schemes().iter().map(|s| s.id.as_str()).collect()
}

#[test]
fn every_scheme_is_stored_and_read_as_it_was() {
    let mut shelf = Shelf::default();
    for preset in presets::known() {
        shelf.save(preset, None);
    }
    let read = Shelf::read(&shelf.text());
    assert_eq!(read.as_ref(), Ok(&shelf));
    for (saved, preset) in shelf.schemes().iter().zip(presets::known()) {
        let same = Scheme {
            id: preset.id.clone(),
            ..(**saved).clone()
        };
        assert_eq!(same, *preset);
    }
    let none = shelf.schemes().first();
    assert_eq!(none.map(|scheme| scheme.kind), Some(Kind::Nothing));
}

#[test]
fn an_id_is_made_of_the_first_name_and_stays() {
    let mut shelf = Shelf::default();
    let acme = shelf.save(&scheme(" Acme, Inc. "), None);
    shelf.save(&scheme("ACME inc"), None);
    shelf.save(&scheme("測試"), None);
    assert_eq!(
        ids(&shelf),
        ["own-acme-inc", "own-acme-inc-2", "own-scheme"]
    );
    assert_eq!(
        shelf.named("acme, INC.").map(|s| s.id.as_str()),
        Some("own-acme-inc")
    );
    shelf.save(&scheme("Renamed"), Some(&acme));
    assert_eq!(
        ids(&shelf),
        ["own-acme-inc", "own-acme-inc-2", "own-scheme"]
    );
    assert_eq!(shelf.find(&acme).map(|s| s.title.as_str()), Some("Renamed"));
    // One that was deleted meanwhile is saved anew.
    assert_eq!(&*shelf.save(&scheme("New"), Some("own-gone")), "own-new");
}

#[test]
fn what_was_deleted_comes_back_to_its_place() {
    let mut shelf = Shelf::default();
    for title in ["a", "b", "c"] {
        shelf.save(&scheme(title), None);
    }
    let (b, at) = shelf.remove("own-b").unwrap_or_default();
    assert_eq!((ids(&shelf), at), (vec!["own-a", "own-c"], 1));
    assert_eq!(shelf.remove("own-b"), None);
    shelf.restore(b.clone(), at);
    assert_eq!(ids(&shelf), ["own-a", "own-b", "own-c"]);
    shelf.restore(b, 99);
    assert_eq!(
        ids(&shelf),
        ["own-a", "own-c", "own-b"],
        "there once, wherever"
    );
}

#[test]
fn a_copy_has_a_name_that_nobody_has() {
    let mut shelf = Shelf::default();
    assert_eq!(shelf.free_title("Stripe copy"), "Stripe copy");
    shelf.save(&scheme("stripe COPY"), None);
    assert_eq!(shelf.free_title("Stripe copy"), "Stripe copy 2");
    assert_eq!(shelf.free_title("Stripe"), "Stripe 2");
    assert!(is_known(" STRIPE ") && !is_known("Acme"));
    assert_eq!(file_name("Acme & Söhne"), "acme-s-hne.scheme.json");
}

#[test]
fn rubbish_in_the_store_is_told_and_kept() {
    for text in [
        "",
        "null",
        "[]",
        "{",
        "{\"version\":1}",
        "{\"version\":1,\"schemes\":{}}",
        "{\"version\":-1,\"schemes\":[]}",
        "{\"version\":\"1\",\"schemes\":[]}",
    ] {
        assert_eq!(Shelf::read(text), Err(Kept::Damaged), "{text}");
    }
    assert_eq!(Shelf::read("{\"version\":7}"), Err(Kept::Newer(7)));
    let stored = r#"{"version":1,"schemes":[{"id":"own-a","title":"A","headers":{"X":"{signature}"}},{"id":"own-a","title":"twice"},{"id":"stripe","title":"not own"},{"id":"own-b","colour":1e5},7]}"#;
    let shelf = Shelf::read(stored).unwrap_or_default();
    assert_eq!((ids(&shelf), shelf.unread()), (vec!["own-a"], 4));
    assert_eq!(
        shelf.text(),
        stored,
        "an entry that does not read stays as it is"
    );
}

#[test]
fn what_storage_refuses_is_said() {
    let all = [Kept::Damaged, Kept::Newer(3), Kept::Forbidden, Kept::Full];
    let said: Vec<String> = all.iter().map(Kept::message).collect();
    expect![[r#"
        The saved schemes are damaged and cannot be read. They stay in the browser as they are, and what is saved now is kept in memory only, until this tab closes: copy its JSON to keep it
        The saved schemes are of version 3, and this page knows versions up to 1. They stay in the browser as they are, and what is saved now is kept in memory only: reload the page to get the newer one
        The browser does not let this page store anything: the scheme is kept in memory only, until this tab closes. Copy its JSON to keep it
        The browser has no room to store this scheme: it is kept in memory only, until this tab closes. Copy its JSON to keep it, or delete a scheme"#]].assert_eq(&said.join("\n"));
}

/// Whatever another program or an older page left there: no panic, and nothing of it is lost.
#[test]
fn any_store_is_read_or_told_and_written_back_as_it_was() {
    let mut seed = 11_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let mut full = Shelf::default();
    for preset in presets::known().iter().take(6) {
        full.save(preset, None);
    }
    let whole: Vec<char> = full.text().chars().collect();
    let bits = [
        "{", "}", "[", "]", ",", "\"", "null", "own-", "9", "\\u0000", "é",
    ];
    let (mut read, mut told) = (0, 0);
    for _ in 0..400 {
        let mut text = whole.clone();
        let at = random(text.len());
        let end = (at + random(9)).min(text.len());
        text.splice(at..end, bits[random(bits.len())].chars());
        let text: String = text.into_iter().collect();
        match Shelf::read(&text) {
            Ok(shelf) => {
                read += 1;
                assert_eq!(Shelf::read(&shelf.text()), Ok(shelf));
            }
            Err(_) => told += 1,
        }
    }
    assert!(read > 20 && told > 20, "{read} read, {told} told");
}
