//! Handshakes: the data held to itself, each request to the byte, each message by a golden.

mod pastes;
mod replies;
mod requests;
mod slips;

use crate::reply::{Reply, Source};
use request::pipeline::Flow;
use request::preview;
use signature::Moment;
use signature::secret::{Secret, Secrets};

use super::*;

const FILE: &str = include_str!("../../../../static/verify/handshakes.json");
const SECRET: &str = "example secret é";
const ADDRESS: &str = "https://hooks.example.com/in?tenant=7";

/// A handshake with all that is given for it.
struct Asking {
    handshake: Handshake,
    probe: Option<String>,
    address: &'static str,
    inputs: Secrets,
    moment: Moment,
}

fn all() -> Vec<Handshake> {
    serde_json::from_str(FILE).unwrap_or_else(|e| panic!("{e}"))
}

fn asking(id: &str) -> Asking {
    let found = all().into_iter().find(|h| h.id == id);
    let mut inputs = Secrets::default();
    for input in ["secret", "verify_token"] {
        inputs.set(input, Secret::new(SECRET));
    }
    Asking {
        handshake: found.unwrap_or_else(|| panic!("no {id}")),
        probe: None,
        address: ADDRESS,
        inputs,
        moment: Moment {
            unix_ms: 1_700_000_000_123,
            id: "msg_1".to_owned(),
            nonce: "000102030405060708090a0b0c0d0e0f".to_owned(),
        },
    }
}

impl Asking {
    fn probe(mut self, id: &str) -> Asking {
        self.probe = Some(id.to_owned());
        self
    }

    fn at(mut self, address: &'static str) -> Asking {
        self.address = address;
        self
    }

    fn with(mut self, input: &str, text: &str) -> Asking {
        self.inputs.set(input, Secret::new(text));
        self
    }

    fn trial(&self) -> Trial<'_> {
        let probe = self.probe.as_ref().map(|id| {
            let found = self.handshake.probes.iter().find(|p| p.id == *id);
            found.unwrap_or_else(|| panic!("no probe {id}"))
        });
        Trial {
            handshake: &self.handshake,
            probe,
            address: self.address,
            inputs: &self.inputs,
            moment: &self.moment,
        }
    }

    fn flow(&self) -> Flow {
        self.trial().ask()
    }

    /// The request as it is sent.
    fn wire(&self) -> String {
        let flow = self.flow();
        let head = preview::message(&flow.request).head;
        let head: String = head.iter().map(|piece| &*piece.text).collect();
        let body = flow.request.body.as_ref();
        let body = body.map_or_else(String::new, |b| preview::text(&b.bytes, 0..b.bytes.len()));
        [&head.replace("\r\n", "\n"), &*body].concat()
    }

    /// The text of a value of this very request.
    fn value(&self, name: &str) -> String {
        self.trial().values().get(name).to_owned()
    }

    /// What the rules say of a reply, a line each.
    fn said(&self, reply: &Reply) -> String {
        self.lines(reply, false)
    }

    fn lines(&self, reply: &Reply, hides: bool) -> String {
        let findings = self.trial().check(reply, hides);
        let verdict = self.trial().verdict(&findings);
        format!("{:?}: {verdict}\n{}", outcome(&findings), lines(&findings))
    }
}

fn lines(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        out += &format!(
            "{:?} {}: {}\n",
            finding.standing, finding.word, finding.text
        );
        if !finding.advice.is_empty() {
            out += &format!("  {}\n", finding.advice);
        }
    }
    out
}

/// A reply of the network in 40 ms.
fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Reply {
        source: Source::Network,
        status,
        reason: String::new(),
        headers: headers.iter().map(owned).collect(),
        body: body.as_bytes().into(),
        millis: 40.0,
        redirected_to: None,
        sample: None,
    }
}

const PLAIN: (&str, &str) = ("content-type", "text/plain");
const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

