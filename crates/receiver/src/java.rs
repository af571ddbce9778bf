//! Receiver code for Java.

mod helpers;

use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Ascii,
    comment: "//",
    sigil: "",
    program: r#"// Verifies what is signed as @1 does: @2.
// Needs @3. Its own test: java Receiver.java
import static java.nio.charset.StandardCharsets.UTF_8;

@5

public class Receiver {
    // Throws unless the request is genuine; answer 401 then.
    @6
    public static void verify(@7)
            throws GeneralSecurityException {
        @8
    }
@9
"#,
    test: r#"    // This very request as a test.
    public static void main(String[] arguments) throws GeneralSecurityException {
        @1
        @2
        @3
        @4
        verify(@5);
        @6
        System.out.println("ok");
    }
}"#,
    platform: "Java 17",
    packages: &[(
        "JsonNode",
        "Jackson (com.fasterxml.jackson.core:jackson-databind)",
    )],
    imports: IMPORTS,
    helpers: HELPERS,
    parameters: [
        "String @1",
        "Map<String, String> @1",
        "byte[] @1",
        "long @1",
    ],
    about: "//   @1: @2",
    said: [
        "by name in lower case",
        "the raw bytes, before any parser: @RequestBody byte[] in Spring, getInputStream().readAllBytes() of a servlet",
        "Instant.now().getEpochSecond()",
    ],
    read: "String @1 = headers.getOrDefault(@2, \"\");",
    refuse: "if (@1) {\n    throw new SignatureException(@2);\n}",
    demand: "if (!@1) {\n    throw new SignatureException(@2);\n}",
    empty: "@1.isEmpty()",
    unset_secret: "@1.isEmpty()",
    or: " || ",
    declare: "String @1 = @2;",
    // A separator is a text here, and `split` takes a pattern.
    list: "for (String item : @1.split(Pattern.quote(@2))) {\n    String part = item.trim();\n    @3\n}",
    several: "List<String> signatures = new ArrayList<>(); // Several while a secret is being replaced.",
    unset: "String @1 = \"\";",
    none: "signatures.isEmpty()",
    push: "signatures.add(@1)",
    assign: "@1 = @2",
    element: "if (@1) {\n    @2;\n}",
    otherwise: " else ",
    taken: "if (!@1) {\n    throw new SignatureException(@2);\n}\nString @3 = @4;",
    fits: [
        "!@1.isEmpty()",
        "@1.startsWith(@2)",
        "@1.endsWith(@3)",
        // The two may not overlap, or there would be nothing between them.
        "(@1.length() >= @6 && @1.startsWith(@2) && @1.endsWith(@3))",
    ],
    cuts: [
        "@1",
        "@1.substring(@4)",
        "@1.substring(0, @1.length() - @5)",
        "@1.substring(@4, @1.length() - @5)",
    ],
    length: |text| text.encode_utf16().count(),
    json: "JsonNode data;\ntry {\n    data = JSON.readTree(body);\n} catch (IOException error) {\n    throw new SignatureException(@1);\n}",
    member: "member(data, @2)",
    step: ["@1", ", "],
    carried: "List.of(url.split(\"[?&]\")).contains(@1 + @2)",
    age: "if (!timestamp.matches(\"[0-9]{1,15}\")) {\n    throw new SignatureException(@1);\n}\nlong age = now - Long.parseLong(timestamp)@2;",
    dated: "long age;\ntry {\n    age = now - OffsetDateTime.parse(timestamp).toEpochSecond();\n} catch (DateTimeException error) {\n    throw new SignatureException(@1);\n}",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["@1.getBytes(UTF_8)", "(@1).getBytes(UTF_8)"],
    concat: ["concat(", ", ", ")"],
    binary: [
        "HexFormat.of().parseHex(@1)",
        "Base64.getDecoder().decode(@1)",
        "Base64.getUrlDecoder().decode(@1)",
    ],
    unspaced: "@1.replaceAll(\"\\\\s\", \"\")",
    texts: [
        "HexFormat.of().formatHex(@1)",
        "Base64.getEncoder().encodeToString(@1)",
        "Base64.getUrlEncoder().withoutPadding().encodeToString(@1)",
    ],
    decoded: "byte[] @1 = @2;",
    key: "byte[] key = @1;",
    unprefixed: "@1.startsWith(@2) ? @1.substring(@3) : @1",
    message: ["byte[] message = @1;", "message"],
    hashes: [
        "\"HmacSHA1\"",
        "\"HmacSHA256\"",
        "\"HmacSHA384\"",
        "\"HmacSHA512\"",
    ],
    mac: [
        "Mac mac = Mac.getInstance(@1);\nmac.init(new SecretKeySpec(key, @1));",
        "mac.doFinal(@2)",
    ],
    hashed: "MessageDigest.getInstance(\"@4\").digest(concat(key, @2))",
    hash: "MessageDigest.getInstance(\"@4\").digest(body)",
    crc32: "crc32(body)",
    alike: "alike(data, @1)",
    json_lines: "jsonLines(data, @1)",
    expected: "byte[] expected = @1.getBytes(UTF_8);",
    shared: "byte[] expected = secret.getBytes(UTF_8);",
    equals: "equals",
    compare: [
        "if (!MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {\n    throw new SignatureException(@1);\n}",
        "for (String signature : signatures) {\n    if (MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {\n        return;\n    }\n}\nthrow new SignatureException(@1);",
    ],
    prove: [
        "if (!signed(@2, @3, signature)) {\n    throw new SignatureException(@1);\n}",
        "for (String signature : signatures) {\n    if (signed(@2, @3, signature)) {\n        return;\n    }\n}\nthrow new SignatureException(@1);",
    ],
    signed: r#"
    // Whether the signature is that of the message by the private key of this public one.
    private static boolean signed(String key, byte[] message, String signature) throws GeneralSecurityException {
        @1
        verifier.update(message);
        try {
            return verifier.verify(@2);
        } catch (SignatureException | IllegalArgumentException malformed) {
            return false;
        }
    }
