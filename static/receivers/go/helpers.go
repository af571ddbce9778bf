package main

// Functions beside `verify`. See ../README.md.

//: signed(
// Returns whether the private key of this public key signed the message.
func signed(key string, message []byte, signature string) bool {
	public, err := {{key}}
	given, wrong := {{signature}}
	if err != nil || wrong != nil {
		return false
	}
	{{proof}}
}

//: form(
// The decoded fields of a form, sorted by name and value, without duplicates.
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

//: unescape(
// Decodes the percent-escapes of these characters and no others.
func unescape(text, characters string) string {
	return regexp.MustCompile("%[0-9A-Fa-f]{2}").ReplaceAllStringFunc(text, func(escape string) string {
		code, _ := strconv.ParseUint(escape[1:], 16, 8)
		if strings.IndexByte(characters, byte(code)) >= 0 {
			return string(rune(code))
		}
		return escape
	})
}

//: jsonLines(
// The name and value, each on a line, of those members that are present and not null.
func jsonLines(data any, names ...string) string {
	object, _ := data.(map[string]any)
	lines := ""
	for _, name := range names {
		if object[name] != nil {
			lines += name + "\n" + member(data, name) + "\n"
		}
	}
	return lines
}

//: alike(
// Returns whether a member's name differs from one of these only in case: Go and ASP.NET would read it as that one.
func alike(data any, names ...string) bool {
	object, _ := data.(map[string]any)
	for name := range object {
		for _, one := range names {
			if name != one && strings.EqualFold(name, one) {
				return true
			}
		}
	}
	return false
}

//: member(
// A member of the JSON as text; empty if it is null or missing.
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

//: headerLines(
// A line for each header field with one of these names, or with a name that begins with the text before a *.
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

//: fields(
// The top-level members of a JSON body, or the fields of a form or of the query, sorted by name.
// The sender signs members as JavaScript writes them, so the body must be the output of JSON.stringify.
func fields(target, media string, body []byte, first, equals, between string) string {
	values := map[string][]string{}
	if len(body) == 0 {
		values, _ = url.ParseQuery(after(target, "?"))
	} else if isForm(media) {
		values, _ = url.ParseQuery(string(body))
	} else {
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

//: isObject(
// Returns whether the whole body is a JSON object.
func isObject(body []byte) bool {
	var members map[string]json.RawMessage
	return json.Unmarshal(body, &members) == nil && members != nil
}

//: isForm(
// Returns whether a body of this media type is a form.
func isForm(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	return strings.ToLower(strings.TrimSpace(media)) == "application/x-www-form-urlencoded"
}

//: when(
func when(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

//: digest(
func digest(hash hash.Hash, body []byte) []byte {
	hash.Write(body)
	return hash.Sum(nil)
}

//: before(
func before(text, mark string) string {
	first, _, _ := strings.Cut(text, mark)
	return first
}

//: after(
func after(text, mark string) string {
	_, second, _ := strings.Cut(text, mark)
	return second
}

//: signatureBase(
// The signature base of a description (RFC 9421, section 2.5); none if it omits a required component
// or has one that this code does not support.
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

//: isDigest(
// Returns whether a Content-Digest (RFC 9530) matches the body by every supported algorithm in it.
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

//: dictionary(
// The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
func dictionary(field string) map[string]string {
	member := regexp.MustCompile(`([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))`)
	members := map[string]string{}
	for _, found := range member.FindAllStringSubmatch(field, -1) {
		members[found[1]] = strings.TrimSpace(found[2] + found[3])
	}
	return members
}
