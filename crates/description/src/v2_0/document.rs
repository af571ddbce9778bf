//! The document: servers, components, and the operations with their bodies and responses.

use json::value::Object;
use json::{Value, pointer};

use super::bodies::{of_body, of_form};
use super::context::{Context, shared_name};
use super::responses::response;
use super::servers::Addresses;
use crate::common;
use crate::edit;
use crate::notes::Notes;
use crate::part::METHODS;
use crate::v3_0;

/// Gives a document the shape of 3.1; its schemas and parameters are changed already.
pub fn document(document: &mut Object, notes: &mut Notes) {
    common::set_version(document);
    v3_0::webhooks(document);
    let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    let parameters = edit::take(document, "parameters").and_then(edit::into_members);
    let parameters = parameters.unwrap_or_default();
    let addresses = Addresses {
        host: text(edit::take(document, "host")),
        base_path: text(edit::take(document, "basePath")).unwrap_or_default(),
    };
    let mut schemes = strings(edit::take(document, "schemes"));
    if schemes.is_empty() {
        schemes.push("https".to_owned());
        if addresses.host.is_some() {
            let message = "The document gives no `schemes`; `https` is assumed";
            notes.at("/host".to_owned(), None, message);
        }
    }
    let servers = addresses.servers(&schemes);
    let mut context = Context {
        addresses,
        consumes: strings(edit::take(document, "consumes")),
        produces: strings(edit::take(document, "produces")),
        parameters: parameters.iter().cloned().collect(),
    };
    let components = components(document, parameters, &mut context, notes);
    if let Some(paths) = edit::get_mut(document, "paths").and_then(edit::members) {
        for (path, item) in paths {
            if let Some(item) = edit::members(item) {
                let at = ["/paths/", &*pointer::escape(path)].concat();
                path_item(item, &mut context, &at, notes);
            }
        }
    }
    edit::set(document, "servers", servers);
    if !components.is_empty() {
        edit::set(document, "components", Value::Object(components));
    }
}

fn components(
    document: &mut Object,
    parameters: Object,
    context: &mut Context,
    notes: &mut Notes,
) -> Object {
    let mut components = Object::new();
    if let Some(schemas) = edit::take(document, "definitions") {
        components.push(("schemas".to_owned(), schemas));
    }
    let (mut kept, mut bodies) = (Object::new(), Object::new());
    for (name, parameter) in parameters {
        match context.place(&parameter) {
            Some("body") => {
                let media_types = consumed(&context.consumes.clone(), context, notes);
                let body = edit::into_members(parameter).unwrap_or_default();
                bodies.push((name, of_body(body, &media_types)));
            }
            Some("formData") => {}
            _ => kept.push((name, parameter)),
        }
    }
    let mut responses = edit::take(document, "responses");
    if let Some(members) = responses.as_mut().and_then(edit::members) {
        self::responses(members, &context.produces.clone(), context, "", notes);
    }
    let map = |members: Object| (!members.is_empty()).then(|| Value::Object(members));
    let schemes = edit::take(document, "securityDefinitions");
    for (name, map) in [
        ("parameters", map(kept)),
        ("requestBodies", map(bodies)),
        ("responses", responses),
        ("securitySchemes", schemes),
    ] {
        components.extend(map.map(|map| (name.to_owned(), map)));
    }
    components
}

/// The media types of a body, assumed if there are none.
fn consumed(own: &[String], context: &mut Context, notes: &mut Notes) -> Vec<String> {
    match own {
        [] => context.implied("consumes", notes),
        own => own.to_vec(),
    }
}

/// Changes the operations of a path; bodies that its parameters describe are inherited.
fn path_item(item: &mut Object, context: &mut Context, at: &str, notes: &mut Notes) {
    let parameters = edit::take(item, "parameters").and_then(edit::into_items);
    let is_body = |parameter: &Value| matches!(context.place(parameter), Some("body" | "formData"));
    let (inherited, kept): (Vec<Value>, Vec<Value>) = parameters
        .unwrap_or_default()
        .into_iter()
        .partition(is_body);
    if !kept.is_empty() {
        edit::set(item, "parameters", Value::Array(kept));
    }
    for (method, operation) in item {
        if METHODS.contains(&&**method)
            && let Some(members) = edit::members(operation)
        {
            let at = [at, "/", method].concat();
            self::operation(members, &inherited, context, &at, notes);
        }
    }
}

