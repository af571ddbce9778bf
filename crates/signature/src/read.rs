//! Reads schemes from the members of a JSON object.
//!
//! Every member but `headers` may be left out; then it is as in
//! [`Scheme::default`], with `kind` `hmac`. Schemes by name are
//! [`super::documented`]'s.

use json::Value;
use json::value::Object;

use super::scheme::{
    Algorithm, DigestText, HeaderTemplate, Input, Key, KeyText, Kind, Scheme, Spelling, TimeText,
    Tolerance, Unit,
};
use super::template;

/// Reads a list of schemes.
pub(super) fn schemes(text: &str) -> Result<Vec<Scheme>, String> {
    let value = Value::read(text);
    let items = value.as_ref().ok().and_then(Value::as_array);
    let items = items.ok_or("A list of schemes was expected")?;
    items.iter().map(|item| over(hmac(), item)).collect()
}

/// Reads a scheme that stands alone, as [`super::write`] writes it.
pub fn own(text: &str) -> Result<Scheme, String> {
    let value = Value::read(text).map_err(|_| "A scheme has to be JSON")?;
    over(hmac(), &value)
}

/// What a scheme is that leaves everything out.
pub(super) fn hmac() -> Scheme {
    Scheme {
        id: "document".to_owned(),
        title: "As documented".to_owned(),
        kind: Kind::Hmac,
        ..Scheme::default()
    }
}

/// The scheme with what the members say.
pub(super) fn over(mut scheme: Scheme, value: &Value) -> Result<Scheme, String> {
    let Value::Object(members) = value else {
        return Err("A scheme has to be an object".to_owned());
    };
    for (name, value) in members {
        match name.as_str() {
            "id" => scheme.id = text(name, value)?,
            "title" => scheme.title = text(name, value)?,
            "description" => scheme.description = text(name, value)?,
            "kind" => scheme.kind = word(name, value, Kind::from_name)?,
            "algorithm" => scheme.algorithm = word(name, value, Algorithm::from_name)?,
            "digest" => scheme.digest = word(name, value, DigestText::from_name)?,
            "key" => key(&mut scheme.key, object(name, value)?)?,
            "inputs" => scheme.inputs = inputs(value)?,
            "content" => scheme.content = templated(name, value)?,
            "before" => scheme.before = headers(object(name, value)?)?,
            "headers" => scheme.headers = headers(object(name, value)?)?,
            "query" => scheme.query = headers(object(name, value)?)?,
            "members" => scheme.members = headers(object(name, value)?)?,
            "parts" => scheme.parts = headers(object(name, value)?)?,
            "json" => scheme.json = word(name, value, spelling)?,
            "marks" => scheme.marks = texts(name, value)?,
            "list" => scheme.list = Some(text(name, value)?),
            "unit" => scheme.unit = word(name, value, unit)?,
            "time" => scheme.time = word(name, value, time)?,
            "stamp" => scheme.stamp = Some(text(name, value)?),
            "certificate" => scheme.certificate = headers(object(name, value)?)?,
            "newer" => scheme.newer = Some(text(name, value)?),
            "tolerance" => scheme.tolerance = Some(tolerance(object(name, value)?)?),
            _ => return Err(unknown(name)),
        }
    }
    Ok(scheme)
}

fn key(key: &mut Key, members: &Object) -> Result<(), String> {
    for (name, value) in members {
        match name.as_str() {
            "label" => key.label = text(name, value)?,
            "help" => key.help = text(name, value)?,
            "encoding" => key.encoding = word(name, value, KeyText::from_name)?,
            "prefix" => key.prefix = text(name, value)?,
            "template" => key.template = templated(name, value)?,
            _ => return Err(unknown(name)),
        }
    }
    Ok(())
}

fn inputs(value: &Value) -> Result<Vec<Input>, String> {
    let Value::Array(items) = value else {
        return Err("`inputs` has to be a list".to_owned());
    };
    items
        .iter()
        .map(|item| input(object("inputs", item)?))
        .collect()
}

fn input(members: &Object) -> Result<Input, String> {
    let mut input = Input {
        name: String::new(),
        label: String::new(),
        help: String::new(),
        secret: true,
        default: None,
        taken: false,
        without: None,
    };
    for (name, value) in members {
        match name.as_str() {
            "name" => input.name = text(name, value)?,
            "label" => input.label = text(name, value)?,
            "help" => input.help = text(name, value)?,
            "secret" => input.secret = truth(name, value)?,
            "taken" => input.taken = truth(name, value)?,
            "default" => input.default = Some(text(name, value)?),
            "without" => input.without = Some(text(name, value)?),
            _ => return Err(unknown(name)),
        }
    }
    if input.name.is_empty() {
        return Err("An input has to have a `name`".to_owned());
    }
    Ok(input)
}

fn headers(members: &Object) -> Result<Vec<HeaderTemplate>, String> {
    let read = |(name, value): &(String, Value)| {
        template::parse(name).map_err(|_| format!("`{name}` is not a template"))?;
        Ok(HeaderTemplate {
            name: name.clone(),
            value: templated(name, value)?,
        })
    };
    members.iter().map(read).collect()
}

fn tolerance(members: &Object) -> Result<Tolerance, String> {
    let of = |name: &str| members.iter().find(|m| m.0 == name).map(|m| &m.1);
    let seconds = of("seconds").and_then(Value::as_number);
    let seconds = seconds.and_then(|n| u32::try_from(n.to_i64()?).ok());
    Ok(Tolerance {
        seconds: seconds.ok_or("`seconds` has to be a whole number")?,
        future: of("future").and_then(Value::as_bool).unwrap_or(true),
    })
}

fn spelling(word: &str) -> Option<Spelling> {
    match word {
        "free" => Some(Spelling::Free),
        "ascii" => Some(Spelling::Ascii),
        _ => None,
    }
}

fn unit(word: &str) -> Option<Unit> {
    match word {
        "s" => Some(Unit::Seconds),
        "ms" => Some(Unit::Milliseconds),
        _ => None,
    }
}

fn time(word: &str) -> Option<TimeText> {
    match word {
        "number" => Some(TimeText::Number),
        "date-time" => Some(TimeText::DateTime),
        _ => None,
    }
}

fn text(name: &str, value: &Value) -> Result<String, String> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| format!("`{name}` has to be a text"))
}

fn texts(name: &str, value: &Value) -> Result<Vec<String>, String> {
    let items = value.as_array();
    let items = items.ok_or_else(|| format!("`{name}` has to be a list"))?;
    items.iter().map(|item| text(name, item)).collect()
}

fn truth(name: &str, value: &Value) -> Result<bool, String> {
    let truth = value.as_bool();
    truth.ok_or_else(|| format!("`{name}` has to be true or false"))
}

fn templated(name: &str, value: &Value) -> Result<String, String> {
    let text = text(name, value)?;
    match template::parse(&text) {
        Ok(_) => Ok(text),
        Err(_) => Err(format!("`{name}` is not a template: `{text}`")),
    }
}

fn word<T>(name: &str, value: &Value, find: fn(&str) -> Option<T>) -> Result<T, String> {
    let word = value.as_str().unwrap_or_default();
    find(word).ok_or_else(|| format!("`{name}` cannot be `{word}`"))
}

fn object<'a>(name: &str, value: &'a Value) -> Result<&'a Object, String> {
    let members = value.as_object();
    members.ok_or_else(|| format!("`{name}` has to be an object"))
}

fn unknown(name: &str) -> String {
    format!("A scheme has no member `{name}`")
}
