//! Receiver code for Go.

mod helpers;

use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Double,
    comment: "//",
    sigil: "",
    program: r#"// Verifies what is signed as @1 does: @2.
// Needs @3. Its own test: go run receiver.go
package main

import (
	@5
)

// Verify returns an error unless the request is genuine; answer 401 then.
//
@6
func Verify(@7) error {
	@8
}
@9
"#,
    test: r#"// This very request as a test.
func main() {
	@1
	@2
	@3
	@4
	if err := Verify(@5); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	@6
	fmt.Println("ok")
}"#,
    platform: "Go",
    packages: &[],
    imports: IMPORTS,
    helpers: HELPERS,
    parameters: ["@1 string", "@1 http.Header", "@1 []byte", "@1 int64"],
    about: "//\t@1: @2",
    said: [
        "r.Header",
        "the raw bytes, from io.ReadAll(r.Body), before anything decodes them",
        "time.Now().Unix()",
    ],
    read: "@1 := headers.Get(@3)",
    refuse: "if @1 {\n\treturn errors.New(@2)\n}",
    demand: "if !@1 {\n\treturn errors.New(@2)\n}",
    empty: "@1 == \"\"",
    unset_secret: "@1 == \"\"",
    or: " || ",
    declare: "@1 := @2",
    list: "for _, item := range strings.Split(@1, @2) {\n\tpart := strings.TrimSpace(item)\n\t@3\n}",
    several: "var signatures []string // Several while a secret is being replaced.",
    unset: "var @1 string",
    none: "len(signatures) == 0",
    push: "signatures = append(signatures, @1)",
    assign: "@1 = @2",
    element: "if @1 {\n\t@2\n}",
    otherwise: " else ",
    taken: "if !@1 {\n\treturn errors.New(@2)\n}\n@3 := @4",
    fits: [
        "@1 != \"\"",
        "strings.HasPrefix(@1, @2)",
        "strings.HasSuffix(@1, @3)",
        "(strings.HasPrefix(@1, @2) && strings.HasSuffix(@1, @3))",
    ],
    cuts: [
        "@1",
        "strings.TrimPrefix(@1, @2)",
        "strings.TrimSuffix(@1, @3)",
        "strings.TrimSuffix(strings.TrimPrefix(@1, @2), @3)",
    ],
    length: str::len,
    json: "var data any\ndecoder := json.NewDecoder(bytes.NewReader(body))\ndecoder.UseNumber()\nif !json.Valid(body) || decoder.Decode(&data) != nil {\n\treturn errors.New(@1)\n}",
    member: "member(data, @1)",
    step: ["@1", ", "],
    carried: "strings.Contains(strings.ReplaceAll(url, \"?\", \"&\")+\"&\", \"&\"+@1+@2+\"&\")",
    age: "sent, err := strconv.ParseInt(timestamp, 10, 64)\nif err != nil {\n\treturn errors.New(@1)\n}\nage := now - sent@2",
    dated: "sent, err := time.Parse(time.RFC3339, timestamp)\nif err != nil {\n	return errors.New(@1)\n}\nage := now - sent.Unix()",
    thousandth: "/1000",
    plus: " + ",
    utf8: ["[]byte(@1)", "[]byte(@1)"],
    concat: ["bytes.Join([][]byte{", ", ", "}, nil)"],
    binary: [
        "hex.DecodeString(@1)",
        "base64.RawStdEncoding.DecodeString(strings.TrimRight(@1, \"=\"))",
        "base64.RawURLEncoding.DecodeString(strings.TrimRight(@1, \"=\"))",
    ],
    unspaced: "strings.Join(strings.Fields(@1), \"\")",
    texts: [
        "hex.EncodeToString(@1)",
        "base64.StdEncoding.EncodeToString(@1)",
        "base64.RawURLEncoding.EncodeToString(@1)",
    ],
    decoded: "@1, err := @2\nif err != nil {\n\treturn err // The secret is not what it should be.\n}",
    key: "key := @1",
    unprefixed: "strings.TrimPrefix(@1, @2)",
    message: ["message := @1", "message"],
    hashes: ["sha1.New", "sha256.New", "sha512.New384", "sha512.New"],
    mac: ["mac := hmac.New(@1, key)\nmac.Write(@2)", "mac.Sum(nil)"],
    hashed: "digest(@1(), bytes.Join([][]byte{key, @2}, nil))",
    hash: "digest(@1(), body)",
    crc32: "strconv.FormatUint(uint64(crc32.ChecksumIEEE(body)), 10)",
    alike: "alike(data, @1)",
    json_lines: "jsonLines(data, @1)",
    expected: "expected := []byte(@1)",
    shared: "expected := []byte(secret)",
    equals: "==",
    compare: [
        "if !hmac.Equal([]byte(signature), expected) {\n\treturn errors.New(@1)\n}\nreturn nil",
        "for _, signature := range signatures {\n\tif hmac.Equal([]byte(signature), expected) {\n\t\treturn nil\n\t}\n}\nreturn errors.New(@1)",
    ],
    prove: [
        "if !signed(@2, @3, signature) {\n\treturn errors.New(@1)\n}\nreturn nil",
        "for _, signature := range signatures {\n\tif signed(@2, @3, signature) {\n\t\treturn nil\n\t}\n}\nreturn errors.New(@1)",
    ],
    signed: r#"
