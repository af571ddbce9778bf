//! Receiver code for PHP.

mod helpers;

use super::syntax::Syntax;
use super::text::Quotes;
use helpers::HELPERS;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Php,
    comment: "//",
    sigil: "$",
    program: r#"<?php
// Verifies what is signed as @1 does: @2.
// Needs @3. Its own test: php receiver.php
declare(strict_types=1);

// Throws unless the request is genuine; answer 401 then.
@6
function verify(@7): void
{
    @8
}
@9
"#,
    test: r#"// This very request as a test.
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    @1
    @2
    @3
    @4
    verify(@5);
    @6
    echo "ok\n";
}"#,
    platform: "PHP 8",
    packages: &[
        ("sodium_", "its extension sodium"),
        ("openssl_", "its extension openssl"),
    ],
    imports: &[],
    helpers: HELPERS,
    parameters: ["string $@1", "array $@1", "string $@1", "?int $@1 = null"],
    about: "//   $@1: @2",
    said: [
        "array_change_key_case(getallheaders())",
        "the raw bytes: file_get_contents('php://input'), or $request->getContent() in Laravel and Symfony",
        "seconds since 1970; the clock's when left out",
    ],
    read: "@1 = $headers[@2] ?? '';",
    refuse: "if (@1) {\n    throw new RuntimeException(@2);\n}",
    demand: "if (!@1) {\n    throw new RuntimeException(@2);\n}",
    empty: "@1 === ''",
    unset_secret: "@1 === ''",
    or: " || ",
    declare: "@1 = @2;",
    list: "foreach (explode(@2, @1) as $item) {\n    $part = trim($item);\n    @3\n}",
    several: "$signatures = []; // Several while a secret is being replaced.",
    unset: "@1 = '';",
    none: "$signatures === []",
    push: "$signatures[] = @1",
    assign: "@1 = @2",
    element: "if (@1) {\n    @2;\n}",
    otherwise: " else",
    taken: "if (!@1) {\n    throw new RuntimeException(@2);\n}\n@3 = @4;",
    fits: [
        "@1 !== ''",
        "str_starts_with(@1, @2)",
        "str_ends_with(@1, @3)",
        "(str_starts_with(@1, @2) && str_ends_with(@1, @3))",
    ],
    cuts: [
        "@1",
        "substr(@1, @4)",
        "substr(@1, 0, -@5)",
        "substr(@1, @4, -@5)",
    ],
    length: str::len,
    json: "$data = json_decode($body, true);\nif ($data === null) {\n    throw new RuntimeException(@1);\n}",
    member: "member($data@1 ?? null)",
    step: ["[@1]", ""],
    carried: "in_array(@1 . @2, preg_split('/[?&]/', $url), true)",
    age: "if (!preg_match('/^\\d{1,15}$/D', $timestamp)) {\n    throw new RuntimeException(@1);\n}\n$age = ($now ?? time()) - (int) $timestamp@2;",
    dated: "if (!preg_match('/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$/D', $timestamp) || strtotime($timestamp) === false) {\n    throw new RuntimeException(@1);\n}\n$age = ($now ?? time()) - strtotime($timestamp);",
    thousandth: " / 1000",
    plus: " . ",
    utf8: ["@1", "@1"],
    concat: ["", " . ", ""],
    binary: [
        "hex2bin(@1)",
        "base64_decode(@1)",
        "base64_decode(strtr(@1, '-_', '+/'))",
    ],
    unspaced: "preg_replace('/\\s/', '', @1)",
    // An open call of a hash function, finished as text.
    texts: [
        "@1)",
        "base64_encode(@1, true))",
        "rtrim(strtr(base64_encode(@1, true)), '+/', '-_'), '=')",
    ],
    decoded: "@1 = @2;",
    key: "$key = @1;",
    unprefixed: "str_starts_with(@1, @2) ? substr(@1, @3) : @1",
    message: ["$message = @1;", "$message"],
    hashes: ["'sha1'", "'sha256'", "'sha384'", "'sha512'"],
    mac: ["", "hash_hmac(@1, @2, $key"],
    hashed: "hash(@1, $key . @2",
    hash: "hash(@1, $body",
    crc32: "(string) crc32($body)",
    alike: "alike($data, @1)",
    json_lines: "json_lines($data, @1)",
    expected: "$expected = @1;",
    shared: "$expected = $secret;",
    equals: "===",
    compare: [
        "if (!hash_equals($expected, $signature)) {\n    throw new RuntimeException(@1);\n}",
        "foreach ($signatures as $signature) {\n    if (hash_equals($expected, $signature)) {\n        return;\n    }\n}\nthrow new RuntimeException(@1);",
    ],
    prove: [
        "if (!signed(@2, @3, $signature)) {\n    throw new RuntimeException(@1);\n}",
        "foreach ($signatures as $signature) {\n    if (signed(@2, @3, $signature)) {\n        return;\n    }\n}\nthrow new RuntimeException(@1);",
    ],
    signed: r#"
// Whether the signature is that of the message by the private key of this public one.
function signed(string $key, string $message, string $signature): bool
{
    $given = (string) @@2;
    @1
}
"#,
    proofs: [
        r#"// sodium throws at a signature of another length.
return strlen($given) === SODIUM_CRYPTO_SIGN_BYTES && sodium_crypto_sign_verify_detached($given, $message, @1);"#,
        PEM,
        PEM,
    ],
    undigested: "isset($headers['content-digest']) && !is_digest($headers['content-digest'], $body)",
    described: r#"$signatures = dictionary($given);
foreach (dictionary($inputs) as $label => $described) {
    $lines = signature_base($described, $components, $method, $url, $headers);
    if ($lines === null) {
        continue;
    }
    @2
    if (!hash_equals($expected, $signatures[$label] ?? '')) {
        continue;
    }
    if (preg_match('/;expires=(\d+)/', $described, $expires) && ($now ?? time()) > (int) $expires[1]) {
        throw new RuntimeException(@3);
    }
    return;
}
throw new RuntimeException(@1);"#,
    path: "explode('?', $target, 2)[0]",
    query: "(explode('?', $target, 2)[1] ?? '')",
    header: "($headers[@1] ?? '')",
    header_lines: "header_lines($headers, @1)",
    fields: "fields($target, @4, $body, @1, @2, @3)",
    no_members: "",
    form: "form($body, @1, @2)",
    either: ["is_form(@1)", "(is_form(@1) ? @2 : '')"],
    unescape: "unescape($url, @1)",
    headers: "$headers = [\n    @1\n];",
    sent: "@1 => @2,",
    body: ["$body = @1;", "$body = base64_decode(@1);"],
    now: "$now = @1; // When it came.",
    altered: "$body . ' '",
    refused: [
        "try {\n    verify(@1);\n    throw new LogicException('An altered body was accepted');\n} catch (RuntimeException $refused) {\n    str_contains($refused->getMessage(), '@2') || throw $refused;\n}",
        "",
    ],
};

const PEM: &str = r#"$pem = "-----BEGIN PUBLIC KEY-----\n" . chunk_split(base64_encode(@1), 64, "\n") . "-----END PUBLIC KEY-----\n";
return openssl_verify($message, $given, $pem, @3) === 1;"#;
