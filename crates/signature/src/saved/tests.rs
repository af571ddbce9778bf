//! Saved schemes: their stored form, names and ids, and the messages if they are not kept.

use expect_test::expect;

use super::*;
use crate::Kind;

fn scheme(title: &str) -> Scheme {
    Scheme {
        title: title.to_owned(),
        ..presets::find("stripe").unwrap_or_default()
    }
}

fn ids(saved: &SavedSchemes) -> Vec<&str> {
    saved.schemes().iter().map(|s| s.id.as_str()).collect()
}

#[test]
fn every_scheme_is_stored_and_read_as_it_was() {
    let mut saved = SavedSchemes::default();
    for preset in presets::known() {
        saved.save(preset, None);
    }
    let read = SavedSchemes::read(&saved.text());
    assert_eq!(read.as_ref(), Ok(&saved));
    for (saved, preset) in saved.schemes().iter().zip(presets::known()) {
        let same = Scheme {
            id: preset.id.clone(),
            ..(**saved).clone()
        };
        assert_eq!(same, *preset);
    }
    let none = saved.schemes().first();
    assert_eq!(none.map(|scheme| scheme.kind), Some(Kind::Nothing));
}

#[test]
fn an_id_is_made_of_the_first_name_and_stays() {
    let mut saved = SavedSchemes::default();
    let acme = saved.save(&scheme(" Acme, Inc. "), None);
    saved.save(&scheme("ACME inc"), None);
    saved.save(&scheme("測試"), None);
    assert_eq!(
        ids(&saved),
        ["own-acme-inc", "own-acme-inc-2", "own-scheme"]
    );
    assert_eq!(
        saved.named("acme, INC.").map(|s| s.id.as_str()),
        Some("own-acme-inc")
    );
    saved.save(&scheme("Renamed"), Some(&acme));
    assert_eq!(
        ids(&saved),
        ["own-acme-inc", "own-acme-inc-2", "own-scheme"]
    );
    assert_eq!(saved.find(&acme).map(|s| s.title.as_str()), Some("Renamed"));
    // A scheme that was deleted meanwhile is saved as a new one.
    assert_eq!(&*saved.save(&scheme("New"), Some("own-gone")), "own-new");
}

#[test]
fn what_was_deleted_comes_back_to_its_place() {
    let mut saved = SavedSchemes::default();
    for title in ["a", "b", "c"] {
        saved.save(&scheme(title), None);
    }
    let (b, at) = saved.remove("own-b").unwrap_or_default();
    assert_eq!((ids(&saved), at), (vec!["own-a", "own-c"], 1));
    assert_eq!(saved.remove("own-b"), None);
    saved.restore(b.clone(), at);
    assert_eq!(ids(&saved), ["own-a", "own-b", "own-c"]);
    saved.restore(b, 99);
    assert_eq!(
        ids(&saved),
        ["own-a", "own-c", "own-b"],
        "there once, wherever"
    );
}

#[test]
fn a_copy_has_a_name_that_nobody_has() {
    let mut saved = SavedSchemes::default();
    assert_eq!(saved.free_title("Stripe copy"), "Stripe copy");
    saved.save(&scheme("stripe COPY"), None);
    assert_eq!(saved.free_title("Stripe copy"), "Stripe copy 2");
    assert_eq!(saved.free_title("Stripe"), "Stripe 2");
    assert!(is_known(" STRIPE ") && !is_known("Acme"));
    assert_eq!(file_name("Acme & Söhne"), "acme-s-hne.scheme.json");
}

#[test]
fn rubbish_in_the_store_is_reported_and_kept() {
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
        assert_eq!(SavedSchemes::read(text), Err(Kept::Damaged), "{text}");
    }
    assert_eq!(SavedSchemes::read("{\"version\":7}"), Err(Kept::Newer(7)));
    let stored = r#"{"version":1,"schemes":[{"id":"own-a","title":"A","headers":{"X":"{signature}"}},{"id":"own-a","title":"twice"},{"id":"stripe","title":"not own"},{"id":"own-b","colour":1e5},7]}"#;
    let saved = SavedSchemes::read(stored).unwrap_or_default();
    assert_eq!((ids(&saved), saved.unread()), (vec!["own-a"], 4));
    assert_eq!(
        saved.text(),
        stored,
        "an entry that does not read stays as it is"
    );
}

#[test]
fn what_storage_refuses_has_a_message() {
    let all = [Kept::Damaged, Kept::Newer(3), Kept::Forbidden, Kept::Full];
    let messages: Vec<String> = all.iter().map(Kept::message).collect();
    expect![[r#"
        The saved schemes are damaged and cannot be read. They stay in the browser unchanged, and new schemes are kept in memory only. Copy their JSON to keep them
        The saved schemes have version 3, but this program reads only versions up to 1. They stay in the browser unchanged, and new schemes are kept in memory only. Reload to get the newer program
        The browser does not allow storage here, so the scheme is kept in memory only. Copy its JSON to keep it
        The browser’s storage is full, so the scheme is kept in memory only. Copy its JSON to keep it, or delete a scheme"#]].assert_eq(&messages.join("\n"));
}

/// Whatever another program or an older version stored, nothing panics and nothing is lost.
#[test]
fn any_store_is_read_or_rejected_and_written_back_unchanged() {
    let mut seed = 11_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let mut full = SavedSchemes::default();
    for preset in presets::known().iter().take(6) {
        full.save(preset, None);
    }
    let whole: Vec<char> = full.text().chars().collect();
    let bits = [
        "{", "}", "[", "]", ",", "\"", "null", "own-", "9", "\\u0000", "é",
    ];
    let (mut read, mut rejected) = (0, 0);
    for _ in 0..400 {
        let mut text = whole.clone();
        let at = random(text.len());
        let end = (at + random(9)).min(text.len());
        text.splice(at..end, bits[random(bits.len())].chars());
        let text: String = text.into_iter().collect();
        match SavedSchemes::read(&text) {
            Ok(saved) => {
                read += 1;
                assert_eq!(SavedSchemes::read(&saved.text()), Ok(saved));
            }
            Err(_) => rejected += 1,
        }
    }
    assert!(
        read > 20 && rejected > 20,
        "{read} read, {rejected} rejected"
    );
}