#[test]
fn the_file_names_every_handshake_of_the_list_with_a_source_for_each_rule() {
    let ids: Vec<String> = all().into_iter().map(|h| h.id).collect();
    assert_eq!(
        ids.join(" "),
        "zoom slack meta dropbox graph cloudevents superoffice"
    );
    for id in &ids {
        let asking = asking(id);
        assert!(!asking.handshake.about.is_empty() && !asking.handshake.sender.is_empty());
        let probes = asking.handshake.probes.iter().map(|p| Some(p.id.clone()));
        for probe in probes.chain([None]) {
            let asking = Asking {
                probe,
                ..self::asking(id)
            };
            let due = asking.trial().due();
            assert!(!due.is_empty(), "{id}");
            for (sentence, _, source) in due {
                assert!(source.starts_with("https://"), "{id}: {sentence}");
                assert!(
                    !sentence.ends_with('.') && !sentence.contains("``"),
                    "{sentence}"
                );
                assert!(
                    !sentence.replace("nothing else", "").contains("nothing"),
                    "{id}: a name that nothing stands for: {sentence}"
                );
            }
        }
    }
}

#[test]
fn every_placeholder_names_something() {
    for handshake in all() {
        let inputs = handshake.inputs.iter().map(|i| i.name.clone());
        let values = handshake.values.keys().cloned();
        let known: Vec<String> = inputs
            .chain(values)
            .chain(["now".into(), "now-ms".into()])
            .collect();
        let request = &handshake.request;
        let pairs = request.query.iter().chain(&request.headers);
        let texts = pairs.map(|p| p.1).chain([&request.body]);
        for part in texts.flat_map(|text| &text.0) {
            if let signature::template::Part::Value { name, .. } = part {
                assert!(known.contains(name), "{}: {name}", handshake.id);
            }
        }
        for probe in &handshake.probes {
            let names = probe.wrong.iter().chain(probe.values.keys());
            assert!(
                names.into_iter().all(|name| known.contains(name)),
                "{}",
                probe.id
            );
        }
    }
}

#[test]
fn a_file_with_a_slip_is_refused() {
    for (rule, why) in [
        ("{}", "missing field `requires`"),
        (r#"{"requires":{"status":200}}"#, "expected a sequence"),
        (r#"{"requires":{"status":["200"]}}"#, "expected u16"),
        (r#"{"requires":{"state":[200]}}"#, "unknown variant `state`"),
        (
            r#"{"requires":{"status":[200],"text":"a"}}"#,
            "expected value",
        ),
        (r#"{"requires":{"text":"{a"}}"#, "a `{` is not closed"),
        (
            r#"{"requires":{"member":{"at":"/a"}}}"#,
            "missing field `is`",
        ),
        (
            r#"{"requires":{"member":{"at":"/a","is":"b","of":"c"}}}"#,
            "unknown field `of`",
        ),
        (
            r#"{"requires":{"field":{"name":"a","is":[],"any":true}}}"#,
            "unknown field `any`",
        ),
        (
            r#"{"requires":{"withheld":{"of":"a","key":"b","algorithm":"MD5"}}}"#,
            "unknown variant `MD5`",
        ),
        (
            r#"{"requires":{"withheld":{"of":"a","key":"b","bits":1}}}"#,
            "unknown field `bits`",
        ),
        (
            r#"{"requires":"https","should":"yes"}"#,
            "expected a boolean",
        ),
        (
            r#"{"requires":"https","must":true}"#,
            "unknown field `must`",
        ),
    ] {
        let error = serde_json::from_str::<Rule>(rule).expect_err(rule);
        assert!(error.to_string().contains(why), "{rule}: {error}");
    }
    // No object of the file takes a member that its type does not have.
    for (at, _) in FILE.match_indices("{ ").chain(FILE.match_indices("{\n")) {
        let (before, after) = FILE.split_at(at + 1);
        let slip = format!("{before} \"sllp\": 1,{after}");
        assert!(
            serde_json::from_str::<Vec<Handshake>>(&slip).is_err(),
            "{after}"
        );
    }
}
