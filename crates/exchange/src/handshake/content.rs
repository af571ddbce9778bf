//! The rules for a reply's body.

use super::body::{Slip, carried};
use super::check::{Judged, Seen, advised, broken, met, unknown};
use super::fields::{Known, essence};
use super::say::shown;
use super::{Mac, Requirement, Rule, Trial};
use crate::reply::Source;
use json::Tree;
use openapi::Family;
use signature::DigestText;

impl Trial<'_> {
    /// The result for a wrong text; a line end in a pasted body may be the paste's.
    fn slipped(&self, text: String, slip: Slip, seen: &Seen<'_>) -> Judged {
        let measured = seen.reply.header("content-length").is_some();
        if slip.line_end && seen.reply.source == Source::Pasted && !measured {
            return unknown(
                text,
                "The terminal or the paste may have added it; if the receiver did, write the text without it. \
                 `Content-Length` would show which",
            );
        }
        broken(text, slip.advice)
    }

    pub(super) fn whole(&self, rule: &Rule, due: &str, seen: &Seen<'_>) -> Judged {
        let body = &*seen.reply.body;
        if body == due.as_bytes() {
            return self.met(rule, seen);
        }
        let slip = self.unlike(due, body, &seen.values);
        let text = format!("The body is not {}: {}", shown(due), slip.what);
        self.slipped(text, slip, seen)
    }

    pub(super) fn echo(&self, member: &str, due: &str, seen: &Seen<'_>) -> Judged {
        let (came, family) = carried(member, &String::from_utf8_lossy(&seen.reply.body));
        let quoted = shown(due);
        let Some(came) = came else {
            return broken(
                format!("The JSON body has no string `{member}`"),
                format!("Answer with {quoted} there, or as plain text"),
            );
        };
        let (place, part, media_type) = match family {
            Family::Json => (
                format!("The JSON member `{member}`"),
                "the JSON member",
                "application/json",
            ),
            Family::Form => (
                format!("The form’s field `{member}`"),
                "the form’s field",
                "application/x-www-form-urlencoded",
            ),
            _ => ("The body".to_owned(), "the whole body", "text/plain"),
        };
        if came != due {
            let slip = self.unlike(due, came.as_bytes(), &seen.values);
            let text = format!("{place} is not {quoted}: {}", slip.what);
            return self.slipped(text, slip, seen);
        }
        let text = format!("{quoted} came back as {part}");
        match seen.field("content-type") {
            Known::Value(value) if essence(&value) == media_type => {
                met(text + ", with its `Content-Type`")
            }
            Known::Value(value) => advised(
                format!("{text}, and its `Content-Type` is {}", shown(&value)),
                format!("Set `Content-Type: {media_type}`: no other is documented for it"),
            ),
            _ => advised(
                text + ", and its `Content-Type` is not known",
                format!("`{media_type}` is due"),
            ),
        }
    }

    /// The string at a place of the JSON body; the error is the result of the rule without one.
    fn string(&self, at: &str, due: Option<&str>, seen: &Seen<'_>) -> Result<String, Judged> {
        let places = self.rules().iter().filter_map(|rule| match &rule.requires {
            Requirement::Member { at, .. } | Requirement::Digest { at, .. } => {
                Some(format!("`{}`", at.trim_start_matches('/')))
            }
            _ => None,
        });
        let places: Vec<String> = places.collect();
        let lacking = |text: String| {
            let places = places.join(" and ");
            broken(text, format!("Answer with a JSON object that has {places}"))
        };
        let body = String::from_utf8_lossy(&seen.reply.body);
        if body.is_empty() {
            let text = "The body is empty, and a JSON object is due";
            return Err(lacking(text.to_owned()));
        }
        let Ok(tree) = Tree::read(&*body) else {
            return Err(lacking(format!("The body is not JSON: {}", shown(&body))));
        };
        if let Some(view) = tree.root().pointer(at) {
            let string = view.string().ok_or_else(|| {
                let came = shown(view.source());
                let text = format!("`{at}` is {came}, and a string is due");
                broken(text, "Write it as a string")
            })?;
            return Ok(string.into_owned());
        }
        let mut all = tree.all();
        let elsewhere = all.find(|view| due.is_some() && view.string().as_deref() == due);
        let elsewhere = elsewhere.map(|view| format!("; its value is at `{}`", view.place()));
        let elsewhere = elsewhere.unwrap_or_default();
        Err(lacking(format!("The JSON body has no `{at}`{elsewhere}")))
    }

    pub(super) fn member(&self, rule: &Rule, at: &str, due: &str, seen: &Seen<'_>) -> Judged {
        match self.string(at, Some(due), seen) {
            Ok(came) if came == due => self.met(rule, seen),
            Ok(came) => {
                let slip = self.unlike(due, came.as_bytes(), &seen.values);
                let text = format!("`{at}` is not {}: {}", shown(due), slip.what);
                broken(text, slip.advice)
            }
            Err(judged) => judged,
        }
    }

    pub(super) fn digested(&self, rule: &Rule, at: &str, mac: &Mac, seen: &Seen<'_>) -> Judged {
        let due = self.digest(mac, &seen.values);
        let came = match self.string(at, due.as_deref(), seen) {
            Ok(came) => came,
            Err(judged) => return judged,
        };
        let Some(due) = due else {
            return self.keyless(&format!("`{at}`"), mac);
        };
        if came == due {
            return self.met(rule, seen);
        }
        if came.eq_ignore_ascii_case(&due) && mac.digest == DigestText::Hex {
            return advised(
                format!("`{at}` is right, in upper-case hex"),
                "Write it in lower case: the documented example is, and it is not documented that upper \
                 case is accepted",
            );
        }
        let slip = self.misdigest(mac, &came, &seen.values);
        let text = format!("`{at}` is not {}: {}", shown(&due), slip.what);
        broken(text, slip.advice)
    }

    /// The result of a rule about an HMAC without its key.
    fn keyless(&self, subject: &str, mac: &Mac) -> Judged {
        let label = self.label(&mac.key);
        unknown(
            format!("{subject} cannot be checked without the {label}"),
            format!("Enter the {label}"),
        )
    }

    pub(super) fn silent(&self, rule: &Rule, is: &str, seen: &Seen<'_>) -> Judged {
        if !String::from_utf8_lossy(&seen.reply.body).contains(is) {
            return self.met(rule, seen);
        }
        let is = shown(is);
        let text = format!("The body contains {is}: the request was not refused");
        broken(text, &rule.why)
    }

    pub(super) fn withheld(&self, rule: &Rule, mac: &Mac, seen: &Seen<'_>) -> Judged {
        let Some(digest) = self.digest(mac, &seen.values) else {
            return self.keyless("This", mac);
        };
        let body = String::from_utf8_lossy(&seen.reply.body).to_ascii_lowercase();
        if !body.contains(&digest.to_ascii_lowercase()) {
            return self.met(rule, seen);
        }
        let hmac = self.hmac(mac, &seen.values);
        broken(format!("The body contains {hmac}"), &rule.why)
    }

    pub(super) fn inert(&self, rule: &Rule, markup: &str, seen: &Seen<'_>) -> Judged {
        if !String::from_utf8_lossy(&seen.reply.body).contains(markup) {
            return met("The markup does not come back".to_owned());
        }
        let media_type = match seen.field("content-type") {
            Known::Value(value) => essence(&value),
            Known::NotPasted => {
                return unknown(
                    "The markup comes back, and the `Content-Type` is not known",
                    "Paste the whole reply, from its first line on",
                );
            }
            _ => String::new(),
        };
        match media_type.as_str() {
            "text/plain" | "application/json" => self.met(rule, seen),
            other => broken(
                format!("The markup comes back, as {}", shown(other)),
                &rule.why,
            ),
        }
    }
}