// Whether the signature is that of the message by the private key of this public one.
func signed(key string, message []byte, signature string) bool {
	public, err := @3
	given, wrong := @2
	if err != nil || wrong != nil {
		return false
	}
	@1
}
"#,
    proofs: [
        r#"// crypto/ed25519 panics at a key of another length.
return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, message, given)"#,
        r#"parsed, _ := x509.ParsePKIXPublicKey(public)
point, is := parsed.(*ecdsa.PublicKey)
return is && ecdsa.VerifyASN1(point, digest(@3(), message), given)"#,
        r#"parsed, _ := x509.ParsePKIXPublicKey(public)
numbers, is := parsed.(*rsa.PublicKey)
return is && rsa.VerifyPKCS1v15(numbers, crypto.@5, digest(@3(), message), given) == nil"#,
    ],
    undigested: "headers.Get(\"Content-Digest\") != \"\" && !isDigest(headers.Get(\"Content-Digest\"), body)",
    described: r#"signatures := dictionary(given)
for label, described := range dictionary(inputs) {
	lines, covers := signatureBase(described, components, method, url, headers)
	if !covers {
		continue
	}
	@2
	if !hmac.Equal([]byte(signatures[label]), expected) {
		continue
	}
	if expires := regexp.MustCompile(`;expires=(\d+)`).FindStringSubmatch(described); expires != nil {
		if until, err := strconv.ParseInt(expires[1], 10, 64); err != nil || now > until {
			return errors.New(@3)
		}
	}
	return nil
}
return errors.New(@1)"#,
    path: "before(target, \"?\")",
    query: "after(target, \"?\")",
    header: "headers.Get(@1)",
    header_lines: "headerLines(headers, @1)",
    fields: "fields(target, @4, body, @1, @2, @3)",
    no_members: "len(body) > 0 && !isForm(@1) && !isObject(body)",
    form: "form(body, @1, @2)",
    either: ["isForm(@1)", "when(isForm(@1), @2)"],
    unescape: "unescape(url, @1)",
    headers: "headers := http.Header{}\n@1",
    sent: "headers.Set(@1, @2)",
    body: [
        "body := []byte(@1)",
        "body, _ := base64.StdEncoding.DecodeString(@1)",
    ],
    now: "now := int64(@1) // When it came.",
    altered: "append(body, ' ')",
    refused: [
        "if err := Verify(@1); err == nil || !strings.Contains(err.Error(), \"@2\") {\n\tfmt.Println(\"An altered body was accepted\", err)\n\tos.Exit(1)\n}",
        "",
    ],
};

/// Go refuses an import that is not used.
const IMPORTS: &[Import] = &[
    Import::of("\"@1\"", &[("bytes", "bytes.")]),
    Import::of("\"@1\"", &[("crypto", "crypto.")]),
    Import::of("\"@1\"", &[("crypto/ecdsa", "ecdsa.")]),
    Import::of("\"@1\"", &[("crypto/ed25519", "ed25519.")]),
    Import::of("\"@1\"", &[("crypto/hmac", "hmac.")]),
    Import::of("\"@1\"", &[("crypto/rsa", "rsa.")]),
    Import::of("\"@1\"", &[("crypto/sha1", "sha1.")]),
    Import::of("\"@1\"", &[("crypto/sha256", "sha256.")]),
    Import::of("\"@1\"", &[("crypto/sha512", "sha512.")]),
    Import::of("\"@1\"", &[("crypto/x509", "x509.")]),
    Import::of("\"@1\"", &[("encoding/base64", "base64.")]),
    Import::of("\"@1\"", &[("encoding/hex", "hex.")]),
    Import::of("\"@1\"", &[("encoding/json", "json.")]),
    Import::of("\"@1\"", &[("errors", "errors.")]),
    Import::of("\"@1\"", &[("fmt", "fmt.")]),
    Import::of("\"@1\"", &[("hash", "hash.Hash")]),
    Import::of("\"@1\"", &[("hash/crc32", "crc32.")]),
    Import::of("\"@1\"", &[("net/http", "http.")]),
    Import::of("\"@1\"", &[("net/url", "url.")]),
    Import::of("\"@1\"", &[("os", "os.")]),
    Import::of("\"@1\"", &[("regexp", "regexp.")]),
    Import::of("\"@1\"", &[("sort", "sort.")]),
    Import::of("\"@1\"", &[("strconv", "strconv.")]),
    Import::of("\"@1\"", &[("strings", "strings.")]),
    Import::of("\"@1\"", &[("time", "time.")]),
];
