//! The rules about a reply's body.

use super::body::{Slip, carried};
use super::check::Seen;
use super::fields::{Known, essence};
use super::say::shown;
use super::values::Values;
use super::{Finding, Kind, Mac, Rule, Standing, Trial};
use crate::reply::{Reply, Source};
use json::Tree;
use openapi::Family;
use signature::DigestText;

impl Trial<'_> {
    pub(super) fn met(&self, rule: &Rule, values: &Values) -> Finding {
        let due = self.asked(&rule.kind, values);
        self.finding(rule, Standing::Met, due, String::new())
    }

    /// A slip of a pasted body may be the paste's own.
    fn slipped(&self, rule: &Rule, text: String, slip: Slip, reply: &Reply) -> Finding {
        let measured = reply.header("content-length").is_some();
        if slip.line_end && reply.source == Source::Pasted && !measured {
            let advice = "The terminal or the paste may have added it: if the receiver did, let it \
                          write none. `Content-Length` would tell";
            return self.finding(rule, Standing::Unknown, text, advice.to_owned());
        }
        self.finding(rule, Standing::Broken, text, slip.advice)
    }

    pub(super) fn whole(&self, rule: &Rule, due: &str, seen: &Seen<'_>) -> Finding {
        let body = &*seen.reply.body;
        if body == due.as_bytes() {
            return self.met(rule, &seen.values);
        }
        let slip = self.unlike(due, body, &seen.values);
        let text = ["The body is not ", &shown(due), ": ", &slip.what].concat();
        self.slipped(rule, text, slip, seen.reply)
    }

    pub(super) fn echo(&self, rule: &Rule, member: &str, due: &str, seen: &Seen<'_>) -> Finding {
        let body = String::from_utf8_lossy(&seen.reply.body);
        let found = carried(member, &body);
        let Some(came) = &found.text else {
            let text = ["The JSON body has no string `", member, "`"].concat();
            let advice = ["Answer with ", &shown(due), " there, or as plain text"].concat();
            return self.finding(rule, Standing::Broken, text, advice);
        };
        if came != due {
            let slip = self.unlike(due, came.as_bytes(), &seen.values);
            let place = match found.family {
                Family::Json => ["The JSON member `", member, "` is not "].concat(),
                Family::Form => ["The form’s field `", member, "` is not "].concat(),
                _ => "The body is not ".to_owned(),
            };
            let text = [&place, &shown(due), ": ", &slip.what].concat();
            return self.slipped(rule, text, slip, seen.reply);
        }
        let (form, types): (&str, &[&str]) = match found.family {
            Family::Json => ("the JSON member", &["application/json"]),
            Family::Form => ("the form’s field", &["application/x-www-form-urlencoded"]),
            _ => ("the whole body", &["text/plain"]),
        };
        let text = [&shown(due), " came back as ", form].concat();
        let set = types.first().copied().unwrap_or_default();
        match seen.field("content-type") {
            Known::Value(value)
                if types.contains(&essence(&value).to_ascii_lowercase().as_str()) =>
            {
                let text = [&text, ", with its `Content-Type`"].concat();
                self.finding(rule, Standing::Met, text, String::new())
            }
            Known::Value(value) => {
                let text = [&text, ", and its `Content-Type` is ", &shown(&value)].concat();
                let advice = [
                    "Set `Content-Type: ",
                    set,
                    "`: no other is documented for it",
                ];
                self.finding(rule, Standing::Advised, text, advice.concat())
            }
            _ => {
                let text = [&text, ", and its `Content-Type` is not known"].concat();
                let advice = ["`", set, "` is due"].concat();
                self.finding(rule, Standing::Advised, text, advice)
            }
        }
    }

    /// The string at a place of the JSON body; else why there is none, and what to do.
    fn string(
        &self,
        at: &str,
        due: Option<&str>,
        seen: &Seen<'_>,
    ) -> Result<String, (String, String)> {
        let places = self.rules().iter().filter_map(|rule| match &rule.kind {
            Kind::Member { at, .. } | Kind::Digest { at, .. } => Some(at.trim_start_matches('/')),
            _ => None,
        });
        let places: Vec<String> = places.map(|at| ["`", at, "`"].concat()).collect();
        let advice = ["Answer with a JSON object that has ", &places.join(" and ")].concat();
        if seen.reply.body.is_empty() {
            return Err((
                "The body is empty, and a JSON object is due".to_owned(),
                advice,
            ));
        }
        let text = std::str::from_utf8(&seen.reply.body).ok();
        let Some(tree) = text.and_then(|text| Tree::read(text).ok()) else {
            let body = String::from_utf8_lossy(&seen.reply.body);
            let text = ["The body is no JSON: ", &shown(&body)].concat();
            return Err((text, advice));
        };
        match tree.root().pointer(at) {
            Some(view) => match view.string() {
                Some(text) => Ok(text.into_owned()),
                None => Err((
                    [
                        "`",
                        at,
                        "` is ",
                        &shown(view.source()),
                        ", and a string is due",
                    ]
                    .concat(),
                    "Write it as a string".to_owned(),
                )),
            },
            None => {
                let elsewhere = tree.all().find(|v| {
                    let string = v.string();
                    due.is_some_and(|due| string.as_deref() == Some(due))
                });
                let text = match elsewhere {
                    Some(view) => [
                        "The JSON body has no `",
                        at,
                        "`; its value stands at `",
                        &view.place(),
                        "`",
                    ]
                    .concat(),
                    None => ["The JSON body has no `", at, "`"].concat(),
                };
                Err((text, advice))
            }
        }
    }

    pub(super) fn member(&self, rule: &Rule, at: &str, due: &str, seen: &Seen<'_>) -> Finding {
        match self.string(at, Some(due), seen) {
            Ok(came) if came == due => self.met(rule, &seen.values),
            Ok(came) => {
                let slip = self.unlike(due, came.as_bytes(), &seen.values);
                let text = ["`", at, "` is not ", &shown(due), ": ", &slip.what].concat();
                self.finding(rule, Standing::Broken, text, slip.advice)
            }
            Err((text, advice)) => self.finding(rule, Standing::Broken, text, advice),
        }
    }

    pub(super) fn digested(&self, rule: &Rule, at: &str, mac: &Mac, seen: &Seen<'_>) -> Finding {
        let due = self.digest(mac, &seen.values);
        let came = match self.string(at, due.as_deref(), seen) {
            Ok(came) => came,
            Err((text, advice)) => return self.finding(rule, Standing::Broken, text, advice),
        };
        let Some(due) = due else {
            let label = self.label(&mac.key).to_lowercase();
            let text = ["`", at, "` cannot be checked without the ", &label].concat();
            let advice = ["Give the ", &label].concat();
            return self.finding(rule, Standing::Unknown, text, advice);
        };
        if came == due {
            return self.met(rule, &seen.values);
        }
        if came.eq_ignore_ascii_case(&due) && mac.digest == DigestText::Hex {
            let text = ["`", at, "` is right, in upper-case hex"].concat();
            let advice = "Write it in lower case: the documented example is, and nothing says that \
                          upper case is taken";
            return self.finding(rule, Standing::Advised, text, advice.to_owned());
        }
        let slip = self.misdigest(mac, &came, &seen.values);
        let text = ["`", at, "` is not ", &shown(&due), ": ", &slip.what].concat();
        self.finding(rule, Standing::Broken, text, slip.advice)
    }

    pub(super) fn silent(&self, rule: &Rule, is: &str, seen: &Seen<'_>) -> Finding {
        let body = String::from_utf8_lossy(&seen.reply.body);
        if !body.contains(is) {
            return self.met(rule, &seen.values);
        }
        let text = [
            "The body says ",
            &shown(is),
            ": the request was not refused",
        ]
        .concat();
        self.finding(rule, Standing::Broken, text, rule.why.clone())
    }

    pub(super) fn withheld(&self, rule: &Rule, mac: &Mac, seen: &Seen<'_>) -> Finding {
        let Some(digest) = self.digest(mac, &seen.values) else {
            let label = self.label(&mac.key).to_lowercase();
            let text = ["This cannot be told without the ", &label].concat();
            let advice = ["Give the ", &label].concat();
            return self.finding(rule, Standing::Unknown, text, advice);
        };
        let body = String::from_utf8_lossy(&seen.reply.body).to_ascii_lowercase();
        if !body.contains(&digest.to_ascii_lowercase()) {
            return self.met(rule, &seen.values);
        }
        let text = ["The body says ", &self.hmac(mac, &seen.values)].concat();
        self.finding(rule, Standing::Broken, text, rule.why.clone())
    }

    pub(super) fn inert(&self, rule: &Rule, markup: &str, seen: &Seen<'_>) -> Finding {
        let reply = seen.reply;
        let body = String::from_utf8_lossy(&reply.body);
        if !body.contains(markup) {
            let text = "The markup does not come back";
            return self.finding(rule, Standing::Met, text.to_owned(), String::new());
        }
        let value = match seen.field("content-type") {
            Known::Value(value) => essence(&value).to_ascii_lowercase(),
            Known::NotPasted => {
                let text = "The markup comes back, and the `Content-Type` is not known";
                let advice = "Paste the whole reply, from its first line on";
                return self.finding(rule, Standing::Unknown, text.to_owned(), advice.to_owned());
            }
            _ => String::new(),
        };
        if matches!(value.as_str(), "text/plain" | "application/json") {
            return self.met(rule, &seen.values);
        }
        let text = ["The markup comes back, as ", &shown(&value)].concat();
        self.finding(rule, Standing::Broken, text, rule.why.clone())
    }
}
