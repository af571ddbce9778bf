// Statements of `verify` and of its test. See ../README.md.

//: refuse
if ({{when}}) {
    throw new SignatureException({{message}});
}

//: demand
if (!{{when}}) {
    throw new SignatureException({{message}});
}

//: read
String {{variable}} = headers.getOrDefault({{key}}, "");

//: declare
String {{name}} = {{text}};

//: take
if (!{{fits}}) {
    throw new SignatureException({{message}});
}
String {{name}} = {{value}};

//: signatures
List<String> signatures = new ArrayList<>(); // There are several while a secret is being replaced.

//: unset
String {{name}} = "";

//: list
for (String item : {{field}}.split(Pattern.quote({{separator}}))) {
    String part = item.trim();
    {{elements}}
}

//: element
if ({{fits}}) {
    {{take}};
}

//: otherwise
{{a}} else {{b}}

//: json
JsonNode data;
try {
    data = JSON.readTree(body);
} catch (IOException error) {
    throw new SignatureException({{message}});
}

//: age
if (!timestamp.matches("[0-9]{1,15}")) {
    throw new SignatureException({{message}});
}
long age = now - {{sent}};

//: age.date
long age;
try {
    age = now - OffsetDateTime.parse(timestamp).toEpochSecond();
} catch (DateTimeException error) {
    throw new SignatureException({{message}});
}

//: decoded
byte[] {{name}} = {{bytes}};

//: key
byte[] key = {{bytes}};

//: message
byte[] message = {{bytes}};

//: mac_begin
Mac mac = Mac.getInstance({{hash}});
mac.init(new SecretKeySpec(key, {{hash}}));

//: expected
byte[] expected = {{text}}.getBytes(UTF_8);

//: expected.shared
byte[] expected = secret.getBytes(UTF_8);

//: compare
if (!MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
    throw new SignatureException({{message}});
}

//: compare.several
for (String signature : signatures) {
    if (MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
        return;
    }
}
throw new SignatureException({{message}});

//: prove
if (!signed({{key}}, {{bytes}}, signature)) {
    throw new SignatureException({{message}});
}

//: prove.several
for (String signature : signatures) {
    if (signed({{key}}, {{bytes}}, signature)) {
        return;
    }
}
throw new SignatureException({{message}});

//: proof.ed25519
// Java requires the 32 bytes in a SubjectPublicKeyInfo (RFC 8410).
byte[] info = concat(HexFormat.of().parseHex("302a300506032b6570032100"), {{key}});
Signature verifier = Signature.getInstance("Ed25519");
verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));

//: proof.ecdsa
Signature verifier = Signature.getInstance("{{undashed}}withECDSA");
verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec({{key}})));

//: proof.rsa
Signature verifier = Signature.getInstance("{{undashed}}withRSA");
verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec({{key}})));

//: described
Map<String, String> signatures = dictionary(given);
for (Map.Entry<String, String> described : dictionary(inputs).entrySet()) {
    String lines = signatureBase(described.getValue(), components, method, url, headers);
    if (lines == null) {
        continue;
    }
    {{expected}}
    String signature = signatures.getOrDefault(described.getKey(), "");
    if (!MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
        continue;
    }
    Matcher expires = Pattern.compile(";expires=([0-9]{1,15})").matcher(described.getValue());
    if (expires.find() && now > Long.parseLong(expires.group(1))) {
        throw new SignatureException({{expired}});
    }
    return;
}
throw new SignatureException({{message}});

//: test.headers
Map<String, String> headers = new HashMap<>();
{{fields}}

//: test.header
headers.put({{name}}, {{value}});

//: test.body
byte[] body = {{text}}.getBytes(UTF_8);

//: test.body.base64
byte[] body = Base64.getDecoder().decode({{text}});

//: test.now
long now = {{now}}L; // The time of arrival.

//: test.refused
try {
    verify({{arguments}});
    throw new AssertionError("An altered body was accepted");
} catch (SignatureException refused) {
    if (!refused.getMessage().contains("{{words}}")) {
        throw refused;
    }
}
