//! Checking the input of signing; every problem is reported, not just the first.

use std::rc::Rc;

use super::key;
use super::render::{self, Scope, Shown};
use super::scheme::{HeaderTemplate, KeyText, Kind, Scheme, TimeText, Unit};
use super::template::{self, Fault, Part};
use super::{Algorithm, DigestText, Moment, Spelling, date, fields, presets, saved};
use crate::Signing;
use crate::header::name_fault;
use crate::header::value_fault;
use crate::secret::Secrets;
use problem::request::Request;
use problem::words::Sample;
use problem::{Cause, Field, Problem, Root, Setting, Severity, Unlike, Unsignable};

/// The result of filling a template.
type Made<T> = Result<T, Fault>;

/// The time that is signed.
pub struct Time {
    /// The time in the scheme's unit and format.
    pub text: String,
    /// Its IMF-fixdate; empty if the scheme does not need one.
    pub date: String,
}

/// Checks each input once and collects the problems.
pub struct Check<'a> {
    scheme: &'a Scheme,
    signing: &'a Signing,
    secrets: &'a Secrets,
    /// True if a control sets the secret's encoding: when signing, not when verifying.
    settable: bool,
    pub problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    pub fn new(scheme: &'a Scheme, signing: &'a Signing, secrets: &'a Secrets) -> Check<'a> {
        let mut check = Check {
            scheme,
            signing,
            secrets,
            settable: true,
            problems: Vec::new(),
        };
        let chosen = signing.scheme.as_deref().filter(|_| signing.own.is_none());
        if let Some(gone) = chosen.filter(|id| saved::is_own(id)) {
            let name = saved::name_of(gone).to_owned();
            check.report(
                Setting::Scheme,
                Severity::Error,
                Cause::Kept(problem::Kept::Scheme { name }),
            );
        } else if let Some(chosen) = chosen.filter(|id| *id != scheme.id) {
            let ids: Vec<&str> = presets::all().iter().map(|s| s.id.as_str()).collect();
            check.choice(Setting::Scheme, Some(chosen), &ids, Severity::Error);
        }
        if scheme.kind != Kind::Nothing {
            check.choices();
        }
        check
    }

    /// Checks the input of verifying a message.
    pub fn verifying(scheme: &'a Scheme, signing: &'a Signing, secrets: &'a Secrets) -> Check<'a> {
        Check {
            settable: false,
            ..Check::new(scheme, signing, secrets)
        }
    }

    fn report(&mut self, at: impl Into<Field>, severity: Severity, cause: Cause) {
        self.problems.push(cause.at(at, severity));
    }

    /// Reports unknown names in the settings, which an older or newer program may have saved.
    fn choices(&mut self) {
        let signing = self.signing;
        let text = KeyText::ALL.map(KeyText::name);
        let found = signing.secret_encoding.as_deref();
        self.choice(Setting::SecretEncoding, found, &text, Severity::Blocks);
        if self.scheme.id == "plain" {
            let algorithms = Algorithm::ALL.map(Algorithm::name);
            let found = signing.algorithm.as_deref();
            self.choice(Setting::Algorithm, found, &algorithms, Severity::Blocks);
            let digests = DigestText::ALL.map(DigestText::name);
            self.choice(
                Setting::Digest,
                signing.digest.as_deref(),
                &digests,
                Severity::Blocks,
            );
        }
    }

    fn choice(&mut self, at: Setting, found: Option<&str>, allowed: &[&str], severity: Severity) {
        if let Some(found) = found.filter(|found| !allowed.contains(found)) {
            let cause = Cause::Choice {
                set: problem::Set::Enum,
                allowed: allowed.iter().map(|word| Sample::text(word)).collect(),
                found: Sample::text(found),
            };
            self.report(at, severity, cause);
        }
    }

    /// Returns the delivery's id and checks it.
    pub fn id<'m>(&mut self, moment: &'m Moment) -> &'m str
    where
        'a: 'm,
    {
        let typed = self.signing.id.as_deref().filter(|id| !id.is_empty());
        let id = typed.unwrap_or_else(|| self.scheme.id_of(moment));
        self.check_id(id);
        id
    }

    /// Reports a dot in the id if dots separate the signed parts.
    pub fn check_id(&mut self, id: &str) {
        let dotted = self.scheme.kind.is_keyed() && self.scheme.content.contains("{id}.");
        if let Some(at) = id.chars().position(|c| c == '.').filter(|_| dotted) {
            let cause = problem::Signing::IdDot { at: at + 1 };
            self.report(Setting::Id, Severity::Error, Cause::Signing(cause));
        }
    }

    /// Returns the time. An invalid time is sent as entered if possible, because people test how a
    /// receiver rejects it.
    pub fn time(&mut self, moment: &Moment) -> Time {
        let dated = self.scheme.uses("date");
        let used = dated || self.scheme.uses("timestamp");
        let typed = self.signing.time.as_deref().filter(|time| !time.is_empty());
        let (seconds, milliseconds) = match typed.map(unix_seconds) {
            None => (moment.unix_ms.div_euclid(1000), Some(moment.unix_ms)),
            Some(Some(seconds)) => (seconds, seconds.checked_mul(1000)),
            Some(None) => (i64::MAX, None),
        };
        let text = match (self.scheme.unit, typed, milliseconds) {
            (Unit::Seconds, Some(typed), _) => typed.to_owned(),
            (Unit::Seconds, None, _) => seconds.to_string(),
            (Unit::Milliseconds, _, Some(ms)) => ms.to_string(),
            (Unit::Milliseconds, typed, None) => typed.unwrap_or_default().to_owned(),
        };
        let text = match self.scheme.time {
            TimeText::Number => text,
            TimeText::DateTime => date::date_time(seconds).unwrap_or(text),
        };
        let date = if dated {
            date::imf_fixdate(seconds)
        } else {
            Some(String::new())
        };
        let sound = typed.is_none_or(|text| unix_seconds(text).is_some());
        if used && (!sound || date.is_none()) {
            let severity = if date.is_none() {
                Severity::Blocks
            } else {
                Severity::Error
            };
            let cause = match sound {
                true => problem::Signing::Content(Unsignable::Date),
                false => problem::Signing::Time {
                    found: text.clone(),
                },
            };
            self.report(Setting::Time, severity, Cause::Signing(cause));
        }
        Time {
            text,
            date: date.unwrap_or_default(),
        }
    }

    /// Returns the text in place of the signature if an input is missing.
    pub fn substitute(&self) -> Option<&'a str> {
        let given = |name: &str| render::given(self.scheme, self.secrets, name).is_some();
        let mut missing = self.scheme.inputs.iter().filter(|i| !given(&i.name));
        missing.find_map(|i| i.without.as_deref())
    }

    /// Returns the key and the signed text; `None` if a problem was reported.
    pub fn material<T>(&mut self, scope: &Scope<'_>, text: Made<T>) -> Option<(Vec<u8>, T)> {
        let secret = self.secrets();
        let text = self.template(Setting::Content, text);
        self.check_body(scope);
        let (secret, text) = (secret?, text?);
        let with_key = Scope {
            key: Some(&secret),
            headers: Vec::new(),
            named: scope.named.clone(),
            ..*scope
        };
        let key = self.template(
            Root::Secret(None),
            with_key.bytes(&self.scheme.key.template),
        )?;
        Some((key, text))
    }

    /// Returns the main secret's bytes if every required input is present too.
    pub fn secrets(&mut self) -> Option<Vec<u8>> {
        let complete = self.check_inputs();
        self.main_secret().filter(|_| complete)
    }

    /// Returns whether a shared secret, which is sent unchanged, is complete.
    pub fn is_shared_complete(&mut self) -> bool {
        let complete = self.check_inputs();
        let missing = self.scheme.uses("secret") && self.secrets.get("secret").is_none();
        if missing {
            self.report_missing(None);
        }
        self.check_ends(None);
        complete && !missing
    }

    /// Returns whether every required input is present.
    fn check_inputs(&mut self) -> bool {
        let scheme = self.scheme;
        let mut complete = true;
        for input in &scheme.inputs {
            if render::given(scheme, self.secrets, &input.name).is_none() {
                complete = false;
                self.report_missing(Some(&input.name));
            }
            self.check_ends(Some(&input.name));
        }
        complete
    }

    /// Returns the main secret's bytes.
    fn main_secret(&mut self) -> Option<Vec<u8>> {
        let key = &self.scheme.key;
        if !template::names(&key.template, "secret") {
            return Some(Vec::new());
        }
        let Some(secret) = self.secrets.get("secret") else {
            self.report_missing(None);
            return None;
        };
        match key::of_secret(self.scheme, secret.expose()) {
            // `whsec_` alone leaves an empty key, which HMAC accepts and anyone knows.
            Ok(bytes) if bytes.is_empty() => {
                self.report_missing(None);
                None
            }
            Ok(bytes) => {
                self.check_ends(None);
                Some(bytes)
            }
            Err(cause) => {
                // A scheme whose secrets have a prefix defines their encoding too.
                let is_free = self.scheme.key.prefix.is_empty();
                let cause = match self.settable && is_free {
                    true => cause,
                    false => problem::Secret::Fixed(Box::new(cause)),
                };
                self.report(Root::Secret(None), Severity::Blocks, Cause::Secret(cause));
                None
            }
        }
    }

    /// Reports a required secret that is missing.
    fn report_missing(&mut self, input: Option<&str>) {
        let at = Root::Secret(input.map(Rc::from));
        let cause = Cause::Secret(problem::Secret::Missing);
        self.report(at, Severity::Blocks, cause);
    }

    /// Reports white space that was probably pasted along; the secret is used as entered.
    fn check_ends(&mut self, input: Option<&str>) {
        let at = Root::Secret(input.map(Rc::from));
        let text = self.secrets.get(&at.to_string()).map_or("", |s| s.expose());
        let space = |c: &char| c.is_whitespace();
        let first = text.chars().next().filter(space).map(|c| (c, true));
        let last = text.chars().next_back().filter(space).map(|c| (c, false));
        if let Some((character, first)) = first.or(last) {
            let cause = problem::Secret::Ends { character, first };
            self.report(at, Severity::Warning, Cause::Secret(cause));
        }
    }

    /// Reports a body that the scheme is not made for; it is sent, but receivers reject or ignore it.
    fn check_body(&mut self, scope: &Scope<'_>) {
        let request = &scope.request;
        let content = &self.scheme.content;
        let covers = |(_, text): &(String, String)| text.contains("\"content-digest\"");
        let uncovered = template::names(content, "signature-base")
            && !request.body.is_empty()
            && !scope.named.iter().any(covers);
        let form = template::names(content, "form")
            && !template::names(content, "body")
            && self.scheme.query.is_empty();
        let why = if form && !request.body.is_empty() && !fields::is_form(request) {
            Unlike::NotForm
        } else if self.scheme.json == Spelling::Ascii && !request.body.is_ascii() {
            Unlike::NotAscii
        } else if uncovered {
            Unlike::Uncovered
        } else {
            return;
        };
        let cause = Cause::Signing(problem::Signing::Unlike(why));
        self.report(Setting::Content, Severity::Warning, cause);
    }

    /// Reports content or a signature that cannot be made; the request is sent without it.
    pub fn report_unsignable(&mut self, why: Unsignable) {
        let cause = Cause::Signing(problem::Signing::Content(why));
        self.report(Setting::Value, Severity::Error, cause);
    }

    /// Reports that only the sender can sign.
    pub fn report_private_key(&mut self) {
        let scheme = self.scheme.title.clone();
        let why = Unsignable::PrivateKey { scheme };
        let cause = Cause::Signing(problem::Signing::Content(why));
        self.report(Setting::Scheme, Severity::Blocks, cause);
    }

    pub fn template<T>(&mut self, at: impl Into<Field>, filled: Made<T>) -> Option<T> {
        let at = at.into();
        let fault = match filled {
            Ok(filled) => return Some(filled),
            Err(fault) => fault,
        };
        let cause = match fault {
            Fault::Component { name, fault } => {
                let why = Unsignable::Component { name, fault };
                let cause = Cause::Signing(problem::Signing::Content(why));
                self.report(at, Severity::Blocks, cause);
                return None;
            }
            Fault::Unclosed => problem::Template::Open,
            Fault::TooDeep => problem::Template::TooDeep,
            Fault::Unknown(name) => problem::Template::Name {
                name,
                known: render::known(self.scheme, at == Setting::Value.into()),
            },
        };
        self.report(at, Severity::Blocks, Cause::Template(cause));
        None
    }

    /// Returns a header field's name and value.
    pub fn field(&mut self, scope: &Scope<'_>, field: &HeaderTemplate) -> Option<(String, Shown)> {
        let name = self.template(Setting::Header, scope.text(&field.name));
        let shown = self.template(Setting::Value, scope.shown(&field.value));
        let (name, shown) = (name?, shown?);
        let mut faults = Vec::new();
        faults.extend(self.fault_at(&field.name, &name, Setting::Header, scope, &name_fault));
        faults.extend(self.fault_at(&field.value, &shown.0, Setting::Value, scope, &value_fault));
        let sound = faults.is_empty();
        for (at, cause) in faults {
            self.report(at, Severity::Blocks, Cause::Request(cause));
        }
        sound.then_some((name, shown))
    }

    /// Returns a header field's fault, at the control whose text caused it or at the template.
    fn fault_at(
        &self,
        template: &str,
        filled: &str,
        own: Setting,
        scope: &Scope<'_>,
        fault: &dyn Fn(&str) -> Option<Request>,
    ) -> Option<(Root, Request)> {
        let whole = fault(filled)?;
        let parts = template::parse(template).unwrap_or_default();
        let at_control = parts.iter().find_map(|part| {
            let Part::Value {
                name,
                argument: None,
            } = part
            else {
                return None;
            };
            let (at, value) = match name.as_str() {
                "id" => (Root::Signing(Setting::Id), scope.id),
                "timestamp" => (Root::Signing(Setting::Time), scope.timestamp),
                "secret" => (Root::Secret(None), self.secrets.get("secret")?.expose()),
                name => (Root::Secret(Some(name.into())), scope.input(name)?),
            };
            Some((at, fault(value)?))
        });
        Some(at_control.unwrap_or((Root::Signing(own), whole)))
    }
}

/// Reads a whole number in the format of Unix time.
fn unix_seconds(text: &str) -> Option<i64> {
    text.parse().ok().filter(|_| !text.starts_with('+'))
}
