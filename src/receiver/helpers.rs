//! Functions that some schemes' receivers need beside `verify`, in each language.
//!
//! They are the same for every scheme; which of them stand in a file is told
//! by the plan. Each takes the same arguments in every language: `form(body,
//! equals, between)`, `unescape(text, characters)`, `member(json, path)`.

use super::Language;
use super::plan::{Piece, Plan};

/// The functions that a plan needs.
pub fn needed(language: Language, plan: &Plan) -> String {
    let uses = |wanted: &dyn Fn(&Piece) -> bool| plan.content.iter().any(wanted);
    let all = [
        (form(language), uses(&|p| matches!(p, Piece::Form(_)))),
        (
            unescape(language),
            uses(&|p| matches!(p, Piece::UrlDecoded(_))),
        ),
        (member(language), plan.reads_json()),
        (FIELDS, uses(&|p| matches!(p, Piece::Fields(_)))),
    ];
    let used = all.into_iter().filter(|(_, used)| *used);
    used.map(|(text, _)| text).collect()
}

/// The fields of a form by name and value, decoded, doubles once.
fn form(language: Language) -> &'static str {
    match language {
        Language::Node => {
            r#"
// The fields of a form in order of name and value, decoded, doubles once.
function form(body, equals, between) {
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const all = [...new URLSearchParams(body.toString())].sort(([a, x], [b, y]) => order(a, b) || order(x, y));
  const once = all.filter(([name, value], at) => at === 0 || name !== all[at - 1][0] || value !== all[at - 1][1]);
  return once.map(([name, value]) => name + equals + value).join(between);
}
"#
        }
        Language::Python => {
            r#"

def form(body, equals, between):
    """The fields of a form in order of name and value, decoded, doubles once."""
    fields = urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)
    return between.join(name + equals + value for name, value in sorted(set(fields)))
"#
        }
        Language::Go => {
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
"#
        }
        Language::Rust => {
            r#"
/// The fields of a form in order of name and value, decoded, doubles once.
fn form(body: &[u8], equals: &str, between: &str) -> String {
    let mut fields: Vec<_> = form_urlencoded::parse(body).collect();
    fields.sort();
    fields.dedup();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}{equals}{value}")).collect();
    fields.join(between)
}
"#
        }
        Language::Php => {
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
"#
        }
        Language::Ruby => {
            r#"
# The fields of a form in order of name and value, decoded, doubles once.
def form(body, equals, between)
  pairs = body.dup.force_encoding("UTF-8").split("&").reject(&:empty?)
  fields = URI.decode_www_form(pairs.join("&"))
  fields.uniq.sort.map { |name, value| name + equals + value }.join(between)
end
"#
        }
        Language::Java => {
            r#"
    // The fields of a form in order of name and value, decoded, doubles once.
    private static String form(byte[] body, String equals, String between) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (String field : new String(body, UTF_8).split("&")) {
            if (!field.isEmpty()) {
                String[] pair = (field + "=").split("=", 3);
                String value = field.contains("=") ? field.substring(pair[0].length() + 1) : "";
                String name = java.net.URLDecoder.decode(pair[0], UTF_8);
                value = java.net.URLDecoder.decode(value, UTF_8);
                fields.put(name + "\0" + value, name + equals + value);
            }
        }
        return String.join(between, fields.values());
    }
"#
        }
        Language::CSharp => {
            r#"
    // The fields of a form in order of name and value, decoded, doubles once.
    static string Form(byte[] body, string equals, string between)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Encoding.UTF8.GetString(body).Split('&').Where(field => field != ""))
        {
            var pair = field.Split(new[] { '=' }, 2);
            var name = System.Net.WebUtility.UrlDecode(pair[0]);
            var value = pair.Length == 2 ? System.Net.WebUtility.UrlDecode(pair[1]) : "";
            fields[name + "\0" + value] = name + equals + value;
        }
        return string.Join(between, fields.Values);
    }
"#
        }
    }
}

