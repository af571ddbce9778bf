//! Drafts: nothing typed is lost, what is stored holds no secret, and whatever is edited there is one buffer.

use std::rc::Rc;

use json::write::JsonStyle;
use openapi::Operation;
use problem::Field;
use problem::Step;
use problem::{Cause, Kept};
use request::draft::load::fresh;
use request::draft::saved::{LeftOut, load, save};
use request::draft::{self, Draft, Edit, File, Node, Raw};
use request::pipeline::{self, Flow};
use request::preview;
use request::snippet;

use crate::common::{api, credentials, matches, moment, operation};

fn superoffice() -> Rc<Operation> {
    operation(&api("superoffice"), "postWebhook")
}

fn body(steps: &[&str]) -> Field {
    let step = |s: &&str| match (s.strip_prefix('@'), s.parse()) {
        (Some(index), _) => Step::Entry(index.parse().unwrap_or_default()),
        (None, Ok(index)) => Step::Index(index),
        (None, Err(_)) => Step::Name((*s).into()),
    };
    Field {
        root: "body:".into(),
        path: steps.iter().map(step).collect(),
    }
}

fn edited(operation: &Operation, edits: &[Edit]) -> Draft {
    edits.iter().fold(fresh(operation), |draft, edit| {
        draft::apply(&draft, operation, edit)
    })
}

fn run(operation: &Operation, draft: &Draft) -> Flow {
    pipeline::run(
        operation,
        draft,
        &credentials(operation),
        &moment(),
        &matches,
    )
}

fn sent(flow: &Flow) -> String {
    let body = flow.request.body.as_ref().map(|b| b.bytes.to_vec());
    String::from_utf8(body.unwrap_or_default()).unwrap_or_default()
}

fn written(operation: &Operation, edits: &[Edit]) -> String {
    sent(&run(operation, &edited(operation, edits)))
}

fn typed(field: &[&str], text: &str) -> Edit {
    Edit::Type(body(field), text.into())
}

#[test]
fn an_untouched_form_sends_what_every_request_has() {
    assert_eq!(written(&superoffice(), &[]), "{}");
    let keyauth = operation(&api("keyauth"), "webhook");
    assert_eq!(written(&keyauth, &[]), "type=webhook");
}

#[test]
fn an_emptied_field_is_absent_and_an_explicit_empty_text_is_not() {
    let operation = superoffice();
    assert_eq!(
        written(&operation, &[typed(&["Name"], "a"), typed(&["Name"], "")]),
        "{}"
    );
    assert_eq!(
        written(&operation, &[Edit::EmptyText(body(&["Name"]))]),
        r#"{"Name":""}"#
    );
    assert_eq!(
        written(&operation, &[Edit::Null(body(&["Name"]))]),
        r#"{"Name":null}"#
    );
    assert_eq!(
        written(
            &operation,
            &[Edit::Null(body(&["Name"])), Edit::Clear(body(&["Name"]))]
        ),
        "{}"
    );
}

#[test]
fn members_go_out_in_document_order_whatever_the_order_of_typing() {
    let edits = [
        typed(&["Type"], "webhook"),
        typed(&["State"], "Active"),
        typed(&["Name"], "n"),
    ];
    assert_eq!(
        written(&superoffice(), &edits),
        r#"{"Name":"n","State":"Active","Type":"webhook"}"#
    );
}

#[test]
fn text_that_is_no_number_stays_and_goes_out_as_a_string() {
    let operation = superoffice();
    assert_eq!(
        written(&operation, &[typed(&["WebhookId"], "12x")]),
        r#"{"WebhookId":"12x"}"#
    );
    assert_eq!(
        written(&operation, &[typed(&["WebhookId"], "1e2")]),
        r#"{"WebhookId":1e2}"#
    );
    assert_eq!(
        written(&operation, &[typed(&["WebhookId"], "007")]),
        r#"{"WebhookId":"007"}"#
    );
    assert_eq!(
        written(&operation, &[typed(&["WebhookId"], " 7")]),
        r#"{"WebhookId":" 7"}"#
    );
}