"#,
    proofs: [
        r#"// Java takes the 32 bytes within a SubjectPublicKeyInfo (RFC 8410).
byte[] info = concat(HexFormat.of().parseHex("302a300506032b6570032100"), @1);
Signature verifier = Signature.getInstance("Ed25519");
verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));"#,
        r#"Signature verifier = Signature.getInstance("@5withECDSA");
verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(@1)));"#,
        r#"Signature verifier = Signature.getInstance("@5withRSA");
verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(@1)));"#,
    ],
    undigested: "headers.containsKey(\"content-digest\") && !isDigest(headers.get(\"content-digest\"), body)",
    described: r#"Map<String, String> signatures = dictionary(given);
for (Map.Entry<String, String> described : dictionary(inputs).entrySet()) {
    String lines = signatureBase(described.getValue(), components, method, url, headers);
    if (lines == null) {
        continue;
    }
    @2
    String signature = signatures.getOrDefault(described.getKey(), "");
    if (!MessageDigest.isEqual(expected, signature.getBytes(UTF_8))) {
        continue;
    }
    Matcher expires = Pattern.compile(";expires=([0-9]{1,15})").matcher(described.getValue());
    if (expires.find() && now > Long.parseLong(expires.group(1))) {
        throw new SignatureException(@3);
    }
    return;
}
throw new SignatureException(@1);"#,
    path: "target.split(\"\\\\?\", 2)[0]",
    query: "(target.contains(\"?\") ? target.split(\"\\\\?\", 2)[1] : \"\")",
    header: "headers.getOrDefault(@1, \"\")",
    header_lines: "headerLines(headers, @1)",
    fields: "fields(target, @4, body, @1, @2, @3)",
    no_members: "",
    form: "form(body, @1, @2)",
    either: ["isForm(@1)", "(isForm(@1) ? @2 : \"\")"],
    unescape: "unescape(url, @1)",
    headers: "Map<String, String> headers = new HashMap<>();\n@1",
    sent: "headers.put(@1, @2);",
    body: [
        "byte[] body = @1.getBytes(UTF_8);",
        "byte[] body = Base64.getDecoder().decode(@1);",
    ],
    now: "long now = @1L; // When it came.",
    altered: "ByteBuffer.allocate(body.length + 1).put((byte) ' ').put(body).array()",
    refused: [
        "try {\n    verify(@1);\n    throw new AssertionError(\"An altered body was accepted\");\n} catch (SignatureException refused) {\n    if (!refused.getMessage().contains(\"@2\")) {\n        throw refused;\n    }\n}",
        "",
    ],
};

const IMPORTS: &[Import] = &[
    Import::of(
        "import com.fasterxml.jackson.databind.@1;",
        &[("DeserializationFeature", "DeserializationFeature.")],
    ),
    Import::of(
        "import com.fasterxml.jackson.databind.@1;",
        &[("JsonNode", "JsonNode")],
    ),
    Import::of(
        "import com.fasterxml.jackson.databind.@1;",
        &[("ObjectMapper", "ObjectMapper(")],
    ),
    Import::of(
        "import java.io.@1;",
        &[("ByteArrayOutputStream", "ByteArrayOutputStream(")],
    ),
    Import::of("import java.io.@1;", &[("IOException", "IOException")]),
    Import::of("import java.net.@1;", &[("URLDecoder", "URLDecoder.")]),
    Import::of("import java.nio.@1;", &[("ByteBuffer", "ByteBuffer.")]),
    Import::of(
        "import java.security.@1;",
        &[("GeneralSecurityException", "GeneralSecurityException")],
    ),
    Import::of("import java.security.@1;", &[("KeyFactory", "KeyFactory.")]),
    Import::of(
        "import java.security.@1;",
        &[("MessageDigest", "MessageDigest.")],
    ),
    Import::of(
        "import java.security.@1;",
        &[("Signature", "Signature.getInstance(")],
    ),
    Import::of(
        "import java.security.@1;",
        &[("SignatureException", "SignatureException")],
    ),
    Import::of(
        "import java.security.spec.@1;",
        &[("X509EncodedKeySpec", "X509EncodedKeySpec(")],
    ),
    Import::of(
        "import java.time.@1;",
        &[("DateTimeException", "DateTimeException")],
    ),
    Import::of(
        "import java.time.@1;",
        &[("OffsetDateTime", "OffsetDateTime.")],
    ),
    Import::of(
        "import java.util.@1;",
        &[
            ("*", "Map"),
            ("*", "HexFormat"),
            ("*", "Base64"),
            ("*", "Arrays"),
            ("*", "Iterator"),
        ],
    ),
    Import::of("import java.util.regex.@1;", &[("Matcher", "Matcher")]),
    Import::of("import java.util.regex.@1;", &[("Pattern", "Pattern.")]),
    Import::of("import java.util.zip.@1;", &[("CRC32", "CRC32(")]),
    Import::of("import javax.crypto.@1;", &[("Mac", "Mac.")]),
    Import::of(
        "import javax.crypto.spec.@1;",
        &[("SecretKeySpec", "SecretKeySpec(")],
    ),
];