fn operation(
    operation: &mut Object,
    inherited: &[Value],
    context: &mut Context,
    at: &str,
    notes: &mut Notes,
) {
    let own =
        |operation: &mut Object, name: &str| edit::take(operation, name).map(|v| strings(Some(v)));
    let own_consumes = own(operation, "consumes");
    let consumes = own_consumes
        .clone()
        .unwrap_or_else(|| context.consumes.clone());
    let produces = own(operation, "produces").unwrap_or_else(|| context.produces.clone());
    if let Some(schemes) = own(operation, "schemes")
        && context.addresses.host.is_some()
        && !schemes.is_empty()
    {
        edit::set(operation, "servers", context.addresses.servers(&schemes));
    }
    let parameters = edit::take(operation, "parameters").and_then(edit::into_items);
    let (mut kept, mut bodies, mut form) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in parameters.unwrap_or_default() {
        match context.place(&parameter) {
            Some("body") => bodies.push(parameter),
            Some("formData") => form.push(parameter),
            _ => kept.push(parameter),
        }
    }
    if !kept.is_empty() {
        edit::set(operation, "parameters", Value::Array(kept));
    }
    inherit(inherited, &mut bodies, &mut form, context);
    if !bodies.is_empty() && (bodies.len() > 1 || !form.is_empty()) {
        let message = "An operation has one body; only its first `body` parameter is used";
        notes.at([at, "/parameters"].concat(), None, message);
    }
    if let Some(parameter) = bodies.into_iter().next() {
        let body = body(parameter, own_consumes.as_deref(), context, notes);
        edit::set(operation, "requestBody", body);
    } else if !form.is_empty() {
        let members = |p: &Value| edit::into_members(context.meant(p).clone());
        let form = form.iter().filter_map(members).collect();
        let body = of_form(form, &consumes, at, notes);
        edit::set(operation, "requestBody", body);
    }
    if let Some(responses) = edit::get_mut(operation, "responses").and_then(edit::members) {
        self::responses(responses, &produces, context, at, notes);
    }
}

/// Adds the path's bodies and form fields that the operation does not override.
fn inherit(inherited: &[Value], bodies: &mut Vec<Value>, form: &mut Vec<Value>, context: &Context) {
    let has_own_body = !bodies.is_empty() || !form.is_empty();
    for parameter in inherited {
        let name = |parameter: &Value| {
            let name = context.meant(parameter).get("name")?;
            name.as_str().map(str::to_owned)
        };
        let is_new = !form.iter().any(|own| name(own) == name(parameter));
        match context.place(parameter) {
            Some("body") if !has_own_body => bodies.push(parameter.clone()),
            Some("formData") if bodies.is_empty() && is_new => form.push(parameter.clone()),
            _ => {}
        }
    }
}

/// A request body: a shared one by reference if it has the same media types.
fn body(
    parameter: Value,
    own_consumes: Option<&[String]>,
    context: &mut Context,
    notes: &mut Notes,
) -> Value {
    let is_shared = shared_name(&parameter).is_some();
    if is_shared
        && own_consumes.is_none_or(|own| own == context.consumes)
        && let Some(Value::String(reference)) = parameter.get("$ref")
    {
        let moved = reference.replacen("/parameters/", "/requestBodies/", 1);
        return edit::object([("$ref", edit::text(moved))]);
    }
    let parameter = match is_shared {
        true => context.meant(&parameter).clone(),
        false => parameter,
    };
    let own = own_consumes.map_or_else(|| context.consumes.clone(), <[String]>::to_vec);
    let media_types = consumed(&own, context, notes);
    of_body(
        edit::into_members(parameter).unwrap_or_default(),
        &media_types,
    )
}

fn responses(
    responses: &mut Object,
    produces: &[String],
    context: &mut Context,
    at: &str,
    notes: &mut Notes,
) {
    for (status, value) in responses {
        if let Some(members) = edit::members(value) {
            let at = [at, "/responses/", &*pointer::escape(status)].concat();
            response(members, produces, context, &at, notes);
        }
    }
}

/// The strings of an array.
fn strings(value: Option<Value>) -> Vec<String> {
    let items = value.and_then(edit::into_items).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}
