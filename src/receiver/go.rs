//! Receiver code for Go.

use super::syntax::{Import, Syntax};
use super::text::Quotes;

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
	headers := http.Header{}
	@2
	body := @3
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
    about: "//   @1: @2",
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
    json: "var data any\ndecoder := json.NewDecoder(bytes.NewReader(body))\ndecoder.UseNumber()\nif decoder.Decode(&data) != nil {\n\treturn errors.New(@1)\n}",
    member: "member(data, @1)",
    step: ["@1", ", "],
    carried: "strings.Contains(strings.ReplaceAll(url, \"?\", \"&\")+\"&\", \"&\"+@1+@2+\"&\")",
    age: "sent, err := strconv.ParseInt(timestamp, 10, 64)\nif err != nil {\n\treturn errors.New(@1)\n}\nage := now - sent@2",
    thousandth: "/1000",
    plus: " + ",
    utf8: ["[]byte(@1)", "[]byte(@1)"],
    concat: ["bytes.Join([][]byte{", ", ", "}, nil)"],
    binary: [
        "hex.DecodeString(@1)",
        "base64.RawStdEncoding.DecodeString(strings.TrimRight(@1, \"=\"))",
        "base64.RawURLEncoding.DecodeString(strings.TrimRight(@1, \"=\"))",
    ],
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
    hash: "digest(@1(), body)",
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
    signed: [
        r#"
// Whether the signature is that of the message by the private key of this public one.
func signed(key string, message []byte, signature string) bool {
	public, err := @1
	given, wrong := @2
	// crypto/ed25519 panics at a key of another length.
	return err == nil && wrong == nil && len(public) == ed25519.PublicKeySize && ed25519.Verify(public, message, given)
}
"#,
        r#"
// Whether the signature is that of the message by the private key of this public one.
func signed(key string, message []byte, signature string) bool {
	der, err := @1
	given, wrong := @2
	if err != nil || wrong != nil {
		return false
	}
	parsed, _ := x509.ParsePKIXPublicKey(der)
	public, is := parsed.(*ecdsa.PublicKey)
	return is && ecdsa.VerifyASN1(public, digest(@3(), message), given)
}
"#,
        r#"
// Whether the signature is that of the message by the private key of this public one.
func signed(key string, message []byte, signature string) bool {
	der, err := @1
	given, wrong := @2
	if err != nil || wrong != nil {
		return false
	}
	parsed, _ := x509.ParsePKIXPublicKey(der)
	public, is := parsed.(*rsa.PublicKey)
	return is && rsa.VerifyPKCS1v15(public, crypto.@5, digest(@3(), message), given) == nil
}
"#,
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
    form: "form(body, @1, @2)",
    unescape: "unescape(url, @1)",
    sent: "headers.Set(@1, @2)",
    body: [
        "[]byte(@1)",
        "func() []byte { body, _ := base64.StdEncoding.DecodeString(@1); return body }()",
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
    Import::of("\"@1\"", &[("net/http", "http.")]),
    Import::of("\"@1\"", &[("net/url", "url.")]),
    Import::of("\"@1\"", &[("os", "os.")]),
    Import::of("\"@1\"", &[("regexp", "regexp.")]),
    Import::of("\"@1\"", &[("sort", "sort.")]),
    Import::of("\"@1\"", &[("strconv", "strconv.")]),
    Import::of("\"@1\"", &[("strings", "strings.")]),
];

const HELPERS: &[(&str, &str)] = &[
    (
        "form(",
        r#"
// The fields of a form in order of name and value, decoded, doubles once.
func form(body []byte, equals, between string) string {
	values, _ := url.ParseQuery(string(body))
	var fields []string
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		sort.Strings(values[name])
		for at, value := range values[name] {
			if at == 0 || value != values[name][at-1] {
				fields = append(fields, name+equals+value)
			}
		}
	}
	return strings.Join(fields, between)
}
"#,
    ),
    (
        "unescape(",
        r#"
// Decodes the escapes of these characters and leaves all others.
func unescape(text, characters string) string {
	return regexp.MustCompile("%[0-9A-Fa-f]{2}").ReplaceAllStringFunc(text, func(escape string) string {
		code, _ := strconv.ParseUint(escape[1:], 16, 8)
		if strings.IndexByte(characters, byte(code)) >= 0 {
			return string(rune(code))
		}
		return escape
	})
}
"#,
    ),
    (
        "member(",
        r#"
// A member of the JSON as text; nothing for null and for what is not there.
func member(value any, path ...any) string {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return ""
			}
			value = list[step]
		}
	}
	if text, is := value.(string); is || value == nil {
		return text
	}
	text, _ := json.Marshal(value)
	return string(text)
}
"#,
    ),
    (
        "headerLines(",
        r#"
// A line for each header field of such a name, or, before a *, of a name that starts so.
func headerLines(headers http.Header, wanted ...string) string {
	var lines []string
	for name, values := range headers {
		name = strings.ToLower(name)
		for _, want := range wanted {
			if name == want || strings.HasSuffix(want, "*") && strings.HasPrefix(name, strings.TrimSuffix(want, "*")) {
				lines = append(lines, name+":"+strings.TrimSpace(strings.ReplaceAll(values[0], "\t", " "))+"\n")
				break
			}
		}
	}
	sort.Strings(lines)
	return strings.Join(lines, "")
}
"#,
    ),
    (
        "fields(",
        r#"
// The top-level members of a JSON body, the fields of a form, or else the query's, by name.
// The sender signs members as JavaScript writes them, and so has to have written the body by JSON.stringify.
func fields(target, media string, body []byte, first, equals, between string) string {
	media, _, _ = strings.Cut(media, ";")
	isForm := strings.ToLower(strings.TrimSpace(media)) == "application/x-www-form-urlencoded"
	values := map[string][]string{}
	if len(body) > 0 && !isForm {
		var members map[string]json.RawMessage
		_ = json.Unmarshal(body, &members)
		for name, raw := range members {
			var text string
			if raw[0] != '"' || json.Unmarshal(raw, &text) != nil {
				var compact bytes.Buffer
				_ = json.Compact(&compact, raw)
				text = compact.String()
			}
			values[name] = []string{text}
		}
	} else if isForm {
		values, _ = url.ParseQuery(string(body))
	} else {
		values, _ = url.ParseQuery(after(target, "?"))
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	var fields []string
	for _, name := range names {
		for _, value := range values[name] {
			fields = append(fields, name+equals+value)
		}
	}
	if fields == nil {
		return ""
	}
	return first + strings.Join(fields, between)
}
"#,
    ),
    (
        "digest(",
        r#"
func digest(hash hash.Hash, body []byte) []byte {
	hash.Write(body)
	return hash.Sum(nil)
}
"#,
    ),
    (
        "before(",
        r#"
func before(text, mark string) string {
	first, _, _ := strings.Cut(text, mark)
	return first
}
"#,
    ),
    (
        "after(",
        r#"
func after(text, mark string) string {
	_, second, _ := strings.Cut(text, mark)
	return second
}
"#,
    ),
    (
        "signatureBase(",
        r#"
// The signature base of a description (RFC 9421, section 2.5); none when it leaves out what has to be signed,
// or has components that this code does not know.
func signatureBase(described, components, method, url string, headers http.Header) (string, bool) {
	parts := regexp.MustCompile(`^([^:/?#]+)://([^/?#]*)([^?#]*)(\?[^#]*)?`).FindStringSubmatch(url)
	if parts == nil {
		return "", false
	}
	scheme, authority, path, query := strings.ToLower(parts[1]), strings.ToLower(parts[2]), parts[3], parts[4]
	port := ":80"
	if scheme == "https" {
		port = ":443"
	}
	if path == "" {
		path = "/"
	}
	known := map[string]string{
		"@method":         method,
		"@target-uri":     url,
		"@scheme":         scheme,
		"@authority":      strings.TrimSuffix(authority, port),
		"@request-target": path + query,
		"@path":           path,
		"@query":          "?" + strings.TrimPrefix(query, "?"),
	}
	list, _, _ := strings.Cut(described[1:], ")")
	var base strings.Builder
	signed := map[string]bool{}
	for _, name := range strings.Fields(list) {
		bare := strings.Trim(name, "\"")
		value, is := known[bare]
		if values := headers.Values(bare); !is && len(values) > 0 {
			value, is = strings.TrimSpace(strings.Join(values, ", ")), true
		}
		if !is || name != "\""+bare+"\"" {
			return "", false
		}
		signed[name] = true
		base.WriteString(name + ": " + value + "\n")
	}
	for _, name := range strings.Fields(components) {
		if !signed[name] {
			return "", false
		}
	}
	return base.String() + "\"@signature-params\": " + described, true
}
"#,
    ),
    (
        "isDigest(",
        r#"
// Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here.
func isDigest(value string, body []byte) bool {
	short, long := sha256.Sum256(body), sha512.Sum512(body)
	known := map[string][]byte{"sha-256": short[:], "sha-512": long[:]}
	any := false
	for name, text := range dictionary(value) {
		if own, is := known[name]; is {
			if base64.StdEncoding.EncodeToString(own) != text {
				return false
			}
			any = true
		}
	}
	return any
}
"#,
    ),
    (
        "dictionary(",
        r#"
// The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
func dictionary(field string) map[string]string {
	member := regexp.MustCompile(`([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))`)
	members := map[string]string{}
	for _, found := range member.FindAllStringSubmatch(field, -1) {
		members[found[1]] = strings.TrimSpace(found[2] + found[3])
	}
	return members
}
"#,
    ),
];
