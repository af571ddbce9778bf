// Functions beside `verify`. See ../README.md.

//: signed(
// Returns whether the private key of this public key signed the message.
function signed(key, message, signature) {
  {{proof}}
}

//: form(
// The decoded fields of a form, sorted by name and value, without duplicates.
function form(body, equals, between) {
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const all = [...new URLSearchParams(body.toString())].sort(([a, x], [b, y]) => order(a, b) || order(x, y));
  const once = all.filter(([name, value], at) => at === 0 || name !== all[at - 1][0] || value !== all[at - 1][1]);
  return once.map(([name, value]) => name + equals + value).join(between);
}

//: unescape(
// Decodes the percent-escapes of these characters and no others.
function unescape(text, characters) {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return characters.includes(character) ? character : escape;
  });
}

//: crc32(
// The CRC-32 of bytes, as in zip and zlib.
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return String(~crc >>> 0);
}

//: jsonLines(
// The name and value, each on a line, of those members that are present and not null.
function jsonLines(json, ...names) {
  const there = names.filter((name) => (json?.[name] ?? null) !== null);
  return there.map((name) => `${name}\n${member(json, name)}\n`).join("");
}

//: alike(
// Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one.
function alike(json, ...names) {
  const fold = (name) => name.toUpperCase().toLowerCase();
  const is = (name) => names.some((one) => name !== one && fold(name) === fold(one));
  return Object.keys(Object(json)).some(is);
}

//: member(
// A member of the JSON as text; empty if it is null or missing.
// Numbers are formatted again, so one with a fraction or more than 15 digits may not match.
function member(json, ...path) {
  const value = path.reduce((value, name) => value?.[name], json) ?? "";
  return typeof value === "string" ? value : written(value);
}

//: headerLines(
// A line for each header field with one of these names, or with a name that begins with the text before a *.
function headerLines(headers, ...wanted) {
  const is = (name) => wanted.some((w) => (w.endsWith("*") ? name.startsWith(w.slice(0, -1)) : name === w));
  const line = (name) => `${name}:${headers[name].replaceAll("\t", " ").trim()}\n`;
  return Object.keys(headers).filter(is).sort().map(line).join("");
}

//: fields(
// The top-level members of a JSON body, or the fields of a form or of the query, sorted by name.
function fields(target, type, body, first, equals, between) {
  const form = (text) => [...new URLSearchParams(text)];
  const text = (value) => (typeof value === "object" && value ? written(value) : String(value));
  let found;
  if (body.length === 0) found = form(target.split("?").slice(1).join("?"));
  else if (isForm(type)) found = form(body.toString());
  else found = Object.entries(object(body)).map(([name, value]) => [name, text(value)]);
  found.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return found.map(([name, value], at) => (at ? between : first) + name + equals + value).join("");
}

//: object(
// Parses a body that must be a JSON object.
function object(body) {
  let json;
  try {
    json = JSON.parse(body);
  } catch {}
  if (Object.prototype.toString.call(json) !== "[object Object]") throw new Error("The body is not a JSON object");
  return json;
}

//: written(
function written(value) {
  try {
    return JSON.stringify(value);
  } catch {
    throw new Error("The body is nested too deep");
  }
}

//: isForm(
// Returns whether a body of this media type is a form.
function isForm(type) {
  return type.split(";")[0].trim().toLowerCase() === "application/x-www-form-urlencoded";
}

//: signatureBase(
// The signature base of a description (RFC 9421, section 2.5); null if it omits a required component
// or has one that this code does not support.
function signatureBase(described, components, method, url, headers) {
  const [, scheme, authority, path, query = ""] = /^([^:/?#]+):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/.exec(url);
  const known = {
    "@method": method,
    "@target-uri": url,
    "@scheme": scheme.toLowerCase(),
    "@authority": authority.toLowerCase().replace(scheme.toLowerCase() === "https" ? /:443$/ : /:80$/, ""),
    "@request-target": (path || "/") + query,
    "@path": path || "/",
    "@query": query || "?",
  };
  const names = described.slice(1, described.indexOf(")")).split(" ").filter(Boolean);
  if (!components.split(" ").filter(Boolean).every((name) => names.includes(name))) return null;
  let base = "";
  for (const name of names) {
    const bare = name.slice(1, -1);
    const value = known[bare] ?? headers[bare];
    if (name !== `"${bare}"` || value === undefined) return null;
    base += `${name}: ${value.trim()}\n`;
  }
  return `${base}"@signature-params": ${described}`;
}

//: isDigest(
// Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
function isDigest(value, body) {
  const given = [...dictionary(value)].filter(([name]) => name === "sha-256" || name === "sha-512");
  const is = ([name, text]) => createHash(name.replace("-", "")).update(body).digest("base64") === text;
  return given.length > 0 && given.every(is);
}

//: dictionary(
// The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
function dictionary(field) {
  const member = /([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))/g;
  return new Map([...field.matchAll(member)].map(([, name, bytes, list]) => [name, bytes ?? list.trim()]));
}
