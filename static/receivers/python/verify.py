# Statements of `verify` and of its test. See ../README.md.

#: refuse
if {{when}}:
    raise ValueError({{message}})

#: demand
if not {{when}}:
    raise ValueError({{message}})

#: read
{{variable}} = headers.get({{key}})

#: declare
{{name}} = {{text}}

#: take
if not {{fits}}:
    raise ValueError({{message}})
{{name}} = {{value}}

#: signatures
signatures = []  # There are several while a secret is being replaced.

#: unset
{{name}} = None

#: list
for item in {{field}}.split({{separator}}):
    part = item.strip()
    {{elements}}

#: element
if {{fits}}:
    {{take}}

#: otherwise
{{a}}
el{{b}}

#: json
try:
    data = json.loads(body)
except (ValueError, RecursionError):
    raise ValueError({{message}}) from None

#: age
if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16):
    raise ValueError({{message}})
age = (time.time() if now is None else now) - {{sent}}

#: age.date
try:
    age = (time.time() if now is None else now) - unix(timestamp)
except ValueError:
    raise ValueError({{message}}) from None

#: decoded
{{name}} = {{bytes}}

#: key
key = {{bytes}}

#: message
message = {{bytes}}

#: expected
expected = {{text}}

#: expected.shared
expected = secret

#: compare
if not hmac.compare_digest(signature.encode(), expected.encode()):
    raise ValueError({{message}})

#: compare.several
if not any(hmac.compare_digest(signature.encode(), expected.encode()) for signature in signatures):
    raise ValueError({{message}})

#: prove
if not signed({{key}}, {{bytes}}, signature):
    raise ValueError({{message}})

#: prove.several
if not any(signed({{key}}, {{bytes}}, signature) for signature in signatures):
    raise ValueError({{message}})

#: proof.ed25519
public_key = Ed25519PublicKey.from_public_bytes({{key}})
try:
    public_key.verify({{signature}}, message)

#: proof.ecdsa
public_key = load_der_public_key({{key}})
try:
    public_key.verify({{signature}}, message, ec.ECDSA(hashes.{{undashed}}()))

#: proof.rsa
public_key = load_der_public_key({{key}})
try:
    public_key.verify({{signature}}, message, padding.PKCS1v15(), hashes.{{undashed}}())

#: described
signatures = dictionary(given)
for label, described in dictionary(inputs).items():
    lines = signature_base(described, components, method, url, headers)
    if lines is None:
        continue
    {{expected}}
    if not hmac.compare_digest(signatures.get(label, "").encode(), expected.encode()):
        continue
    expires = re.search(r";expires=(\d+)", described)
    if expires and (time.time() if now is None else now) > int(expires[1]):
        raise ValueError({{expired}})
    return
raise ValueError({{message}})

#: test.headers
headers = {
    {{fields}}
}

#: test.header
{{name}}: {{value}},

#: test.body
body = {{text}}.encode()

#: test.body.base64
body = base64.b64decode({{text}})

#: test.now
now = {{now}}  # The time of arrival.

#: test.refused
try:
    verify({{arguments}})
except ValueError as refused:
    assert "{{words}}" in str(refused), refused
else:
    raise AssertionError("An altered body was accepted")