#[test]
fn lists_grow_shrink_and_vanish() {
    let operation = superoffice();
    let events = || body(&["Events"]);
    let grown = [
        Edit::Add(events()),
        typed(&["Events", "0"], "a"),
        Edit::Add(events()),
        typed(&["Events", "1"], "b"),
    ];
    assert_eq!(written(&operation, &grown), r#"{"Events":["a","b"]}"#);
    let removed = [&grown[..], &[Edit::Remove(body(&["Events", "0"]))]].concat();
    assert_eq!(written(&operation, &removed), r#"{"Events":["b"]}"#);
    let gone = [&removed[..], &[Edit::Remove(body(&["Events", "0"]))]].concat();
    assert_eq!(written(&operation, &gone), "{}");
    assert_eq!(
        written(&operation, &[Edit::Add(events())]),
        r#"{"Events":[]}"#
    );
}

#[test]
fn an_item_that_is_an_object_begins_open() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "Hooks", "version": "1"}, "paths": {"/hooks": {"post": {
        "operationId": "send",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
            "list": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}},
            "map": {"type": "object", "additionalProperties": {"type": "object", "properties": {"a": {"type": "string"}}}}
        }}}}}
    }}}}"#;
    let api = openapi::read("hooks", text).expect("it reads");
    let send = operation(&api, "send");
    let add = |name: &str| Edit::Add(body(&[name]));
    assert_eq!(written(&send, &[add("list")]), r#"{"list":[{}]}"#);
    let two = [add("list"), add("list"), typed(&["list", "1", "a"], "x")];
    assert_eq!(written(&send, &two), r#"{"list":[{},{"a":"x"}]}"#);
    assert_eq!(written(&send, &[add("map")]), r#"{"map":{"":{}}}"#);
}

#[test]
fn map_entries_go_by_position_and_keep_a_name_given_twice() {
    let operation = superoffice();
    let entry = |index: &'static str, name: &str, value: &str| {
        [
            Edit::Add(body(&["Headers"])),
            Edit::Rename(body(&["Headers", index]), name.into()),
            typed(&["Headers", index], value),
        ]
    };
    let edits = [entry("@0", "X-A", "1"), entry("@1", "X-A", "2")].concat();
    let flow = run(&operation, &edited(&operation, &edits));
    assert_eq!(sent(&flow), r#"{"Headers":{"X-A":"1","X-A":"2"}}"#);
    let found: Vec<_> = flow
        .problems
        .iter()
        .filter(|p| p.code() == "duplicate")
        .map(|p| p.at.to_string())
        .collect();
    assert_eq!(found, ["body:/Headers/@1"]);
    let removed = [&edits[..], &[Edit::Remove(body(&["Headers", "@0"]))]].concat();
    assert_eq!(written(&operation, &removed), r#"{"Headers":{"X-A":"2"}}"#);
}

#[test]
fn objects_open_and_close() {
    let operation = superoffice();
    let associate = || body(&["RegisteredAssociate"]);
    assert_eq!(
        written(&operation, &[Edit::Add(associate())]),
        r#"{"RegisteredAssociate":{}}"#
    );
    let filled = [
        Edit::Add(associate()),
        typed(&["RegisteredAssociate", "AssociateId"], "9"),
    ];
    assert_eq!(
        written(&operation, &filled),
        r#"{"RegisteredAssociate":{"AssociateId":9}}"#
    );
    assert_eq!(
        written(
            &operation,
            &[&filled[..], &[Edit::Remove(associate())]].concat()
        ),
        "{}"
    );
}

#[test]
fn free_json_is_kept_to_the_letter_and_what_is_none_is_said_with_its_place() {
    let operation = superoffice();
    let entry = |text: &str| {
        [
            Edit::Add(body(&["Properties"])),
            Edit::Rename(body(&["Properties", "@0"]), "p".into()),
            typed(&["Properties", "@0"], text),
        ]
    };
    assert_eq!(
        written(&operation, &entry(r#"{"b": 1e5, "a": [1.50]}"#)),
        r#"{"Properties":{"p":{"b":1e5,"a":[1.50]}}}"#
    );
    let flow = run(&operation, &edited(&operation, &entry("{\"b\" 1}")));
    assert_eq!(sent(&flow), r#"{"Properties":{"p":"{\"b\" 1}"}}"#);
    let found = flow
        .problems
        .iter()
        .find(|p| p.code() == "json")
        .expect("a problem");
    assert_eq!(found.at.to_string(), "body:/Properties/@0");
    assert!(
        found.message().contains("line 1, column 6"),
        "{}",
        found.message()
    );
}

#[test]
fn raw_text_is_the_body_and_flows_into_the_form() {
    let operation = superoffice();
    let text = "{ \"Name\" : \"n\\u0041\",\n\t\"Extra\": [1, 2.50], \"WebhookId\": 1.0 }";
    let raw = [Edit::Raw(text.into())];
    assert_eq!(written(&operation, &raw), text);
    let draft = edited(&operation, &raw);
    assert!(draft.at(&body(&["Name"])) == &Node::Text("nA".into()));
    let again = [&raw[..], &[typed(&["Name"], "m")]].concat();
    assert_eq!(
        written(&operation, &again),
        r#"{"WebhookId":1.0,"Name":"m","Extra":[1,2.50]}"#
    );
}

#[test]
fn raw_text_that_breaks_stays_and_the_form_keeps_what_it_had() {
    let operation = superoffice();
    let edits = [typed(&["Name"], "kept"), Edit::Raw("{\"Name\": ".into())];
    let draft = edited(&operation, &edits);
    let flow = run(&operation, &draft);
    assert_eq!(sent(&flow), "{\"Name\": ");
    assert!(
        flow.problems
            .iter()
            .any(|p| p.code() == "json" && p.at == Field::body())
    );
    assert!(draft.at(&body(&["Name"])) == &Node::Text("kept".into()));
}

#[test]
fn text_that_no_control_can_hold_is_kept_as_it_was_loaded() {
    let operation = superoffice();
    let text = r#"{"Name":"a\r\nb \ud800","Secret":5}"#;
    let edits = [Edit::Raw(text.into()), Edit::JsonStyle(JsonStyle::Compact)];
    assert_eq!(
        written(&operation, &edits),
        r#"{"Name":"a\r\nb \ud800","Secret":5}"#
    );
}

#[test]
fn a_form_body_is_edited_as_raw_text_too() {
    let operation = operation(&api("keyauth"), "webhook");
    let printed = "type=webhook&name=test&ownerid=tiQhtH5R88&sessionid=LxVe6GNLJu&webid=Sh1j25S5iX&params=?ok%3Dyes%26no%3Dok";
    assert_eq!(printed.len(), 106, "not 114, as the documentation prints");
    let flow = run(
        &operation,
        &edited(&operation, &[Edit::Raw(printed.into())]),
    );
    assert_eq!(sent(&flow), printed);
    let errors: Vec<_> = flow
        .problems
        .iter()
        .map(|p| (p.code(), p.at.to_string()))
        .collect();
    assert_eq!(errors, []);
    let draft = edited(&operation, &[Edit::Raw(printed.into())]);
    assert!(draft.at(&body(&["params"])) == &Node::Text("?ok=yes&no=ok".into()));
}

fn file(bytes: &[u8]) -> Edit {
    Edit::Load(Rc::new(File {
        name: "body.bin".into(),
        bytes: bytes.into(),
    }))
}

#[test]
fn a_file_that_no_text_box_can_hold_is_the_body_as_it_is() {
    let operation = superoffice();
    let bom_and_latin = b"\xef\xbb\xbf{\xe9}\r\n\0";
    for bytes in [&bom_and_latin[..], b"{\"Name\":\r\n\"n\"}", b"a\0b"] {
        let draft = edited(&operation, &[file(bytes)]);
        assert!(matches!(draft.raw, Some(Raw::File(_))), "{bytes:?}");
        let flow = run(&operation, &draft);
        let sent = flow.request.body.as_ref().expect("a body");
        assert_eq!(&*sent.bytes, bytes);
        let told = snippet::write("curl", &flow.request, true);
        assert!(
            told.text.ends_with("--data-binary '@body.bin'"),
            "{}",
            told.text
        );
        let saved = save(&draft, &operation);
        assert_eq!(saved.left_out, Some(LeftOut::File));
        assert!(!saved.text.contains("body.bin"), "{}", saved.text);
    }
}

#[test]
fn a_file_of_text_is_raw_text_and_fills_the_form() {
    let operation = superoffice();
    let text = "\u{feff}{ \"Name\" : \"Zo\u{eb}\"}\n";
    let draft = edited(&operation, &[file(text.as_bytes())]);
    assert!(draft.raw == Some(Raw::Text(text.into())));
    let plain = edited(
        &operation,
        &[file(text.trim_start_matches('\u{feff}').as_bytes())],
    );
    assert!(plain.at(&body(&["Name"])) == &Node::Text("Zo\u{eb}".into()));
    // Lines that end in CR LF fill the form too, and stay as they are until it is edited.
    let lines = edited(&operation, &[file(b"{\r\n\"Name\":\"n\"}")]);
    assert!(lines.at(&body(&["Name"])) == &Node::Text("n".into()));
    let edits = [file(b"{\r\n\"Name\":\"n\"}"), typed(&["Name"], "m")];
    assert_eq!(written(&operation, &edits), r#"{"Name":"m"}"#);
}

#[test]
fn a_file_goes_and_the_form_is_the_body_again() {
    let operation = superoffice();
    let edits = [typed(&["Name"], "kept"), file(b"\xff"), Edit::LeaveRaw];
    assert_eq!(written(&operation, &edits), r#"{"Name":"kept"}"#);
    let get = api("keyauth");
    let get = self::operation(&get, "webhookGet");
    let body = |edits: &[Edit]| run(&get, &edited(&get, edits)).request.body;
    assert_eq!(body(&[file(b"")]), None);
    assert_eq!(body(&[file(b"\xff"), Edit::LeaveRaw]), None);
    assert_eq!(&*body(&[file(b"\xff")]).expect("a body").bytes, b"\xff");
}

/// A signature that goes into the body makes other bytes of it, which are no file's.
#[test]
fn a_file_that_is_signed_within_is_no_file_any_more() {
    use signature::Signing;
    use signature::secret::{Secret, Secrets};
    let operation = superoffice();
    let mailgun = Signing {
        scheme: Some("mailgun".into()),
        ..Signing::default()
    };
    let draft = edited(
        &operation,
        &[file(b"{\r\n\"event-data\":{}}"), Edit::Signing(mailgun)],
    );
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new("key"));
    let flow = pipeline::run(&operation, &draft, &secrets, &moment(), &matches);
    let body = flow.request.body.as_ref().expect("a body");
    let text = String::from_utf8_lossy(&body.bytes);
    let made = text.starts_with("{\r\n") && text.contains("\"signature\"");
    assert!(made, "{text}");
    assert_eq!(body.file, None);
}

#[test]
fn where_no_body_is_documented_a_raw_one_goes_out_and_an_emptied_one_is_none() {
    let get = operation(&api("keyauth"), "webhookGet");
    let text = |text: &str| Edit::Raw(text.into());
    let body = |edits: &[Edit]| run(&get, &edited(&get, edits)).request.body;
    let typed = body(&[text("a: 1")]).expect("what was typed is the body");
    assert_eq!(&*typed.bytes, b"a: 1");
    assert_eq!(typed.content_type, "", "no media type is made up");
    assert_eq!(body(&[]), None);
    assert_eq!(body(&[text("a"), text("")]), None);
}

#[test]
fn what_is_stored_comes_back_without_its_secrets() {
    let operation = superoffice();
    let edits = [
        typed(&["Name"], "n"),
        typed(&["Secret"], "canary"),
        Edit::Add(body(&["Events"])),
        typed(&["Events", "0"], "x.y"),
        Edit::JsonStyle(JsonStyle::Indented),
    ];
    let draft = edited(&operation, &edits);
    let saved = save(&draft, &operation);
    assert!(!saved.text.contains("canary"), "{}", saved.text);
    assert_eq!(saved.left_out, None);
    let back = load(&saved.text, &operation).expect("it was just written");
    let expected = draft::apply(&draft, &operation, &Edit::Clear(body(&["Secret"])));
    assert_eq!(
        sent(&run(&operation, &back)),
        sent(&run(&operation, &expected))
    );
}

#[test]
fn raw_text_is_stored_only_when_it_holds_no_secret() {
    let operation = superoffice();
    let stored = |text: &str| save(&edited(&operation, &[Edit::Raw(text.into())]), &operation);
    let sound = stored(r#"{"Name": "n"}"#);
    assert_eq!(sound.left_out, None);
    assert_eq!(
        sent(&run(
            &operation,
            &load(&sound.text, &operation).expect("sound")
        )),
        r#"{"Name": "n"}"#
    );
    for (text, why) in [
        (r#"{"Secret": "canary"}"#, LeftOut::Secret),
        (r#"{"Secret": "canary""#, LeftOut::Unread),
    ] {
        let saved = stored(text);
        assert_eq!(saved.left_out, Some(why));
        assert!(!saved.text.contains("canary"), "{}", saved.text);
    }
    let large = stored(&format!(r#"{{"Name":"{}"}}"#, "x".repeat(600_000)));
    assert_eq!(large.left_out, Some(LeftOut::Large));
}

#[test]
fn a_stored_draft_that_is_damaged_or_newer_is_told_apart() {
    let operation = superoffice();
    for text in [
        "",
        "{",
        "[]",
        r#"{"version":1}"#,
        r#"{"version":"1","roots":{}}"#,
        r#"{"version":1,"roots":{"body:":{"what":1}}}"#,
    ] {
        assert_eq!(
            load(text, &operation).err(),
            Some(Cause::Kept(Kept::Corrupt)),
            "{text}"
        );
    }
    let newer = load(r#"{"version":7,"roots":"of another shape"}"#, &operation).err();
    assert_eq!(
        newer,
        Some(Cause::Kept(Kept::Newer {
            version: 7,
            known: 1
        }))
    );
}

/// A small generator, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Shown, hashed, put into snippets and sent: one buffer, whatever was edited, and every span in its bounds.
#[test]
fn whatever_is_edited_there_is_one_buffer() {
    let texts = [
        "",
        "a",
        "7",
        "{\"x\":[1,{}]}",
        "é\u{1f600}\u{0}",
        "true",
        "{",
        "a=b&c=%zz",
        "<x y='1'/>",
        "2016-04-18T09:41:00Z",
        "\r\n",
    ];
    let fields: [&[&str]; 10] = [
        &["Name"],
        &["WebhookId"],
        &["Events"],
        &["Events", "0"],
        &["Events", "1"],
        &["Headers"],
        &["Headers", "@0"],
        &["RegisteredAssociate"],
        &["RegisteredAssociate", "AssociateId"],
        &["Properties", "@0"],
    ];
    let operation = superoffice();
    let media: Vec<Rc<str>> = operation
        .body
        .iter()
        .flat_map(|b| &b.media)
        .map(|m| m.name.as_str().into())
        .collect();
    let mut random = Random(0x5eed);
    for _ in 0..300 {
        let mut draft = fresh(&operation);
        for _ in 0..12 {
            let field = body(fields[random.below(fields.len())]);
            let text: Rc<str> = texts[random.below(texts.len())].into();
            let edit = match random.below(10) {
                0..4 => Edit::Type(field, text),
                4 => Edit::Add(field),
                5 => Edit::Remove(field),
                6 => Edit::Rename(body(&["Headers", "@0"]), text),
                7 => Edit::Raw(text),
                8 => Edit::MediaType(media[random.below(media.len())].clone()),
                _ => Edit::JsonStyle(JsonStyle::Indented),
            };
            draft = draft::apply(&draft, &operation, &edit);
            let flow = run(&operation, &draft);
            let Some(body) = &flow.request.body else {
                continue;
            };
            if let Some(raw) = &draft.raw {
                assert_eq!(
                    &*body.bytes,
                    raw.bytes(),
                    "raw text is the body, byte for byte"
                );
            }
            assert_eq!(
                shown(&preview::body(&flow.request)).as_bytes(),
                &*body.bytes
            );
            assert!(
                body.spans
                    .iter()
                    .all(|s| s.start <= s.end && s.end <= body.bytes.len())
            );
            let exact = snippet::write("http", &flow.request, true).text;
            assert!(
                exact.ends_with(&*String::from_utf8_lossy(&body.bytes)),
                "{exact}"
            );
        }
    }
}

fn shown(pieces: &[preview::Nested]) -> String {
    let text = |piece: &preview::Nested| match piece {
        preview::Nested::Text(text) => text.to_string(),
        preview::Nested::Field { children, .. } => shown(children),
    };
    pieces.iter().map(text).collect()
}
