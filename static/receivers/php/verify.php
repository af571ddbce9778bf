<?php
// Statements of `verify` and of its test. See ../README.md.

//: refuse
if ({{when}}) {
    throw new RuntimeException({{message}});
}

//: demand
if (!{{when}}) {
    throw new RuntimeException({{message}});
}

//: read
{{variable}} = $headers[{{key}}] ?? '';

//: declare
{{name}} = {{text}};

//: take
if (!{{fits}}) {
    throw new RuntimeException({{message}});
}
{{name}} = {{value}};

//: signatures
$signatures = []; // There are several while a secret is being replaced.

//: unset
{{name}} = '';

//: list
foreach (explode({{separator}}, {{field}}) as $item) {
    $part = trim($item);
    {{elements}}
}

//: element
if ({{fits}}) {
    {{take}};
}

//: otherwise
{{a}} else{{b}}

//: json
$data = json_decode($body, true);
if ($data === null) {
    throw new RuntimeException({{message}});
}

//: age
if (!preg_match('/^\d{1,15}$/D', $timestamp)) {
    throw new RuntimeException({{message}});
}
$age = ($now ?? time()) - {{sent}};

//: age.date
if (!preg_match('/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/D', $timestamp) || strtotime($timestamp) === false) {
    throw new RuntimeException({{message}});
}
$age = ($now ?? time()) - strtotime($timestamp);

//: decoded
{{name}} = {{bytes}};

//: key
$key = {{bytes}};

//: message
$message = {{bytes}};

//: expected
$expected = {{text}};

//: expected.shared
$expected = $secret;

//: compare
if (!hash_equals($expected, $signature)) {
    throw new RuntimeException({{message}});
}

//: compare.several
foreach ($signatures as $signature) {
    if (hash_equals($expected, $signature)) {
        return;
    }
}
throw new RuntimeException({{message}});

//: prove
if (!signed({{key}}, {{bytes}}, $signature)) {
    throw new RuntimeException({{message}});
}

//: prove.several
foreach ($signatures as $signature) {
    if (signed({{key}}, {{bytes}}, $signature)) {
        return;
    }
}
throw new RuntimeException({{message}});

//: proof.ed25519
// sodium throws if the signature has another length.
return strlen($given) === SODIUM_CRYPTO_SIGN_BYTES && sodium_crypto_sign_verify_detached($given, $message, {{key}});

//: proof.ecdsa proof.rsa
$pem = "-----BEGIN PUBLIC KEY-----\n" . chunk_split(base64_encode({{key}}), 64, "\n") . "-----END PUBLIC KEY-----\n";
return openssl_verify($message, $given, $pem, {{hash}}) === 1;

//: described
$signatures = dictionary($given);
foreach (dictionary($inputs) as $label => $described) {
    $lines = signature_base($described, $components, $method, $url, $headers);
    if ($lines === null) {
        continue;
    }
    {{expected}}
    if (!hash_equals($expected, $signatures[$label] ?? '')) {
        continue;
    }
    if (preg_match('/;expires=(\d+)/', $described, $expires) && ($now ?? time()) > (int) $expires[1]) {
        throw new RuntimeException({{expired}});
    }
    return;
}
throw new RuntimeException({{message}});

//: test.headers
$headers = [
    {{fields}}
];

//: test.header
{{name}} => {{value}},

//: test.body
$body = {{text}};

//: test.body.base64
$body = base64_decode({{text}});

//: test.now
$now = {{now}}; // The time of arrival.

//: test.refused
try {
    verify({{arguments}});
    throw new LogicException('An altered body was accepted');
} catch (RuntimeException $refused) {
    str_contains($refused->getMessage(), '{{words}}') || throw $refused;
}
