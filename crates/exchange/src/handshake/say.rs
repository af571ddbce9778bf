//! What findings have in common: how a text is shown, a list read out, and what a rule asks for.

use super::values::Values;
use super::{Kind, Mac, Rule, Trial};
use signature::DigestText;

/// Characters of a text that a finding shows.
const SHOWN: usize = 140;

/// A text as code, shortened, control characters as escapes.
pub fn shown(text: &str) -> String {
    let mut short = String::new();
    for (at, c) in text.chars().enumerate() {
        match c {
            _ if at == SHOWN => {
                short.push('…');
                break;
            }
            '\n' => short.push_str("\\n"),
            '\r' => short.push_str("\\r"),
            '\t' => short.push_str("\\t"),
            c if c.is_control() => short.push('\u{fffd}'),
            // It would end the code.
            '`' => short.push('ˋ'),
            c => short.push(c),
        }
    }
    match short.as_str() {
        "" => "nothing".to_owned(),
        short => ["`", short, "`"].concat(),
    }
}

/// `a`, `a or b`, `a, b or c`.
pub fn either(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => [&all.join(", "), " or ", last].concat(),
    }
}

/// Statuses, read out.
pub fn statuses(all: &[u16]) -> String {
    let texts: Vec<String> = all.iter().map(u16::to_string).collect();
    either(&texts)
}

/// `3 seconds`.
pub fn seconds(count: u32) -> String {
    match count {
        1 => "1 second".to_owned(),
        count => [&count.to_string(), " seconds"].concat(),
    }
}

impl<'a> Trial<'a> {
    /// What the reply has to be, rule by rule, each with the address of its source.
    pub fn due(&self) -> Vec<(String, &'a Rule, String)> {
        let values = self.values();
        let rules = self.rules().iter();
        rules
            .map(|rule| (self.asked(&rule.kind, &values), rule, self.source(rule)))
            .collect()
    }

    /// What a rule asks for, in a sentence.
    pub(super) fn asked(&self, kind: &Kind, values: &Values) -> String {
        let fill = |template: &str| shown(&values.fill(template));
        match kind {
            Kind::Status(all) => ["The status is ", &statuses(all)].concat(),
            Kind::StatusNot(all) => ["The status is not ", &statuses(all)].concat(),
            Kind::Type(all) => {
                let all: Vec<String> = all.iter().map(|t| shown(t)).collect();
                ["`Content-Type` is ", &either(&all)].concat()
            }
            Kind::Field { name, is, positive } => {
                let mut all: Vec<String> = is.iter().map(|template| fill(template)).collect();
                if *positive {
                    all.push("a whole number above 0".to_owned());
                }
                ["`", name, "` is ", &either(&all)].concat()
            }
            Kind::Lists { name, item } => ["`", name, "` lists `", item, "`"].concat(),
            Kind::Text(is) => ["The body is ", &fill(is), " and nothing else"].concat(),
            Kind::Echo { member, is } => [
                "The body is ",
                &fill(is),
                ": as plain text, as the form’s field `",
                member,
                "`, or as the JSON member `",
                member,
                "`",
            ]
            .concat(),
            Kind::Member { at, is } => ["`", at, "` of the JSON body is ", &fill(is)].concat(),
            Kind::Digest { at, mac } => {
                ["`", at, "` of the JSON body is ", &self.hmac(mac, values)].concat()
            }
            Kind::Silent(is) => ["The body does not say ", &fill(is)].concat(),
            Kind::Withheld(mac) => ["The body does not say ", &self.hmac(mac, values)].concat(),
            Kind::Inert(is) => [&fill(is), " does not come back as HTML"].concat(),
            Kind::Within(limit) => ["The whole reply comes within ", &seconds(*limit)].concat(),
            Kind::Https => "The address is an https one".to_owned(),
        }
    }

    /// An HMAC in words.
    pub(super) fn hmac(&self, mac: &Mac, values: &Values) -> String {
        let of = shown(&values.fill(&mac.of));
        let form = match mac.digest {
            DigestText::Hex => "lower-case hex",
            form => form.name(),
        };
        [
            "the HMAC ",
            mac.algorithm.name(),
            " of ",
            &of,
            " with the ",
            &self.label(&mac.key).to_lowercase(),
            " as its key, in ",
            form,
        ]
        .concat()
    }

    /// What people call an input.
    pub(super) fn label<'s>(&'s self, input: &'s str) -> &'s str {
        let found = self.handshake.inputs.iter().find(|i| i.name == input);
        found.map_or(input, |input| &input.label)
    }
}
