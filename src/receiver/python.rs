//! Receiver code for Python 3.

use super::syntax::{Import, Syntax};
use super::text::Quotes;

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
    headers = {
        @2
    }
    body = @3
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
    json: "try:\n    data = json.loads(body)\nexcept ValueError:\n    raise ValueError(@1) from None",
    member: "member(data, @1)",
    step: ["@1", ", "],
    carried: "@1 + @2 in url.replace(\"?\", \"&\").split(\"&\")",
    age: "if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):\n    raise ValueError(@1)\nage = (time.time() if now is None else now) - int(timestamp)@2",
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
    hash: "@1(body)",
    expected: "expected = @1.encode()",
    shared: "expected = secret.encode()",
    equals: "==",
    compare: [
        "if not hmac.compare_digest(signature.encode(), expected):\n    raise ValueError(@1)",
        "if not any(hmac.compare_digest(signature.encode(), expected) for signature in signatures):\n    raise ValueError(@1)",
    ],
    prove: [
        "if not signed(@2, @3, signature):\n    raise ValueError(@1)",
        "if not any(signed(@2, @3, signature) for signature in signatures):\n    raise ValueError(@1)",
    ],
    signed: [
        r#"

def signed(key, message, signature):
    """Whether the signature is that of the message by the private key of this public one."""
    public_key = Ed25519PublicKey.from_public_bytes(@1)
    try:
        public_key.verify(@2, message)
    except (InvalidSignature, ValueError):
        return False
    return True
"#,
        r#"

def signed(key, message, signature):
    """Whether the signature is that of the message by the private key of this public one."""
    public_key = load_der_public_key(@1)
    try:
        public_key.verify(@2, message, ec.ECDSA(hashes.@5()))
    except (InvalidSignature, ValueError):
        return False
    return True
"#,
        r#"

def signed(key, message, signature):
    """Whether the signature is that of the message by the private key of this public one."""
    public_key = load_der_public_key(@1)
    try:
        public_key.verify(@2, message, padding.PKCS1v15(), hashes.@5())
    except (InvalidSignature, ValueError):
        return False
    return True
"#,
    ],
    undigested: "\"content-digest\" in headers and not is_digest(headers[\"content-digest\"], body)",
    described: r#"signatures = dictionary(given)
for label, described in dictionary(inputs).items():
    lines = signature_base(described, components, method, url, headers)
    if lines is None:
        continue
    @2
    if not hmac.compare_digest(signatures.get(label, "").encode(), expected):
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
    form: "form(body, @1, @2)",
    unescape: "unescape(url, @1)",
    sent: "@1: @2,",
    body: ["@1.encode()", "base64.b64decode(@1)"],
    now: "now = @1  # When it came.",
    altered: "body + b\" \"",
    refused: [
        "try:\n    verify(@1)\nexcept ValueError as refused:\n    assert \"@2\" in str(refused), refused\nelse:\n    raise AssertionError(\"An altered body was accepted\")",
        "",
    ],
};

