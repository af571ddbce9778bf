// Functions beside `verify`. See ../README.md.

//: signed(
/// Returns whether the private key of this public key signed the message.
fn signed(key: &str, message: &[u8], signature: &str) -> bool {
    {{proof}}
    let both = key.zip(signature);
    both.is_some_and(|(key, signature)| key.verify(message, &signature).is_ok())
}

//: form(
/// The decoded fields of a form, sorted by name and value, without duplicates.
fn form(body: &[u8], equals: &str, between: &str) -> String {
    let mut fields: Vec<_> = form_urlencoded::parse(body).collect();
    fields.sort();
    fields.dedup();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}{equals}{value}")).collect();
    fields.join(between)
}

//: unescape(
/// Decodes the percent-escapes of these ASCII characters and no others.
fn unescape(text: &str, characters: &str) -> String {
    characters.chars().fold(text.to_owned(), |text, character| {
        let code = u32::from(character);
        let upper = text.replace(&format!("%{code:02X}"), &character.to_string());
        upper.replace(&format!("%{code:02x}"), &character.to_string())
    })
}

//: crc32(
/// The CRC-32 of bytes, as in zip and zlib.
fn crc32(bytes: &[u8]) -> String {
    let bit = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| bit(crc));
    (!bytes.iter().fold(!0, byte)).to_string()
}

//: json_lines(
/// The name and value, each on a line, of those members that are present and not null.
fn json_lines(json: &serde_json::Value, names: &[&str]) -> String {
    let there = names.iter().filter(|name| json.get(name).is_some_and(|value| !value.is_null()));
    let pointer = |name: &str| format!("/{}", name.replace('~', "~0").replace('/', "~1"));
    there.map(|name| format!("{name}\n{}\n", member(json, &pointer(name)))).collect()
}

//: alike(
/// Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one.
fn alike(json: &serde_json::Value, names: &[&str]) -> bool {
    let fold = |name: &str| name.to_uppercase().to_lowercase();
    let is = |name: &String| names.iter().any(|one| name != one && fold(name) == fold(one));
    json.as_object().is_some_and(|json| json.keys().any(is))
}

//: member(
/// A member of the JSON as text; empty if it is null or missing.
/// Numbers are formatted again, so one with a fraction or more than 15 digits may not match.
fn member(json: &serde_json::Value, pointer: &str) -> String {
    match json.pointer(pointer) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

//: header_lines(
/// A line for each header field with one of these names, or with a name that begins with the text before a *.
fn header_lines(headers: &HashMap<String, String>, wanted: &[&str]) -> String {
    let is = |name: &str| {
        wanted.iter().any(|wanted| match wanted.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *wanted,
        })
    };
    let found = headers.iter().filter(|(name, _)| is(name));
    let line = |(name, value): (&String, &String)| format!("{name}:{}\n", value.replace('\t', " ").trim());
    let mut lines: Vec<String> = found.map(line).collect();
    lines.sort();
    lines.concat()
}

//: fields(
/// The top-level members of a JSON body, or the fields of a form or of the query, sorted by name.
/// The sender signs members as JavaScript writes them, so the body must be the output of JSON.stringify.
fn fields(target: &str, media: &str, body: &[u8], marks: [&str; 3]) -> Result<String, &'static str> {
    use serde_json::value::RawValue;
    let mut found: Vec<(String, String)> = if body.is_empty() || is_form(media) {
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let text = if body.is_empty() { query.as_bytes() } else { body };
        form_urlencoded::parse(text).into_owned().collect()
    } else {
        let members: HashMap<String, &RawValue> = serde_json::from_slice(body).map_err(|_| "The body is not a JSON object")?;
        let text = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| compact(raw.get()));
        members.into_iter().map(|(name, raw)| (name, text(raw))).collect()
    };
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let [first, equals, between] = marks;
    let fields: Vec<String> = found.iter().map(|(name, value)| format!("{name}{equals}{value}")).collect();
    Ok(match fields.is_empty() {
        true => String::new(),
        false => format!("{first}{}", fields.join(between)),
    })
}

//: is_form(
/// Returns whether a body of this media type is a form.
fn is_form(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or("").trim();
    media.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

//: compact(
/// JSON without the white space between its tokens.
fn compact(json: &str) -> String {
    let (mut string, mut escaped) = (false, false);
    let stays = |c: &char| {
        let stays = string || !c.is_ascii_whitespace();
        string ^= *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        stays
    };
    json.chars().filter(stays).collect()
}

//: signature_base(
/// The signature base of a description (RFC 9421, section 2.5); none if it omits a required component
/// or has one that this code does not support.
fn signature_base(
    described: &str,
    components: &str,
    method: &str,
    url: &str,
    headers: &HashMap<String, String>,
) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let rest = rest.split('#').next()?;
    let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    let (scheme, authority) = (scheme.to_lowercase(), authority.to_lowercase());
    let port = if scheme == "https" { ":443" } else { ":80" };
    let path = if path.is_empty() { "/" } else { path };
    let names: Vec<&str> = described.strip_prefix('(')?.split(')').next()?.split_whitespace().collect();
    if !components.split_whitespace().all(|name| names.contains(&name)) {
        return None;
    }
    let mut base = String::new();
    for name in names {
        let value = match name.strip_prefix('"')?.strip_suffix('"')? {
            "@method" => method.to_owned(),
            "@target-uri" => url.to_owned(),
            "@scheme" => scheme.clone(),
            "@authority" => authority.strip_suffix(port).unwrap_or(&authority).to_owned(),
            "@request-target" => format!("{path}{query}"),
            "@path" => path.to_owned(),
            "@query" => format!("?{}", query.trim_start_matches('?')),
            field => headers.get(field)?.trim().to_owned(),
        };
        base += &format!("{name}: {value}\n");
    }
    Some(format!("{base}\"@signature-params\": {described}"))
}

//: is_digest(
/// Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
fn is_digest(value: &str, body: &[u8]) -> bool {
    let given = dictionary(value);
    let is = |name: &str, own: &[u8]| given.get(name).map(|text| *text == general_purpose::STANDARD.encode(own));
    let all = [is("sha-256", &Sha256::digest(body)), is("sha-512", &Sha512::digest(body))];
    all.contains(&Some(true)) && !all.contains(&Some(false))
}

//: dictionary(
/// The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
fn dictionary(field: &str) -> HashMap<String, String> {
    let member = r#"([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))"#;
    let member = regex::Regex::new(member).expect("it is a pattern");
    let one = |found: regex::Captures| {
        let text = |at| found.get(at).map_or("", |text| text.as_str());
        (text(1).to_owned(), [text(2), text(3).trim()].concat())
    };
    member.captures_iter(field).map(one).collect()
}
