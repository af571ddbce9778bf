package main

// Statements of `verify` and of its test. See ../README.md.

//: refuse
if {{when}} {
	return errors.New({{message}})
}

//: demand
if !{{when}} {
	return errors.New({{message}})
}

//: read
{{variable}} := headers.Get({{name}})

//: declare
{{name}} := {{text}}

//: take
if !{{fits}} {
	return errors.New({{message}})
}
{{name}} := {{value}}

//: signatures
var signatures []string // There are several while a secret is being replaced.

//: unset
var {{name}} string

//: list
for _, item := range strings.Split({{field}}, {{separator}}) {
	part := strings.TrimSpace(item)
	{{elements}}
}

//: element
if {{fits}} {
	{{take}}
}

//: otherwise
{{a}} else {{b}}

//: json
var data any
decoder := json.NewDecoder(bytes.NewReader(body))
decoder.UseNumber()
if !json.Valid(body) || decoder.Decode(&data) != nil {
	return errors.New({{message}})
}

//: age
sent, err := strconv.ParseInt(timestamp, 10, 64)
if err != nil {
	return errors.New({{message}})
}
age := now - {{sent}}

//: age.date
sent, err := time.Parse(time.RFC3339, timestamp)
if err != nil {
	return errors.New({{message}})
}
age := now - sent.Unix()

//: decoded
{{name}}, err := {{bytes}}
if err != nil {
	return err // The secret is not encoded as expected.
}

//: key
key := {{bytes}}

//: message
message := {{bytes}}

//: mac_begin
mac := hmac.New({{hash}}, key)
mac.Write({{message}})

//: expected
expected := []byte({{text}})

//: expected.shared
expected := []byte(secret)

//: compare
if !hmac.Equal([]byte(signature), expected) {
	return errors.New({{message}})
}
return nil

//: compare.several
for _, signature := range signatures {
	if hmac.Equal([]byte(signature), expected) {
		return nil
	}
}
return errors.New({{message}})

//: prove
if !signed({{key}}, {{bytes}}, signature) {
	return errors.New({{message}})
}
return nil

//: prove.several
for _, signature := range signatures {
	if signed({{key}}, {{bytes}}, signature) {
		return nil
	}
}
return errors.New({{message}})

//: proof.ed25519
// crypto/ed25519 panics if the key has another length.
return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, message, given)

//: proof.ecdsa
parsed, _ := x509.ParsePKIXPublicKey(public)
point, is := parsed.(*ecdsa.PublicKey)
return is && ecdsa.VerifyASN1(point, digest({{hash}}(), message), given)

//: proof.rsa
parsed, _ := x509.ParsePKIXPublicKey(public)
numbers, is := parsed.(*rsa.PublicKey)
return is && rsa.VerifyPKCS1v15(numbers, crypto.{{undashed}}, digest({{hash}}(), message), given) == nil

//: described
signatures := dictionary(given)
for label, described := range dictionary(inputs) {
	lines, covers := signatureBase(described, components, method, url, headers)
	if !covers {
		continue
	}
	{{expected}}
	if !hmac.Equal([]byte(signatures[label]), expected) {
		continue
	}
	if expires := regexp.MustCompile(`;expires=(\d+)`).FindStringSubmatch(described); expires != nil {
		if until, err := strconv.ParseInt(expires[1], 10, 64); err != nil || now > until {
			return errors.New({{expired}})
		}
	}
	return nil
}
return errors.New({{message}})

//: test.headers
headers := http.Header{}
{{fields}}

//: test.header
headers.Set({{name}}, {{value}})

//: test.body
body := []byte({{text}})

//: test.body.base64
body, _ := base64.StdEncoding.DecodeString({{text}})

//: test.now
now := int64({{now}}) // The time of arrival.

//: test.refused
if err := Verify({{arguments}}); err == nil || !strings.Contains(err.Error(), "{{words}}") {
	fmt.Println("An altered body was accepted", err)
	os.Exit(1)
}
