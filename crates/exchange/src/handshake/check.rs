//! A reply, held against the rules one by one.

use super::say::{seconds, shown};
use super::values::Values;
use super::{Finding, Kind, Rule, Standing, Trial};
use crate::reply::{Reply, Source};
use request::message::url;

/// A reply, and what is known around it.
pub struct Seen<'a> {
    pub reply: &'a Reply,
    /// Whether a browser hides header fields of this reply.
    pub hides: bool,
    pub values: Values,
}

impl Trial<'_> {
    /// What each rule says of a reply, in the order of the rules.
    ///
    /// `hides` tells that the reply comes from another origin than the page, so that the page sees
    /// only some of its header fields.
    pub fn check(&self, reply: &Reply, hides: bool) -> Vec<Finding> {
        let seen = Seen {
            reply,
            hides,
            values: self.values(),
        };
        let mut all: Vec<Finding> = Vec::new();
        all.extend(self.redirected(reply));
        all.extend(self.unmoved(reply));
        for rule in self.rules() {
            // Several rules may find the same, as that there is no body.
            let found = self.held(rule, &seen);
            if let Some(finding) = found.filter(|f| all.iter().all(|other| other.text != f.text)) {
                all.push(finding);
            }
        }
        if self.probe.is_none() && !matches!(reply.status, 0 | 200..=299) {
            // The body is that of the refusal: only what the status says is of use.
            let said = |f: &&mut Finding| matches!(f.word, "body" | "member" | "digest" | "type");
            all.iter_mut().filter(said).for_each(|f| f.advice.clear());
        }
        all
    }

    /// A status of a server that did not come to look at a probe: it proves nothing.
    fn unmoved(&self, reply: &Reply) -> Option<Finding> {
        let asked = self.probe.is_some() && matches!(reply.status, 404 | 405 | 500..=599);
        asked.then(|| Finding {
            word: "unmoved",
            standing: Standing::Unknown,
            text: [
                "The status is ",
                &reply.status.to_string(),
                ": the receiver may not have come to look at the request",
            ]
            .concat(),
            advice: "Pass the handshake itself first".to_owned(),
            source: self.handshake.source.clone(),
        })
    }

    /// A redirect that the browser followed, and the sender would not.
    fn redirected(&self, reply: &Reply) -> Option<Finding> {
        let address = reply.redirected_to.as_deref()?;
        if self.probe.is_some() {
            return None;
        }
        Some(Finding {
            word: "redirect",
            standing: Standing::Broken,
            text: [
                "The receiver redirected to ",
                &shown(address),
                ", where this reply is from",
            ]
            .concat(),
            advice: [
                "Register that address: nothing says that ",
                &self.handshake.sender,
                " follows redirects",
            ]
            .concat(),
            source: self.handshake.source.clone(),
        })
    }

    /// What a rule says; nothing where it cannot be told and does not decide.
    fn held(&self, rule: &Rule, seen: &Seen<'_>) -> Option<Finding> {
        let values = &seen.values;
        Some(match &rule.kind {
            Kind::Status(all) => self.status(rule, all, seen),
            Kind::StatusNot(all) => self.refusal(rule, all, seen),
            Kind::Type(all) => self.media(rule, all, seen),
            Kind::Field { .. } | Kind::Lists { .. } => self.named(rule, seen),
            Kind::Text(is) => self.whole(rule, &values.fill(is), seen),
            Kind::Echo { member, is } => self.echo(rule, member, &values.fill(is), seen),
            Kind::Member { at, is } => self.member(rule, at, &values.fill(is), seen),
            Kind::Digest { at, mac } => self.digested(rule, at, mac, seen),
            Kind::Silent(is) => self.silent(rule, &values.fill(is), seen),
            Kind::Withheld(mac) => self.withheld(rule, mac, seen),
            Kind::Inert(is) => self.inert(rule, &values.fill(is), seen),
            Kind::Within(limit) => return self.within(rule, *limit, seen.reply, values),
            Kind::Https => return self.https(rule, values),
        })
    }

    pub(super) fn finding(
        &self,
        rule: &Rule,
        standing: Standing,
        text: String,
        advice: String,
    ) -> Finding {
        Finding {
            word: rule.kind.word(),
            standing: match (standing, rule.must) {
                // A status that is no success breaks off a handshake whatever the rule's weight.
                (Standing::Broken, false) if !matches!(rule.kind, Kind::Status(_)) => {
                    Standing::Advised
                }
                (Standing::Unknown, false) => Standing::Advised,
                (standing, _) => standing,
            },
            text,
            advice,
            source: self.source(rule),
        }
    }

    fn within(&self, rule: &Rule, limit: u32, reply: &Reply, values: &Values) -> Option<Finding> {
        if reply.source != Source::Network {
            return None;
        }
        let millis = (reply.millis.round() as u64).to_string();
        if reply.millis <= f64::from(limit) * 1000.0 {
            let text = [
                &self.asked(&rule.kind, values),
                ": it took ",
                &millis,
                " ms",
            ]
            .concat();
            return Some(self.finding(rule, Standing::Met, text, String::new()));
        }
        let text = [
            "The reply took ",
            &millis,
            " ms, and ",
            &seconds(limit),
            " are allowed",
        ];
        let advice = "Answer the handshake before any other work, and keep the receiver awake: a cold \
                      start counts";
        Some(self.finding(rule, Standing::Broken, text.concat(), advice.to_owned()))
    }

    fn https(&self, rule: &Rule, values: &Values) -> Option<Finding> {
        let url = url::parse(self.address.trim()).ok()?;
        if url.scheme() == "https" {
            return Some(self.met(rule, values));
        }
        let text = "The address is an http one, which does for a trial".to_owned();
        let advice = [
            "Register an https one, with a valid certificate: ",
            &self.handshake.sender,
            " asks for it",
        ];
        Some(self.finding(rule, Standing::Advised, text, advice.concat()))
    }
}

impl Kind {
    /// The rule in one word.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Status(_) => "status",
            Kind::StatusNot(_) => "refusal",
            Kind::Type(_) => "type",
            Kind::Field { .. } | Kind::Lists { .. } => "field",
            Kind::Text(_) | Kind::Echo { .. } => "body",
            Kind::Member { .. } => "member",
            Kind::Digest { .. } => "digest",
            Kind::Silent(_) => "silent",
            Kind::Withheld(_) => "withheld",
            Kind::Inert(_) => "inert",
            Kind::Within(_) => "within",
            Kind::Https => "https",
        }
    }
}
