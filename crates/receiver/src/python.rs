//! Receiver code for Python 3.

mod helpers;

use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Double,
    comment: "#",
    sigil: "",
    program: r#""""Verifies what is signed as @1 does: @2.

Needs @3. Its own test: python3 receiver.py
"""
@5


def verify(@7):
    """Raises ValueError unless the request is genuine; answer 401 then.

    @6
    """
    @8
@9

"#,
    test: r#"# This very request as a test.
if __name__ == "__main__":
    @1
    @2
    @3
    @4
    verify(@5)
    @6
    print("ok")"#,
    platform: "Python 3.9 or newer",
    packages: &[
        (
            "load_der_public_key(",
            "the package cryptography (pip install cryptography)",
        ),
        (
            "Ed25519PublicKey.",
            "the package cryptography (pip install cryptography)",
        ),
    ],
    imports: IMPORTS,
    helpers: HELPERS,
    parameters: ["@1", "@1", "@1", "@1=None"],
    about: "@1: @2",
    said: [
        "a mapping that ignores case (Flask, Django, Starlette), or with names in lower case",
        "the raw bytes, before any parser: request.get_data() in Flask, request.body in Django, await request.body() in FastAPI",
        "seconds since 1970; the clock's when left out",
    ],
    read: "@1 = headers.get(@2)",
    refuse: "if @1:\n    raise ValueError(@2)",
    demand: "if not @1:\n    raise ValueError(@2)",
    empty: "not @1",
    unset_secret: "not @1",
    or: " or ",
    declare: "@1 = @2",
    list: "for item in @1.split(@2):\n    part = item.strip()\n    @3",
    several: "signatures = []  # Several while a secret is being replaced.",
    unset: "@1 = None",
    none: "not signatures",
    push: "signatures.append(@1)",
    assign: "@1 = @2",
    element: "if @1:\n    @2",
    otherwise: "\nel",
    taken: "if not @1:\n    raise ValueError(@2)\n@3 = @4",
    fits: [
        "@1",
        "@1.startswith(@2)",
        "@1.endswith(@3)",
        "(@1.startswith(@2) and @1.endswith(@3))",
    ],
    cuts: ["@1", "@1[@4:]", "@1[:-@5]", "@1[@4:-@5]"],
    length: |text| text.chars().count(),
    json: "try:\n    data = json.loads(body)\nexcept (ValueError, RecursionError):\n    raise ValueError(@1) from None",
    member: "member(data, @1)",
    step: ["@1", ", "],
    carried: "@1 + @2 in url.replace(\"?\", \"&\").split(\"&\")",
    age: "if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):\n    raise ValueError(@1)\nage = (time.time() if now is None else now) - int(timestamp)@2",
    dated: "try:\n    age = (time.time() if now is None else now) - unix(timestamp)\nexcept ValueError:\n    raise ValueError(@1) from None",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["@1.encode()", "(@1).encode()"],
    concat: ["", " + ", ""],
    // Missing padding is made good, and too much of it does no harm.
    binary: [
        "bytes.fromhex(@1)",
        "base64.b64decode(@1 + \"==\")",
        "base64.urlsafe_b64decode(@1 + \"==\")",
    ],
    unspaced: "\"\".join(@1.split())",
    texts: [
        "@1.hexdigest()",
        "base64.b64encode(@1.digest()).decode()",
        "base64.urlsafe_b64encode(@1.digest()).decode().rstrip(\"=\")",
    ],
    decoded: "@1 = @2",
    key: "key = @1",
    unprefixed: "@1.removeprefix(@2)",
    message: ["message = @1", "message"],
    hashes: [
        "hashlib.sha1",
        "hashlib.sha256",
        "hashlib.sha384",
        "hashlib.sha512",
    ],
    mac: ["", "hmac.new(key, @2, @1)"],
    hashed: "@1(key + @2)",
    hash: "@1(body)",
    crc32: "str(zlib.crc32(body))",
    alike: "alike(data, @1)",
    json_lines: "json_lines(data, @1)",
    expected: "expected = @1",
    shared: "expected = secret",
    equals: "==",
    compare: [
        "if not hmac.compare_digest(signature.encode(), expected.encode()):\n    raise ValueError(@1)",
        "if not any(hmac.compare_digest(signature.encode(), expected.encode()) for signature in signatures):\n    raise ValueError(@1)",
    ],
    prove: [
        "if not signed(@2, @3, signature):\n    raise ValueError(@1)",
        "if not any(signed(@2, @3, signature) for signature in signatures):\n    raise ValueError(@1)",
    ],
    signed: r#"

def signed(key, message, signature):
    """Whether the signature is that of the message by the private key of this public one."""
    @1
    except (InvalidSignature, ValueError):
        return False
    return True
"#,
    proofs: [
        r#"public_key = Ed25519PublicKey.from_public_bytes(@1)
try:
    public_key.verify(@2, message)"#,
        r#"public_key = load_der_public_key(@1)
try:
    public_key.verify(@2, message, ec.ECDSA(hashes.@5()))"#,
        r#"public_key = load_der_public_key(@1)
try:
    public_key.verify(@2, message, padding.PKCS1v15(), hashes.@5())"#,
    ],
    undigested: "\"content-digest\" in headers and not is_digest(headers[\"content-digest\"], body)",
    described: r#"signatures = dictionary(given)
for label, described in dictionary(inputs).items():
    lines = signature_base(described, components, method, url, headers)
    if lines is None:
        continue
    @2
    if not hmac.compare_digest(signatures.get(label, "").encode(), expected.encode()):
        continue
    expires = re.search(r";expires=(\d+)", described)
    if expires and (time.time() if now is None else now) > int(expires[1]):
        raise ValueError(@3)
    return
raise ValueError(@1)"#,
    path: "target.partition(\"?\")[0]",
    query: "target.partition(\"?\")[2]",
    header: "headers.get(@1, \"\")",
    header_lines: "header_lines(headers, @1)",
    fields: "fields(target, @4, body, @1, @2, @3)",
    no_members: "",
    form: "form(body, @1, @2)",
    either: ["is_form(@1)", "(@2 if is_form(@1) else \"\")"],
    unescape: "unescape(url, @1)",
    headers: "headers = {\n    @1\n}",
    sent: "@1: @2,",
    body: ["body = @1.encode()", "body = base64.b64decode(@1)"],
    now: "now = @1  # When it came.",
    altered: "body + b\" \"",
    refused: [
        "try:\n    verify(@1)\nexcept ValueError as refused:\n    assert \"@2\" in str(refused), refused\nelse:\n    raise AssertionError(\"An altered body was accepted\")",
        "",
    ],
};

const IMPORTS: &[Import] = &[
    Import::of("import @1", &[("base64", "base64.")]),
    Import::of("import @1", &[("datetime", "datetime.")]),
    Import::of("import @1", &[("hashlib", "hashlib.")]),
    Import::of("import @1", &[("hmac", "hmac.")]),
    Import::of("import @1", &[("json", "json.")]),
    Import::of("import @1", &[("re", "re.")]),
    Import::of("import @1", &[("time", "time.")]),
    Import::of("import @1", &[("urllib.parse", "urllib.")]),
    Import::of("import @1", &[("zlib", "zlib.")]),
    Import::of(
        "\nfrom cryptography.exceptions import @1",
        &[("InvalidSignature", "InvalidSignature")],
    ),
    Import::of(
        "from cryptography.hazmat.primitives import @1",
        &[("hashes", "hashes.")],
    ),
    Import::of(
        "from cryptography.hazmat.primitives.asymmetric import @1",
        &[("ec", "ec."), ("padding", "padding.")],
    ),
    Import::of(
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import @1",
        &[("Ed25519PublicKey", "Ed25519PublicKey.")],
    ),
    Import::of(
        "from cryptography.hazmat.primitives.serialization import @1",
        &[("load_der_public_key", "load_der_public_key(")],
    ),
];