/// A text with the escapes of some characters decoded, and all others left.
fn unescape(language: Language) -> &'static str {
    match language {
        Language::Node => {
            r#"
// Decodes the escapes of these characters and leaves all others.
function unescape(text, characters) {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return characters.includes(character) ? character : escape;
  });
}
"#
        }
        Language::Python => {
            r#"

def unescape(text, characters):
    """Decodes the escapes of these characters and leaves all others."""
    decode = lambda escape: chr(int(escape[1], 16)) if chr(int(escape[1], 16)) in characters else escape[0]
    return re.sub("%([0-9A-Fa-f]{2})", decode, text)
"#
        }
        Language::Go => {
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
"#
        }
        Language::Rust => {
            r#"
/// Decodes the escapes of these ASCII characters and leaves all others.
fn unescape(text: &str, characters: &str) -> String {
    characters.chars().fold(text.to_owned(), |text, character| {
        let code = u32::from(character);
        let upper = text.replace(&format!("%{code:02X}"), &character.to_string());
        upper.replace(&format!("%{code:02x}"), &character.to_string())
    })
}
"#
        }
        Language::Php => {
            r#"
// Decodes the escapes of these characters and leaves all others.
function unescape(string $text, string $characters): string
{
    $decode = fn(array $escape) => str_contains($characters, rawurldecode($escape[0])) ? rawurldecode($escape[0]) : $escape[0];
    return preg_replace_callback('/%[0-9a-f]{2}/i', $decode, $text);
}
"#
        }
        Language::Ruby => {
            r#"
# Decodes the escapes of these characters and leaves all others.
def unescape(text, characters)
  text.gsub(/%\h\h/) do |escape|
    code = escape[1..].hex
    code < 128 && characters.include?(code.chr) ? code.chr : escape
  end
end
"#
        }
        Language::Java => {
            r#"
    // Decodes the escapes of these characters and leaves all others.
    private static String unescape(String text, String characters) {
        return java.util.regex.Pattern.compile("%([0-9A-Fa-f]{2})").matcher(text).replaceAll(escape -> {
            String character = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
            return java.util.regex.Matcher.quoteReplacement(characters.contains(character) ? character : escape.group());
        });
    }
"#
        }
        Language::CSharp => {
            r#"
    // Decodes the escapes of these characters and leaves all others.
    static string Unescape(string text, string characters)
    {
        return System.Text.RegularExpressions.Regex.Replace(text, "%([0-9A-Fa-f]{2})", escape =>
        {
            var character = (char)Convert.ToInt32(escape.Groups[1].Value, 16);
            return characters.IndexOf(character) >= 0 ? character.ToString() : escape.Value;
        });
    }
"#
        }
    }
}

/// A member of JSON as text: nothing for what is not there, and none for languages that have no JSON reader.
fn member(language: Language) -> &'static str {
    match language {
        Language::Node => {
            r#"
// A member of the JSON as text; nothing for null and for what is not there.
// Numbers are written anew: one with a fraction or of more than 15 digits may not match.
function member(json, ...path) {
  const value = path.reduce((value, name) => value?.[name], json) ?? "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
"#
        }
        Language::Python => {
            r#"

def member(value, *path):
    """A member of the JSON as text; nothing for null and for what is not there.

    Numbers are written anew: one with a fraction or of more than 15 digits may not match.
    """
    for name in path:
        try:
            value = value[name]
        except (KeyError, IndexError, TypeError):
            return ""
    return value if isinstance(value, str) else "" if value is None else json.dumps(value)
"#
        }
        Language::Go => {
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
"#
        }
        Language::Rust => {
            r#"
/// A member of the JSON as text; nothing for null and for what is not there.
/// Numbers are written anew: one with a fraction or of more than 15 digits may not match.
fn member(json: &serde_json::Value, pointer: &str) -> String {
    match json.pointer(pointer) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}
"#
        }
        Language::Php => {
            r#"
// A member of the JSON as text; nothing for null and for what is not there.
// Numbers are written anew: one with a fraction or of more than 15 digits may not match.
function member(mixed $value): string
{
    return is_string($value) ? $value : ($value === null ? '' : json_encode($value));
}
"#
        }
        Language::Ruby => {
            r#"
# A member of the JSON as text; nothing for null and for what is not there.
# Numbers are written anew: one with a fraction or of more than 15 digits may not match.
def member(value, *path)
  path.each do |step|
    value = value.is_a?(step.is_a?(Integer) ? Array : Hash) ? value[step] : nil
  end
  value.is_a?(String) ? value : value.nil? ? "" : value.to_json
end
"#
        }
        Language::Java | Language::CSharp => "",
    }
}

/// For Node only: other languages do not write values as JavaScript does.
const FIELDS: &str = r#"
// The top-level members of a JSON body, the fields of a form, or else the query's, by name.
function fields(target, type, body) {
  const form = (text) => [...new URLSearchParams(text)];
  const text = (value) => (typeof value === "object" && value ? JSON.stringify(value) : String(value));
  let found;
  if (body.length === 0) found = form(target.split("?").slice(1).join("?"));
  else if (type.split(";")[0].trim().toLowerCase() === "application/x-www-form-urlencoded") found = form(body.toString());
  else found = Object.entries(JSON.parse(body)).map(([name, value]) => [name, text(value)]);
  return found.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
"#;
