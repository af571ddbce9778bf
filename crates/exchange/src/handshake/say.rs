//! Words that all findings share: how a text is shown, and the requirement of a rule.

use super::values::Values;
use super::{DueField, Mac, Requirement, Rule, Trial};
use problem::words::{counted, list};
use signature::DigestText;

/// Characters of a text that a finding shows.
const SHOWN: usize = 140;

/// A text as code, shortened, control characters as escapes.
pub fn shown(text: &str) -> String {
    if text.is_empty() {
        return "nothing".to_owned();
    }
    let mut chars = text.chars();
    let mut out = String::from("`");
    for c in chars.by_ref().take(SHOWN) {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push('\u{fffd}'),
            // It would end the code.
            '`' => out.push('ˋ'),
            c => out.push(c),
        }
    }
    if chars.next().is_some() {
        out.push('…');
    }
    out + "`"
}

/// Statuses, read out.
pub fn statuses(all: &[u16]) -> String {
    list(all.iter().map(u16::to_string), " or ")
}

/// Media types, read out.
pub fn media_types(all: &[String]) -> String {
    list(all.iter().map(|one| shown(one)), " or ")
}

/// The accepted values of a header field, read out.
pub fn accepted(due: &DueField, values: &Values) -> String {
    let is = due.is.iter().map(|one| shown(&values.fill(one)));
    let number = due.positive.then(|| "a whole number above 0".to_owned());
    let all: Vec<String> = is.chain(number).collect();
    list(all.into_iter(), " or ")
}

impl<'a> Trial<'a> {
    /// The requirement of each rule in a sentence, with the rule and the address of its source.
    pub fn due(&self) -> Vec<(String, &'a Rule, String)> {
        let values = self.values();
        let rules = self.rules().iter();
        rules
            .map(|rule| (self.asked(&rule.requires, &values), rule, self.source(rule)))
            .collect()
    }

    /// A requirement in a sentence.
    pub(super) fn asked(&self, requirement: &Requirement, values: &Values) -> String {
        let fill = |template| shown(&values.fill(template));
        match requirement {
            Requirement::Status(all) => format!("The status is {}", statuses(all)),
            Requirement::StatusNot(all) => format!("The status is not {}", statuses(all)),
            Requirement::Type(all) => format!("`Content-Type` is {}", media_types(all)),
            Requirement::Field(due) => {
                let verb = if due.list { "lists" } else { "is" };
                format!("`{}` {verb} {}", due.name, accepted(due, values))
            }
            Requirement::Text(is) => format!("The body is {} and nothing else", fill(is)),
            Requirement::Echo { member, is } => format!(
                "The body is {}: as plain text, as the form’s field `{member}`, or as the JSON member `{member}`",
                fill(is)
            ),
            Requirement::Member { at, is } => format!("`{at}` of the JSON body is {}", fill(is)),
            Requirement::Digest { at, hmac } => {
                format!("`{at}` of the JSON body is {}", self.hmac(hmac, values))
            }
            Requirement::Silent(is) => format!("The body does not contain {}", fill(is)),
            Requirement::Withheld(mac) => {
                format!("The body does not contain {}", self.hmac(mac, values))
            }
            Requirement::Inert(is) => format!("{} does not come back as HTML", fill(is)),
            Requirement::Within(limit) => {
                let limit = counted((*limit).into(), "second");
                format!("The whole reply comes within {limit}")
            }
            Requirement::Https => "The address is an https one".to_owned(),
        }
    }

    /// An HMAC in words.
    pub(super) fn hmac(&self, mac: &Mac, values: &Values) -> String {
        let form = match mac.digest {
            DigestText::Hex => "lower-case hex",
            form => form.name(),
        };
        format!(
            "the HMAC {} of {} with the {} as its key, in {form}",
            mac.algorithm.name(),
            shown(&values.fill(&mac.of)),
            self.label(&mac.key)
        )
    }

    /// The label of an input, within a sentence.
    pub(super) fn label(&self, input: &str) -> String {
        let found = self.handshake.inputs.iter().find(|i| i.name == input);
        found.map_or(input, |input| &input.label).to_lowercase()
    }
}
