//! Security Scheme Objects (Swagger 2.0, section "Security Scheme Object").

use json::value::Object;

use crate::edit;
use crate::notes::Notes;
use crate::rewrite::At;

/// Changes `basic` to an `http` scheme, and the flow of `oauth2` to a member of `flows`.
pub fn scheme(scheme: &mut Object, at: &At, notes: &mut Notes) {
    match edit::get_text(scheme, "type") {
        Some("basic") => {
            edit::set(scheme, "type", edit::text("http"));
            edit::set(scheme, "scheme", edit::text("basic"));
        }
        Some("oauth2") => oauth2(scheme, at, notes),
        _ => {}
    }
}

fn oauth2(scheme: &mut Object, at: &At, notes: &mut Notes) {
    let flow = edit::take(scheme, "flow");
    let name = match flow.as_ref().and_then(|flow| flow.as_str()) {
        Some("implicit") => "implicit",
        Some("password") => "password",
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        _ => {
            let message =
                "The flow must be implicit, password, application or accessCode; it is left out";
            at.note_at(notes, "flow", message);
            return;
        }
    };
    let mut members = Object::new();
    for name in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = edit::take(scheme, name) {
            members.push((name.to_owned(), value));
        }
    }
    if edit::get(&members, "scopes").is_none() {
        members.push(("scopes".to_owned(), edit::object([])));
    }
    let flow = json::Value::Object(members);
    edit::set(scheme, "flows", edit::object([(name, flow)]));
}
