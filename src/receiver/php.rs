//! Receiver code for PHP.

use super::syntax::Syntax;
use super::text::Quotes;

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
    $headers = [
        @2
    ];
    $body = @3;
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
    thousandth: " / 1000",
    plus: " . ",
    utf8: ["@1", "@1"],
    concat: ["", " . ", ""],
    binary: [
        "hex2bin(@1)",
        "base64_decode(@1)",
        "base64_decode(strtr(@1, '-_', '+/'))",
    ],
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
    hash: "hash(@1, $body",
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
    signed: [
        r#"
// Whether the signature is that of the message by the private key of this public one.
function signed(string $key, string $message, string $signature): bool
{
    $given = @@2;
    // sodium throws at a signature of another length.
    return strlen((string) $given) === SODIUM_CRYPTO_SIGN_BYTES
        && sodium_crypto_sign_verify_detached($given, $message, @1);
}
"#,
        OTHERS,
        OTHERS,
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
    form: "form($body, @1, @2)",
    unescape: "unescape($url, @1)",
    sent: "@1 => @2,",
    body: ["@1", "base64_decode(@1)"],
    now: "$now = @1; // When it came.",
    altered: "$body . ' '",
    refused: [
        "try {\n    verify(@1);\n    exit(\"An altered body was accepted\\n\");\n} catch (RuntimeException $refused) {\n    str_contains($refused->getMessage(), '@2') || throw $refused;\n}",
        "",
    ],
};

const OTHERS: &str = r#"
// Whether the signature is that of the message by the private key of this public one.
function signed(string $key, string $message, string $signature): bool
{
    $pem = "-----BEGIN PUBLIC KEY-----\n" . chunk_split(base64_encode(@1), 64, "\n") . "-----END PUBLIC KEY-----\n";
    return openssl_verify($message, (string) @2, $pem, @3) === 1;
}
"#;

