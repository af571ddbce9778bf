//! Receiver code for Node.

mod helpers;

use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Units,
    comment: "//",
    sigil: "",
    program: r#"// Verifies what is signed as @1 does: @2.
// Needs @3. Its own test: node receiver.js
"use strict";
@5

// Throws unless the request is genuine; answer 401 then. Call it before anything reads the body.
@6
function verify(@7) {
  @8
}
@9

module.exports = { verify };
"#,
    test: r#"// This very request as a test.
if (require.main === module) {
  const assert = require("node:assert");
  @1
  @2
  @3
  @4
  verify(@5);
  @6
  console.log("ok");
}"#,
    platform: "Node",
    packages: &[],
    imports: &[Import::of(
        r#"const { @1 } = require("node:crypto");"#,
        &[
            ("createHash", "createHash("),
            ("createHmac", "createHmac("),
            ("createPublicKey", "createPublicKey("),
            ("timingSafeEqual", "timingSafeEqual("),
            ("verify: verifySignature", "verifySignature("),
        ],
    )],
    helpers: HELPERS,
    parameters: ["@1", "@1", "@1", "@1 = Date.now() / 1000"],
    about: "//   @1: @2",
    said: [
        "by name in lower case, as `req.headers` of node:http and Express",
        "a Buffer of the raw bytes; with Express, express.raw({ type: \"*/*\" }) instead of express.json()",
        "seconds since 1970; the clock's when left out",
    ],
    read: "const @1 = headers[@2];",
    refuse: "if (@1) throw new Error(@2);",
    demand: "if (!@1) throw new Error(@2);",
    empty: "!@1",
    unset_secret: "!@1",
    or: " || ",
    declare: "const @1 = @2;",
    list: "for (const item of @1.split(@2)) {\n  const part = item.trim();\n  @3\n}",
    several: "const signatures = []; // Several while a secret is being replaced.",
    unset: "let @1;",
    none: "signatures.length === 0",
    push: "signatures.push(@1)",
    assign: "@1 = @2",
    element: "if (@1) @2;",
    otherwise: "\nelse ",
    taken: "if (!@1) throw new Error(@2);\nconst @3 = @4;",
    fits: [
        "@1 !== \"\"",
        "@1.startsWith(@2)",
        "@1.endsWith(@3)",
        "(@1.startsWith(@2) && @1.endsWith(@3))",
    ],
    cuts: [
        "@1",
        "@1.slice(@4)",
        "@1.slice(0, -@5)",
        "@1.slice(@4, -@5)",
    ],
    length: |text| text.encode_utf16().count(),
    json: "let data;\ntry {\n  data = JSON.parse(body);\n} catch {\n  throw new Error(@1);\n}",
    member: "member(data, @1)",
    step: ["@1", ", "],
    carried: "url.split(/[?&]/).includes(@1 + @2)",
    age: "if (!/^\\d{1,15}$/.test(timestamp)) throw new Error(@1);\nconst age = now - Number(timestamp)@2;",
    dated: "if (!/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$/.test(timestamp) || Number.isNaN(Date.parse(timestamp))) throw new Error(@1);\nconst age = now - Date.parse(timestamp) / 1000;",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["Buffer.from(@1)", "Buffer.from(@1)"],
    concat: ["Buffer.concat([", ", ", "])"],
    binary: [
        "Buffer.from(@1, \"hex\")",
        "Buffer.from(@1, \"base64\")",
        // Node reads either alphabet.
        "Buffer.from(@1, \"base64\")",
    ],
    unspaced: "@1.replace(/\\s/g, \"\")",
    texts: [
        "@1.digest(\"hex\")",
        "@1.digest(\"base64\")",
        "@1.digest(\"base64url\")",
    ],
    decoded: "const @1 = @2;",
    key: "const key = @1;",
    unprefixed: "@1.startsWith(@2) ? @1.slice(@3) : @1",
    message: ["const message = @1;", "message"],
    hashes: ["\"sha1\"", "\"sha256\"", "\"sha384\"", "\"sha512\""],
    mac: ["", "createHmac(@1, key).update(@2)"],
    hashed: "createHash(@1).update(key).update(@2)",
    hash: "createHash(@1).update(body)",
    crc32: "crc32(body)",
    alike: "alike(data, @1)",
    json_lines: "jsonLines(data, @1)",
    expected: "const expected = Buffer.from(@1);",
    shared: "const expected = Buffer.from(secret);",
    equals: "`===`",
    compare: [
        r#"const given = Buffer.from(signature);
if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error(@1);"#,
        r#"const matches = (given) => given.length === expected.length && timingSafeEqual(given, expected);
if (!signatures.some((signature) => matches(Buffer.from(signature)))) throw new Error(@1);"#,
    ],
    prove: [
        "if (!signed(@2, @3, signature)) throw new Error(@1);",
        "if (!signatures.some((signature) => signed(@2, @3, signature))) throw new Error(@1);",
    ],
    signed: r#"
// Whether the signature is that of the message by the private key of this public one.
function signed(key, message, signature) {
  @1
}
"#,
    proofs: [
        r#"// Node takes the 32 bytes within a SubjectPublicKeyInfo (RFC 8410).
const info = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), @1]);
return verifySignature(null, message, createPublicKey({ key: info, format: "der", type: "spki" }), @2);"#,
        SPKI,
        SPKI,
    ],
    undigested: "headers[\"content-digest\"] && !isDigest(headers[\"content-digest\"], body)",
    described: r#"const signatures = dictionary(given);
for (const [label, described] of dictionary(inputs)) {
  const lines = signatureBase(described, components, method, url, headers);
  if (lines === null) continue;
  @2
  const signature = Buffer.from(signatures.get(label) ?? "");
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) continue;
  const expires = /;expires=(\d+)/.exec(described);
  if (expires && now > Number(expires[1])) throw new Error(@3);
  return;
}
throw new Error(@1);"#,
    path: "target.split(\"?\")[0]",
    query: "target.split(\"?\").slice(1).join(\"?\")",
    header: "(headers[@1] ?? \"\")",
    header_lines: "headerLines(headers, @1)",
    fields: "fields(target, @4, body, @1, @2, @3)",
    no_members: "",
    form: "form(body, @1, @2)",
    either: ["isForm(@1)", "(isForm(@1) ? @2 : \"\")"],
    unescape: "unescape(url, @1)",
    headers: "const headers = {\n  @1\n};",
    sent: "@1: @2,",
    body: [
        "const body = Buffer.from(@1);",
        "const body = Buffer.from(@1, \"base64\");",
    ],
    now: "const now = @1; // When it came.",
    altered: "Buffer.concat([body, Buffer.from(\" \")])",
    refused: ["assert.throws(() => verify(@1), /@2/);", ""],
};

const SPKI: &str = r#"const publicKey = createPublicKey({ key: @1, format: "der", type: "spki" });
return verifySignature(@3, message, publicKey, @2);"#;
