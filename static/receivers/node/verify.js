// Statements of `verify` and of its test. See ../README.md.

//: refuse
if ({{when}}) throw new Error({{message}});

//: demand
if (!{{when}}) throw new Error({{message}});

//: read
const {{variable}} = headers[{{key}}];

//: declare
const {{name}} = {{text}};

//: take
if (!{{fits}}) throw new Error({{message}});
const {{name}} = {{value}};

//: signatures
const signatures = []; // There are several while a secret is being replaced.

//: unset
let {{name}};

//: list
for (const item of {{field}}.split({{separator}})) {
  const part = item.trim();
  {{elements}}
}

//: element
if ({{fits}}) {{take}};

//: otherwise
{{a}}
else {{b}}

//: json
let data;
try {
  data = JSON.parse(body);
} catch {
  throw new Error({{message}});
}

//: age
if (!/^\d{1,15}$/.test(timestamp)) throw new Error({{message}});
const age = now - {{sent}};

//: age.date
if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(timestamp) || Number.isNaN(Date.parse(timestamp))) throw new Error({{message}});
const age = now - Date.parse(timestamp) / 1000;

//: decoded
const {{name}} = {{bytes}};

//: key
const key = {{bytes}};

//: message
const message = {{bytes}};

//: expected
const expected = Buffer.from({{text}});

//: expected.shared
const expected = Buffer.from(secret);

//: compare
const given = Buffer.from(signature);
if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error({{message}});

//: compare.several
const matches = (given) => given.length === expected.length && timingSafeEqual(given, expected);
if (!signatures.some((signature) => matches(Buffer.from(signature)))) throw new Error({{message}});

//: prove
if (!signed({{key}}, {{bytes}}, signature)) throw new Error({{message}});

//: prove.several
if (!signatures.some((signature) => signed({{key}}, {{bytes}}, signature))) throw new Error({{message}});

//: proof.ed25519
// Node requires the 32 bytes in a SubjectPublicKeyInfo (RFC 8410).
const info = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), {{key}}]);
return verifySignature(null, message, createPublicKey({ key: info, format: "der", type: "spki" }), {{signature}});

//: proof.ecdsa proof.rsa
const publicKey = createPublicKey({ key: {{key}}, format: "der", type: "spki" });
return verifySignature({{hash}}, message, publicKey, {{signature}});

//: described
const signatures = dictionary(given);
for (const [label, described] of dictionary(inputs)) {
  const lines = signatureBase(described, components, method, url, headers);
  if (lines === null) continue;
  {{expected}}
  const signature = Buffer.from(signatures.get(label) ?? "");
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) continue;
  const expires = /;expires=(\d+)/.exec(described);
  if (expires && now > Number(expires[1])) throw new Error({{expired}});
  return;
}
throw new Error({{message}});

//: test.headers
const headers = {
  {{fields}}
};

//: test.header
{{name}}: {{value}},

//: test.body
const body = Buffer.from({{text}});

//: test.body.base64
const body = Buffer.from({{text}}, "base64");

//: test.now
const now = {{now}}; // The time of arrival.

//: test.refused
assert.throws(() => verify({{arguments}}), /{{words}}/);