const HELPERS: &[(&str, &str)] = &[
    (
        "form(",
        r#"
// The fields of a form in order of name and value, decoded, doubles once.
function form(string $body, string $equals, string $between): string
{
    $fields = [];
    foreach (array_filter(explode('&', $body), 'strlen') as $field) {
        [$name, $value] = array_map('urldecode', explode('=', $field, 2) + ['', '']);
        $fields["$name\0$value"] = $name . $equals . $value;
    }
    ksort($fields, SORT_STRING);
    return implode($between, $fields);
}
"#,
    ),
    (
        "unescape(",
        r#"
// Decodes the escapes of these characters and leaves all others.
function unescape(string $text, string $characters): string
{
    $decode = fn(array $escape) => str_contains($characters, rawurldecode($escape[0])) ? rawurldecode($escape[0]) : $escape[0];
    return preg_replace_callback('/%[0-9a-f]{2}/i', $decode, $text);
}
"#,
    ),
    (
        "member(",
        r#"
// A member of the JSON as text; nothing for null and for what is not there.
// Numbers are written anew: one with a fraction or of more than 15 digits may not match.
function member(mixed $value): string
{
    return is_string($value) ? $value : ($value === null ? '' : json_encode($value));
}
"#,
    ),
    (
        "header_lines(",
        r#"
// A line for each header field of such a name, or, before a *, of a name that starts so.
function header_lines(array $headers, string ...$wanted): string
{
    $lines = '';
    ksort($headers, SORT_STRING);
    foreach ($headers as $name => $value) {
        foreach ($wanted as $one) {
            if (str_ends_with($one, '*') ? str_starts_with($name, substr($one, 0, -1)) : $name === $one) {
                $lines .= $name . ':' . trim(strtr($value, "\t", ' ')) . "\n";
                break;
            }
        }
    }
    return $lines;
}
"#,
    ),
    (
        "fields(",
        r#"
// The top-level members of a JSON body, the fields of a form, or else the query's, by name.
function fields(string $target, string $type, string $body, string $first, string $equals, string $between): string
{
    $form = strtolower(trim(explode(';', $type)[0])) === 'application/x-www-form-urlencoded';
    if ($body !== '' && !$form) {
        $found = members($body);
    } else {
        $found = [];
        $text = $body === '' ? (explode('?', $target, 2)[1] ?? '') : $body;
        foreach (array_filter(explode('&', $text), 'strlen') as $field) {
            $found[] = array_map('urldecode', explode('=', $field, 2) + ['', '']);
        }
    }
    usort($found, fn(array $a, array $b) => strcmp($a[0], $b[0]));
    $texts = array_map(fn(array $field) => $field[0] . $equals . $field[1], $found);
    return $texts === [] ? '' : $first . implode($between, $texts);
}
"#,
    ),
    (
        "members(",
        r#"
// The top-level members of JSON: texts bare, all else as it stands in the body without white space.
// The sender signs them as JavaScript writes them, and so has to have written the body by JSON.stringify.
function members(string $text): array
{
    if (!is_array(json_decode($text, true))) {
        throw new RuntimeException('The body is no JSON');
    }
    [$depth, $name, $value, $found] = [0, null, '', []];
    preg_match_all('/"(?:[^"\\\\]|\\\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+/', $text, $tokens);
    foreach ($tokens[0] as $token) {
        $depth -= (int) in_array($token, [']', '}'], true);
        if ($depth === 1 && $token === ':') {
            [$name, $value] = [json_decode($value), ''];
        } elseif ($depth === 1 && $token === ',' || $depth === 0 && $token === '}') {
            if ($name !== null) {
                $found[$name] = [$name, $value[0] === '"' ? json_decode($value) : $value];
            }
            [$name, $value] = [null, ''];
        } elseif ($depth > 0) {
            $value .= $token;
        }
        $depth += (int) in_array($token, ['[', '{'], true);
    }
    return array_values($found);
}
"#,
    ),
    (
        "signature_base(",
        r#"
// The signature base of a description (RFC 9421, section 2.5); null when it leaves out what has to be signed,
// or has components that this code does not know.
function signature_base(string $described, string $components, string $method, string $url, array $headers): ?string
{
    preg_match('~^([^:/?#]+)://([^/?#]*)([^?#]*)(\?[^#]*)?~', $url, $parts);
    [, $scheme, $authority, $path, $query] = $parts + ['', '', '', '', ''];
    $scheme = strtolower($scheme);
    $known = [
        '@method' => $method,
        '@target-uri' => $url,
        '@scheme' => $scheme,
        '@authority' => preg_replace($scheme === 'https' ? '/:443$/' : '/:80$/', '', strtolower($authority)),
        '@request-target' => ($path ?: '/') . $query,
        '@path' => $path ?: '/',
        '@query' => $query ?: '?',
    ];
    $names = preg_split('/ +/', substr($described, 1, strpos($described, ')') - 1), -1, PREG_SPLIT_NO_EMPTY);
    if (array_diff(preg_split('/ +/', $components, -1, PREG_SPLIT_NO_EMPTY), $names) !== []) {
        return null;
    }
    $base = '';
    foreach ($names as $name) {
        $bare = substr($name, 1, -1);
        $value = $known[$bare] ?? $headers[$bare] ?? null;
        if ($name !== "\"$bare\"" || $value === null) {
            return null;
        }
        $base .= $name . ': ' . trim($value) . "\n";
    }
    return $base . '"@signature-params": ' . $described;
}
"#,
    ),
    (
        "is_digest(",
        r#"
// Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here.
function is_digest(string $value, string $body): bool
{
    $given = array_intersect_key(dictionary($value), ['sha-256' => 0, 'sha-512' => 0]);
    foreach ($given as $name => $text) {
        if (base64_encode(hash(str_replace('-', '', $name), $body, true)) !== $text) {
            return false;
        }
    }
    return $given !== [];
}
"#,
    ),
    (
        "dictionary(",
        r#"
// The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
function dictionary(string $field): array
{
    $member = '~([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\\\]|\\\\.)*")*))~';
    preg_match_all($member, $field, $found, PREG_SET_ORDER);
    $members = [];
    foreach ($found as $one) {
        $members[$one[1]] = trim($one[3] ?? $one[2]);
    }
    return $members;
}
"#,
    ),
];