const IMPORTS: &[Import] = &[
    Import::of("import @1", &[("base64", "base64.")]),
    Import::of("import @1", &[("hashlib", "hashlib.")]),
    Import::of("import @1", &[("hmac", "hmac.")]),
    Import::of("import @1", &[("json", "json.")]),
    Import::of("import @1", &[("re", "re.")]),
    Import::of("import @1", &[("time", "time.")]),
    Import::of("import @1", &[("urllib.parse", "urllib.")]),
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

const HELPERS: &[(&str, &str)] = &[
    (
        "form(",
        r#"

def form(body, equals, between):
    """The fields of a form in order of name and value, decoded, doubles once."""
    fields = urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)
    return between.join(name + equals + value for name, value in sorted(set(fields)))
"#,
    ),
    (
        "unescape(",
        r#"

def unescape(text, characters):
    """Decodes the escapes of these characters and leaves all others."""
    decode = lambda escape: chr(int(escape[1], 16)) if chr(int(escape[1], 16)) in characters else escape[0]
    return re.sub("%([0-9A-Fa-f]{2})", decode, text)
"#,
    ),
    (
        "member(",
        r#"

def member(value, *path):
    """A member of the JSON as text; nothing for null and for what is not there.

    Numbers are written anew: one with a fraction or of more than 15 digits may not match.
    """
    for name in path:
        try:
            value = value[name]
        except (KeyError, IndexError, TypeError):
            return ""
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)
"#,
    ),
    (
        "header_lines(",
        r#"

def header_lines(headers, *wanted):
    """A line for each header field of such a name, or, before a *, of a name that starts so."""
    found = sorted((name.lower(), value.replace("\t", " ").strip()) for name, value in headers.items())
    is_wanted = lambda name: any(name.startswith(w[:-1]) if w.endswith("*") else name == w for w in wanted)
    return "".join(f"{name}:{value}\n" for name, value in found if is_wanted(name))
"#,
    ),
    (
        "fields(",
        r#"

def fields(target, media, body, first, equals, between):
    """The top-level members of a JSON body, the fields of a form, or else the query's, by name."""
    form = lambda text: urllib.parse.parse_qsl(text, keep_blank_values=True)
    if not body:
        found = form(target.partition("?")[2])
    elif media.split(";")[0].strip().lower() == "application/x-www-form-urlencoded":
        found = form(body.decode())
    else:
        found = members(body.decode())
    found = sorted(found, key=lambda field: field[0].encode())
    return "".join((between if at else first) + name + equals + value for at, (name, value) in enumerate(found))
"#,
    ),
    (
        "members(",
        r#"

def members(text):
    """The top-level members of JSON: texts bare, all else as it stands in the body without white space.

    The sender signs them as JavaScript writes them, and so has to have written the body by JSON.stringify.
    """
    try:
        json.loads(text)
    except ValueError:
        raise ValueError("The body is no JSON") from None
    depth, name, value, found = 0, None, "", {}
    for token in re.findall(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', text):
        depth -= token in "]}"
        if depth == 1 and token in ",:" or depth == 0 and token == "}":
            if token == ":":
                name, value = json.loads(value), ""
            elif name is not None:
                found[name] = json.loads(value) if value.startswith('"') else value
                name, value = None, ""
        elif depth:
            value += token
        depth += token in "[{"
    return list(found.items())
"#,
    ),
    (
        "signature_base(",
        r#"

def signature_base(described, components, method, url, headers):
    """The signature base of a description (RFC 9421, section 2.5).

    None when it leaves out what has to be signed, or has components that this code does not know.
    """
    scheme, authority, path, query = re.match(r"([^:/?#]+)://([^/?#]*)([^?#]*)(\?[^#]*)?", url).groups(default="")
    known = {
        "@method": method,
        "@target-uri": url,
        "@scheme": scheme.lower(),
        "@authority": authority.lower().removesuffix(":443" if scheme.lower() == "https" else ":80"),
        "@request-target": (path or "/") + query,
        "@path": path or "/",
        "@query": query or "?",
    }
    names = described[1:described.index(")")].split()
    if not set(components.split()) <= set(names):
        return None
    base = ""
    for name in names:
        bare = name[1:-1]
        value = known.get(bare) or headers.get(bare)
        if name != f'"{bare}"' or value is None:
            return None
        base += f"{name}: {value.strip()}\n"
    return f'{base}"@signature-params": {described}'
"#,
    ),
    (
        "is_digest(",
        r#"

def is_digest(value, body):
    """Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here."""
    hashes = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
    given = [(hashes[name], text) for name, text in dictionary(value).items() if name in hashes]
    return bool(given) and all(base64.b64encode(own(body).digest()).decode() == text for own, text in given)
"#,
    ),
    (
        "dictionary(",
        r#"

def dictionary(field):
    """The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters."""
    member = r'([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))'
    return {name: (octets or text).strip() for name, octets, text in re.findall(member, field)}
"#,
    ),
];
