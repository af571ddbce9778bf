//! Reads handshakes from their JSON. A member that is not known is an error, so that no rule is lost by a typo.

use super::{Handshake, Input, Kind, Mac, Probe, Request, Rule};
use json::Value;
use json::value::Object;
use signature::{Algorithm, DigestText, template};

/// Reads the file; the error is a clause.
pub fn read(text: &str) -> Result<Vec<Handshake>, String> {
    let value = Value::read(text).map_err(|_| "it is no JSON")?;
    list("the file", &value, handshake)
}

fn handshake(value: &Value) -> Result<Handshake, String> {
    let mut out = Handshake {
        id: String::new(),
        title: String::new(),
        sender: String::new(),
        about: String::new(),
        source: String::new(),
        inputs: Vec::new(),
        values: Vec::new(),
        request: Request::default(),
        rules: Vec::new(),
        probes: Vec::new(),
    };
    for (name, value) in object("a handshake", value)? {
        match name.as_str() {
            "id" => out.id = string(name, value)?,
            "title" => out.title = string(name, value)?,
            "sender" => out.sender = string(name, value)?,
            "about" => out.about = string(name, value)?,
            "source" => out.source = string(name, value)?,
            "inputs" => out.inputs = list(name, value, input)?,
            "values" => out.values = pairs(name, value)?,
            "request" => out.request = request(value)?,
            "reply" => out.rules = list(name, value, rule)?,
            "probes" => out.probes = list(name, value, probe)?,
            _ => return Err(unknown(name)),
        }
    }
    Ok(out)
}

fn input(value: &Value) -> Result<Input, String> {
    let mut out = Input {
        name: String::new(),
        label: String::new(),
        help: String::new(),
        secret: false,
        default: String::new(),
        needed: false,
    };
    for (name, value) in object("an input", value)? {
        match name.as_str() {
            "name" => out.name = string(name, value)?,
            "label" => out.label = string(name, value)?,
            "help" => out.help = string(name, value)?,
            "secret" => out.secret = truth(name, value)?,
            "default" => out.default = templated(name, value)?,
            "needed" => out.needed = truth(name, value)?,
            _ => return Err(unknown(name)),
        }
    }
    Ok(out)
}

fn request(value: &Value) -> Result<Request, String> {
    let mut out = Request::default();
    for (name, value) in object("a request", value)? {
        match name.as_str() {
            "method" => out.method = string(name, value)?,
            "query" => out.query = pairs(name, value)?,
            "headers" => out.headers = pairs(name, value)?,
            "type" => out.content_type = string(name, value)?,
            "body" => out.body = templated(name, value)?,
            "scheme" => out.scheme = string(name, value)?,
            "may-be-unsigned" => out.may_be_unsigned = truth(name, value)?,
            _ => return Err(unknown(name)),
        }
    }
    Ok(out)
}

fn probe(value: &Value) -> Result<Probe, String> {
    let mut out = Probe {
        id: String::new(),
        title: String::new(),
        expect: String::new(),
        wrong: None,
        unsigned: false,
        values: Vec::new(),
        rules: Vec::new(),
    };
    for (name, value) in object("a probe", value)? {
        match name.as_str() {
            "id" => out.id = string(name, value)?,
            "title" => out.title = string(name, value)?,
            "expect" => out.expect = string(name, value)?,
            "wrong" => out.wrong = Some(string(name, value)?),
            "unsigned" => out.unsigned = truth(name, value)?,
            "values" => out.values = pairs(name, value)?,
            "reply" => out.rules = list(name, value, rule)?,
            _ => return Err(unknown(name)),
        }
    }
    Ok(out)
}

/// A rule: one member says what it asks for; `should`, `why` and `source` go with any.
fn rule(value: &Value) -> Result<Rule, String> {
    let (mut must, mut why, mut source, mut kind) = (true, String::new(), String::new(), None);
    for (name, value) in object("a rule", value)? {
        match name.as_str() {
            "should" => must = !truth(name, value)?,
            "why" => why = string(name, value)?,
            "source" => source = string(name, value)?,
            _ if kind.is_none() => kind = Some(asked(name, value)?),
            _ => return Err(unknown(name)),
        }
    }
    let kind = kind.ok_or("a rule asks for nothing")?;
    Ok(Rule {
        must,
        kind,
        why,
        source,
    })
}

