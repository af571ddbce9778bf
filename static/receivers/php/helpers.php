<?php
// Functions beside `verify`. See ../README.md.

//: signed(
// Returns whether the private key of this public key signed the message.
function signed(string $key, string $message, string $signature): bool
{
    $given = (string) @{{signature}};
    {{proof}}
}

//: form(
// The decoded fields of a form, sorted by name and value, without duplicates.
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

//: unescape(
// Decodes the percent-escapes of these characters and no others.
function unescape(string $text, string $characters): string
{
    $decode = fn(array $escape) => str_contains($characters, rawurldecode($escape[0])) ? rawurldecode($escape[0]) : $escape[0];
    return preg_replace_callback('/%[0-9a-f]{2}/i', $decode, $text);
}

//: json_lines(
// The name and value, each on a line, of those members that are present and not null.
function json_lines(mixed $json, string ...$names): string
{
    $there = array_filter($names, fn(string $name) => is_array($json) && isset($json[$name]));
    return implode('', array_map(fn(string $name) => $name . "\n" . member($json[$name]) . "\n", $there));
}

//: alike(
// Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one.
function alike(mixed $json, string ...$names): bool
{
    foreach (is_array($json) ? array_keys($json) : [] as $name) {
        foreach ($names as $one) {
            if ((string) $name !== $one && preg_match('~^' . preg_quote($one, '~') . '$~iuD', (string) $name)) {
                return true;
            }
        }
    }
    return false;
}

//: member(
// A member of the JSON as text; empty if it is null or missing.
// Numbers are formatted again, so one with a fraction or more than 15 digits may not match.
function member(mixed $value): string
{
    $text = is_string($value) ? $value : ($value === null ? '' : json_encode($value));
    if ($text === false) {
        throw new RuntimeException('The body has a number that is too large');
    }
    return $text;
}

//: header_lines(
// A line for each header field with one of these names, or with a name that begins with the text before a *.
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

//: fields(
// The top-level members of a JSON body, or the fields of a form or of the query, sorted by name.
function fields(string $target, string $type, string $body, string $first, string $equals, string $between): string
{
    $form = is_form($type);
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

//: is_form(
// Returns whether a body of this media type is a form.
function is_form(string $type): bool
{
    return strtolower(trim(explode(';', $type)[0])) === 'application/x-www-form-urlencoded';
}

//: members(
// The top-level members of a JSON object: strings decoded, other values as in the body but without white space.
// The sender signs them as JavaScript writes them, so the body must be the output of JSON.stringify.
function members(string $text): array
{
    if (!is_object(json_decode($text))) {
        throw new RuntimeException('The body is not a JSON object');
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

//: signature_base(
// The signature base of a description (RFC 9421, section 2.5); null if it omits a required component
// or has one that this code does not support.
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

//: is_digest(
// Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
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

//: dictionary(
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
