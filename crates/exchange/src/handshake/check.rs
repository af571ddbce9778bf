//! The comparison of a reply with the rules, one by one.

use super::say::shown;
use super::values::Values;
use super::{Finding, Requirement, Rule, Standing, Trial};
use crate::reply::{Reply, Source};
use problem::words::counted;
use request::message::url;

/// A reply with its circumstances.
pub struct Seen<'a> {
    pub reply: &'a Reply,
    /// Set if a browser hides header fields of this reply.
    pub hides: bool,
    pub values: Values,
}

/// A rule's result before its weight counts, with the text and the advice of its [`Finding`].
pub type Judged = (Standing, String, String);

pub fn met(text: String) -> Judged {
    (Standing::Met, text, String::new())
}

pub fn broken(text: impl Into<String>, advice: impl Into<String>) -> Judged {
    (Standing::Broken, text.into(), advice.into())
}

pub fn advised(text: impl Into<String>, advice: impl Into<String>) -> Judged {
    (Standing::Advised, text.into(), advice.into())
}

pub fn unknown(text: impl Into<String>, advice: impl Into<String>) -> Judged {
    (Standing::Unknown, text.into(), advice.into())
}

impl Trial<'_> {
    /// Compares a reply with each rule, in the order of the rules.
    ///
    /// `hides` is set for a reply from another origin than the page's, of which the page sees only
    /// some header fields.
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
            let finding = self.judge(rule, &seen);
            let finding = finding.map(|judged| self.weigh(rule, judged));
            // Several rules may find the same, such as an empty body.
            all.extend(finding.filter(|f| all.iter().all(|other| other.text != f.text)));
        }
        if self.probe.is_none() && !matches!(reply.status, 0 | 200..=299) {
            // The body is that of the refusal: only the advice on the status is of use.
            let on_body =
                |f: &&mut Finding| matches!(f.word, "body" | "member" | "digest" | "type");
            all.iter_mut()
                .filter(on_body)
                .for_each(|f| f.advice.clear());
        }
        all
    }

    /// A status of a server that did not look at a probe: it proves nothing.
    fn unmoved(&self, reply: &Reply) -> Option<Finding> {
        let asked = self.probe.is_some() && matches!(reply.status, 404 | 405 | 500..=599);
        asked.then(|| Finding {
            word: "unmoved",
            standing: Standing::Unknown,
            text: format!(
                "The status is {}: the receiver may not have looked at the request",
                reply.status
            ),
            advice: "Pass the handshake itself first".to_owned(),
            source: self.handshake.source.clone(),
        })
    }

    /// A redirect that the browser followed and the sender would not.
    fn redirected(&self, reply: &Reply) -> Option<Finding> {
        let address = shown(reply.redirected_to.as_deref()?);
        self.probe.is_none().then(|| Finding {
            word: "redirect",
            standing: Standing::Broken,
            text: format!("The receiver redirected to {address}, where this reply is from"),
            advice: format!(
                "Register that address: it is not documented that {} follows redirects",
                self.handshake.sender
            ),
            source: self.handshake.source.clone(),
        })
    }

    /// Compares a reply with one rule; `None` if that is impossible and does not decide.
    fn judge(&self, rule: &Rule, seen: &Seen<'_>) -> Option<Judged> {
        let fill = |template| seen.values.fill(template);
        Some(match &rule.requires {
            Requirement::Status(all) => self.status(rule, all, seen),
            Requirement::StatusNot(all) => self.refusal(rule, all, seen),
            Requirement::Type(all) => self.media(rule, all, seen),
            Requirement::Field(due) => self.named(rule, due, seen),
            Requirement::Text(is) => self.whole(rule, &fill(is), seen),
            Requirement::Echo { member, is } => self.echo(member, &fill(is), seen),
            Requirement::Member { at, is } => self.member(rule, at, &fill(is), seen),
            Requirement::Digest { at, hmac } => self.digested(rule, at, hmac, seen),
            Requirement::Silent(is) => self.silent(rule, &fill(is), seen),
            Requirement::Withheld(mac) => self.withheld(rule, mac, seen),
            Requirement::Inert(is) => self.inert(rule, &fill(is), seen),
            Requirement::Within(limit) => return self.within(rule, *limit, seen),
            Requirement::Https => return self.https(rule, seen),
        })
    }

    fn weigh(&self, rule: &Rule, (standing, text, advice): Judged) -> Finding {
        let is_status = matches!(rule.requires, Requirement::Status(_));
        let standing = match standing {
            // A status that is no success breaks off a handshake whatever the rule's weight.
            Standing::Broken if rule.should && !is_status => Standing::Advised,
            Standing::Unknown if rule.should => Standing::Advised,
            standing => standing,
        };
        Finding {
            word: rule.requires.word(),
            standing,
            text,
            advice,
            source: self.source(rule),
        }
    }

    /// The result of a rule that is met, in the words of the rule.
    pub(super) fn met(&self, rule: &Rule, seen: &Seen<'_>) -> Judged {
        met(self.asked(&rule.requires, &seen.values))
    }

    fn within(&self, rule: &Rule, limit: u32, seen: &Seen<'_>) -> Option<Judged> {
        if seen.reply.source != Source::Network {
            return None;
        }
        let millis = seen.reply.millis.round() as u64;
        if seen.reply.millis <= f64::from(limit) * 1000.0 {
            let asked = self.asked(&rule.requires, &seen.values);
            return Some(met(format!("{asked}: it took {millis} ms")));
        }
        let limit = counted(limit.into(), "second");
        Some(broken(
            format!("The reply took {millis} ms, and {limit} are allowed"),
            "Answer the handshake before any other work, and keep the receiver awake: a cold start counts",
        ))
    }

    fn https(&self, rule: &Rule, seen: &Seen<'_>) -> Option<Judged> {
        let url = url::parse(self.address.trim()).ok()?;
        if url.scheme() == "https" {
            return Some(self.met(rule, seen));
        }
        let sender = &self.handshake.sender;
        Some(advised(
            "The address is an http one, which is fine for testing",
            format!("Register an https one, with a valid certificate: {sender} asks for it"),
        ))
    }
}

impl Requirement {
    /// The requirement in one word.
    pub fn word(&self) -> &'static str {
        match self {
            Requirement::Status(_) => "status",
            Requirement::StatusNot(_) => "refusal",
            Requirement::Type(_) => "type",
            Requirement::Field(_) => "field",
            Requirement::Text(_) | Requirement::Echo { .. } => "body",
            Requirement::Member { .. } => "member",
            Requirement::Digest { .. } => "digest",
            Requirement::Silent(_) => "silent",
            Requirement::Withheld(_) => "withheld",
            Requirement::Inert(_) => "inert",
            Requirement::Within(_) => "within",
            Requirement::Https => "https",
        }
    }
}