fn asked(name: &str, value: &Value) -> Result<Kind, String> {
    Ok(match name {
        "status" => Kind::Status(list(name, value, number)?),
        "status-not" => Kind::StatusNot(list(name, value, number)?),
        "type" => Kind::Type(list(name, value, text)?),
        "field" => field(object(name, value)?)?,
        "lists" => Kind::Lists {
            name: member(value, "name", text)?,
            item: member(value, "item", text)?,
        },
        "text" => Kind::Text(templated(name, value)?),
        "echo" => Kind::Echo {
            member: member(value, "member", text)?,
            is: member(value, "is", text)?,
        },
        "member" => Kind::Member {
            at: member(value, "at", text)?,
            is: member(value, "is", text)?,
        },
        "digest" => Kind::Digest {
            at: member(value, "at", text)?,
            mac: member(value, "hmac", mac)?,
        },
        "silent" => Kind::Silent(templated(name, value)?),
        "withheld" => Kind::Withheld(mac(value)?),
        "inert" => Kind::Inert(templated(name, value)?),
        "within" => Kind::Within(number(value)?.into()),
        "https" => match truth(name, value)? {
            true => Kind::Https,
            false => return Err(unknown(name)),
        },
        _ => return Err(unknown(name)),
    })
}

fn field(members: &Object) -> Result<Kind, String> {
    let (mut named, mut is, mut positive) = (String::new(), Vec::new(), false);
    for (name, value) in members {
        match name.as_str() {
            "name" => named = string(name, value)?,
            "is" => is = list(name, value, text)?,
            "positive" => positive = truth(name, value)?,
            _ => return Err(unknown(name)),
        }
    }
    Ok(Kind::Field {
        name: named,
        is,
        positive,
    })
}

fn mac(value: &Value) -> Result<Mac, String> {
    let mut out = Mac {
        of: String::new(),
        key: String::new(),
        algorithm: Algorithm::Sha256,
        digest: DigestText::Hex,
    };
    for (name, value) in object("hmac", value)? {
        let word = || string(name, value);
        match name.as_str() {
            "of" => out.of = templated(name, value)?,
            "key" => out.key = word()?,
            "algorithm" => {
                out.algorithm = Algorithm::from_name(&word()?).ok_or_else(|| unknown(name))?;
            }
            "digest" => {
                out.digest = DigestText::from_name(&word()?).ok_or_else(|| unknown(name))?;
            }
            _ => return Err(unknown(name)),
        }
    }
    Ok(out)
}

fn unknown(name: &str) -> String {
    ["`", name, "` is not known there"].concat()
}

fn object<'a>(name: &str, value: &'a Value) -> Result<&'a Object, String> {
    let found = value.as_object();
    found.ok_or_else(|| ["`", name, "` has to be an object"].concat())
}

fn member<T>(
    value: &Value,
    name: &str,
    read: fn(&Value) -> Result<T, String>,
) -> Result<T, String> {
    let found = value.get(name);
    read(found.ok_or_else(|| ["`", name, "` is lacking"].concat())?)
}

fn list<T>(
    name: &str,
    value: &Value,
    read: fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let items = value.as_array();
    let items = items.ok_or_else(|| ["`", name, "` has to be a list"].concat())?;
    items.iter().map(read).collect()
}

/// Names with their templates, in the order of the text.
fn pairs(name: &str, value: &Value) -> Result<Vec<(String, String)>, String> {
    let members = object(name, value)?.iter();
    members
        .map(|(name, value)| Ok((name.clone(), templated(name, value)?)))
        .collect()
}

fn string(name: &str, value: &Value) -> Result<String, String> {
    let found = value.as_str().map(str::to_owned);
    found.ok_or_else(|| ["`", name, "` has to be a text"].concat())
}

/// A text that is a template.
fn templated(name: &str, value: &Value) -> Result<String, String> {
    let found = string(name, value)?;
    match template::parse(&found) {
        Ok(_) => Ok(found),
        Err(_) => Err(["`", name, "` is no template"].concat()),
    }
}

fn text(value: &Value) -> Result<String, String> {
    templated("an item", value)
}

fn truth(name: &str, value: &Value) -> Result<bool, String> {
    let found = value.as_bool();
    found.ok_or_else(|| ["`", name, "` has to be true or false"].concat())
}

fn number(value: &Value) -> Result<u16, String> {
    let found = match value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    };
    found.ok_or_else(|| "a whole number was expected".to_owned())
}
