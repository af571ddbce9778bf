//! Receiver code for C#.

use super::syntax::{Import, Syntax};
use super::text::Quotes;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Units,
    comment: "//",
    sigil: "",
    program: r#"// Verifies what is signed as @1 does: @2.
// Needs @3. Its own test: dotnet run
@5

public static class Receiver
{
    // Throws unless the request is genuine; answer 401 then.
    @6
    public static void Verify(@7)
    {
        @8
    }
@9
"#,
    test: r#"    // This very request as a test.
    public static void Main()
    {
        @1
        var headers = new Dictionary<string, string>
        {
            @2
        };
        var body = @3;
        @4
        Verify(@5);
        @6
        Console.WriteLine("ok");
    }
}"#,
    platform: ".NET 5 or newer",
    packages: &[("SignerUtilities.", "the package BouncyCastle.Cryptography")],
    imports: IMPORTS,
    helpers: HELPERS,
    parameters: [
        "string @1",
        "IDictionary<string, string> @1",
        "byte[] @1",
        "long @1",
    ],
    about: "//   @1: @2",
    said: [
        "by name in lower case, or a dictionary that ignores case",
        "the raw bytes, before model binding: Request.Body copied into a MemoryStream",
        "DateTimeOffset.UtcNow.ToUnixTimeSeconds()",
    ],
    read: "headers.TryGetValue(@2, out var @1);",
    refuse: "if (@1) throw new CryptographicException(@2);",
    demand: "if (!@1) throw new CryptographicException(@2);",
    empty: "string.IsNullOrEmpty(@1)",
    unset_secret: "string.IsNullOrEmpty(@1)",
    or: " || ",
    declare: "var @1 = @2;",
    list: "foreach (var item in @1.Split(new[] { @2 }, StringSplitOptions.None))\n{\n    var part = item.Trim();\n    @3\n}",
    several: "var signatures = new List<string>(); // Several while a secret is being replaced.",
    unset: "var @1 = \"\";",
    none: "signatures.Count == 0",
    push: "signatures.Add(@1)",
    assign: "@1 = @2",
    element: "if (@1) @2;",
    otherwise: "\nelse ",
    taken: "if (!@1) throw new CryptographicException(@2);\nvar @3 = @4;",
    // Ordinal, since texts compare by the language of the system otherwise.
    fits: [
        "@1 != \"\"",
        "@1.StartsWith(@2, StringComparison.Ordinal)",
        "@1.EndsWith(@3, StringComparison.Ordinal)",
        "(@1.Length >= @6 && @1.StartsWith(@2, StringComparison.Ordinal) && @1.EndsWith(@3, StringComparison.Ordinal))",
    ],
    cuts: [
        "@1",
        "@1.Substring(@4)",
        "@1.Substring(0, @1.Length - @5)",
        "@1.Substring(@4, @1.Length - @6)",
    ],
    length: |text| text.encode_utf16().count(),
    json: "JsonElement data;\ntry\n{\n    data = JsonDocument.Parse(body).RootElement;\n}\ncatch (JsonException)\n{\n    throw new CryptographicException(@1);\n}",
    member: "Member(data, @1)",
    step: ["@1", ", "],
    carried: "url.Split('?', '&').Contains(@1 + @2)",
    age: "if (timestamp.Length > 15 || !timestamp.All(c => c >= '0' && c <= '9')) throw new CryptographicException(@1);\nvar age = now - long.Parse(timestamp)@2;",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["Encoding.UTF8.GetBytes(@1)", "Encoding.UTF8.GetBytes(@1)"],
    concat: ["Concat(", ", ", ")"],
    binary: ["FromHex(@1)", "FromBase64(@1)", "FromBase64(@1)"],
    texts: [
        "BitConverter.ToString(@1).Replace(\"-\", \"\").ToLowerInvariant()",
        "Convert.ToBase64String(@1)",
        "Convert.ToBase64String(@1).Replace('+', '-').Replace('/', '_').TrimEnd('=')",
    ],
    decoded: "var @1 = @2;",
    key: "var key = @1;",
    unprefixed: "@1.StartsWith(@2, StringComparison.Ordinal) ? @1.Substring(@3) : @1",
    message: ["var message = @1;", "message"],
    hashes: ["SHA1", "SHA256", "SHA384", "SHA512"],
    mac: ["var mac = new HMAC@1(key);", "mac.ComputeHash(@2)"],
    hash: "@1.Create().ComputeHash(body)",
    expected: "var expected = Encoding.UTF8.GetBytes(@1);",
    shared: "var expected = Encoding.UTF8.GetBytes(secret);",
    equals: "==",
    compare: [
        "if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected)) throw new CryptographicException(@1);",
        "Func<string, bool> matches = given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);\nif (!signatures.Any(matches)) throw new CryptographicException(@1);",
    ],
    prove: [
        "if (!Signed(@2, @3, signature)) throw new CryptographicException(@1);",
        "if (!signatures.Any(signature => Signed(@2, @3, signature))) throw new CryptographicException(@1);",
    ],
    signed: [
        r#"
    // Whether the signature is that of the message by the private key of this public one.
    static bool Signed(string key, byte[] message, string signature)
    {
        var verifier = SignerUtilities.GetSigner("Ed25519");
        verifier.Init(false, new Ed25519PublicKeyParameters(@1, 0));
        verifier.BlockUpdate(message, 0, message.Length);
        try
        {
            return verifier.VerifySignature(@2);
        }
        catch (FormatException)
        {
            return false;
        }
    }
"#,
        r#"
    // Whether the signature is that of the message by the private key of this public one.
    static bool Signed(string key, byte[] message, string signature)
    {
        var verifier = ECDsa.Create();
        verifier.ImportSubjectPublicKeyInfo(@1, out _);
        try
        {
            return verifier.VerifyData(message, @2, HashAlgorithmName.@5, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (FormatException)
        {
            return false;
        }
    }
"#,
        r#"
    // Whether the signature is that of the message by the private key of this public one.
    static bool Signed(string key, byte[] message, string signature)
    {
        var verifier = RSA.Create();
        verifier.ImportSubjectPublicKeyInfo(@1, out _);
        try
        {
            return verifier.VerifyData(message, @2, HashAlgorithmName.@5, RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            return false;
        }
    }
"#,
    ],
    undigested: "headers.ContainsKey(\"content-digest\") && !IsDigest(headers[\"content-digest\"], body)",
    described: r#"var signatures = Dictionary(given);
foreach (var described in Dictionary(inputs))
{
    var lines = SignatureBase(described.Value, components, method, url, headers);
    if (lines == null) continue;
    @2
    signatures.TryGetValue(described.Key, out var signature);
    if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), expected)) continue;
    var expires = Regex.Match(described.Value, ";expires=([0-9]{1,15})");
    if (expires.Success && now > long.Parse(expires.Groups[1].Value)) throw new CryptographicException(@3);
    return;
}
throw new CryptographicException(@1);"#,
    path: "target.Split('?')[0]",
    query: "string.Join(\"?\", target.Split('?').Skip(1))",
    header: "(headers.ContainsKey(@1) ? headers[@1] : \"\")",
    header_lines: "HeaderLines(headers, @1)",
    fields: "Fields(target, @4, body, @1, @2, @3)",
    form: "Form(body, @1, @2)",
    unescape: "Unescape(url, @1)",
    sent: "[@1] = @2,",
    body: ["Encoding.UTF8.GetBytes(@1)", "Convert.FromBase64String(@1)"],
    now: "var now = @1L; // When it came.",
    altered: "body.Append((byte)' ').ToArray()",
    refused: [
        "try\n{\n    Verify(@1);\n    throw new Exception(\"An altered body was accepted\");\n}\ncatch (CryptographicException refused) when (refused.Message.Contains(\"@2\"))\n{\n}",
        "",
    ],
};

const IMPORTS: &[Import] = &[
    Import::of("using @1;", &[("System", "Main(")]),
    Import::of(
        "using @1;",
        &[("System.Collections.Generic", "IDictionary<")],
    ),
    Import::of(
        "using @1;",
        &[
            ("System.Linq", ".All("),
            ("System.Linq", ".Except("),
            ("System.Linq", ".Any("),
            ("System.Linq", ".Contains("),
            ("System.Linq", ".Skip("),
            ("System.Linq", ".OrderBy("),
            ("System.Linq", ".Select("),
            ("System.Linq", ".Append("),
            ("System.Linq", ".Where("),
            ("System.Linq", ".SelectMany("),
            ("System.Linq", "Enumerable."),
        ],
    ),
    Import::of(
        "using @1;",
        &[("System.Security.Cryptography", "CryptographicException(")],
    ),
    Import::of("using @1;", &[("System.Text", "Encoding.")]),
    Import::of("using @1;", &[("System.Text.Json", "JsonElement")]),
    Import::of("using @1;", &[("System.Text.RegularExpressions", "Regex.")]),
    Import::of(
        "using @1;",
        &[(
            "Org.BouncyCastle.Crypto.Parameters",
            "Ed25519PublicKeyParameters(",
        )],
    ),
    Import::of(
        "using @1;",
        &[("Org.BouncyCastle.Security", "SignerUtilities.")],
    ),
];

const HELPERS: &[(&str, &str)] = &[
    (
        "Form(",
        r#"
    // The fields of a form in order of name and value, decoded, doubles once.
    static string Form(byte[] body, string equals, string between)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Pairs(Encoding.UTF8.GetString(body)))
        {
            fields[field.Key + "\0" + field.Value] = field.Key + equals + field.Value;
        }
        return string.Join(between, fields.Values);
    }
"#,
    ),
    (
        "Unescape(",
        r#"
    // Decodes the escapes of these characters and leaves all others.
    static string Unescape(string text, string characters)
    {
        return Regex.Replace(text, "%([0-9A-Fa-f]{2})", escape =>
        {
            var character = (char)Convert.ToInt32(escape.Groups[1].Value, 16);
            return characters.IndexOf(character) >= 0 ? character.ToString() : escape.Value;
        });
    }
"#,
    ),
    (
        "Member(",
        r#"
    // A member of the JSON as text; nothing for null and for what is not there.
    static string Member(JsonElement value, params object[] path)
    {
        foreach (var step in path)
        {
            if (step is int at && value.ValueKind == JsonValueKind.Array && at < value.GetArrayLength()) value = value[at];
            else if (!(step is string name && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out value))) return "";
        }
        if (value.ValueKind == JsonValueKind.Null) return "";
        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }
"#,
    ),
    (
        "HeaderLines(",
        r#"
    // A line for each header field of such a name, or, before a *, of a name that starts so.
    static string HeaderLines(IDictionary<string, string> headers, params string[] wanted)
    {
        Func<string, string, bool> fits = (name, one) => name == one || one.EndsWith("*") && name.StartsWith(one.TrimEnd('*'), StringComparison.Ordinal);
        var lines = headers.Select(header => new { Name = header.Key.ToLowerInvariant(), Value = header.Value.Replace('\t', ' ').Trim() })
            .Where(header => wanted.Any(one => fits(header.Name, one)))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(header => header.Name + ":" + header.Value + "\n");
        return string.Concat(lines);
    }
"#,
    ),
    (
        "Fields(",
        r#"
    // The top-level members of a JSON body, the fields of a form, or else the query's, by name.
    static string Fields(string target, string type, byte[] body, string first, string equals, string between)
    {
        var isForm = type.Split(';')[0].Trim().ToLowerInvariant() == "application/x-www-form-urlencoded";
        var text = body.Length == 0 ? string.Join("?", target.Split('?').Skip(1)) : Encoding.UTF8.GetString(body);
        var found = body.Length == 0 || isForm ? Pairs(text) : Members(text);
        var fields = found.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + equals + field.Value).ToList();
        return fields.Count == 0 ? "" : first + string.Join(between, fields);
    }
"#,
    ),
    (
        "Members(",
        r#"
    // The top-level members of JSON: texts bare, all else as it stands in the body without white space.
    // The sender signs them as JavaScript writes them, and so has to have written the body by JSON.stringify.
    static IEnumerable<KeyValuePair<string, string>> Members(string text)
    {
        JsonElement json;
        try
        {
            json = JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            throw new CryptographicException("The body is no JSON");
        }
        foreach (var member in json.EnumerateObject())
        {
            var isText = member.Value.ValueKind == JsonValueKind.String;
            var compact = Regex.Replace(member.Value.GetRawText(), "(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+", "$1");
            yield return new KeyValuePair<string, string>(member.Name, isText ? member.Value.GetString() : compact);
        }
    }
"#,
    ),
    (
        "Pairs(",
        r#"
    // Names and values of a form, decoded.
    static IEnumerable<KeyValuePair<string, string>> Pairs(string form)
    {
        foreach (var field in form.Split('&').Where(field => field != ""))
        {
            var pair = (field + "=").Split('=');
            var value = field.Substring(Math.Min(pair[0].Length + 1, field.Length));
            yield return new KeyValuePair<string, string>(System.Net.WebUtility.UrlDecode(pair[0]), System.Net.WebUtility.UrlDecode(value));
        }
    }
"#,
    ),
    (
        "FromHex(",
        r#"
    static byte[] FromHex(string text)
    {
        return Enumerable.Range(0, text.Length / 2).Select(at => Convert.ToByte(text.Substring(2 * at, 2), 16)).ToArray();
    }
"#,
    ),
    (
        "FromBase64(",
        r#"
    // Of either alphabet, with or without padding.
    static byte[] FromBase64(string text)
    {
        text = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }
"#,
    ),
    (
        "Concat(",
        r#"
    static byte[] Concat(params byte[][] parts)
    {
        return parts.SelectMany(part => part).ToArray();
    }
"#,
    ),
    (
        "SignatureBase(",
        r#"
    // The signature base of a description (RFC 9421, section 2.5); null when it leaves out what has to be signed,
    // or has components that this code does not know.
    static string SignatureBase(string described, string components, string method, string url, IDictionary<string, string> headers)
    {
        var parts = Regex.Match(url, "^([^:/?#]+)://([^/?#]*)([^?#]*)(\\?[^#]*)?");
        var scheme = parts.Groups[1].Value.ToLowerInvariant();
        var path = parts.Groups[3].Value == "" ? "/" : parts.Groups[3].Value;
        var query = parts.Groups[4].Value;
        var known = new Dictionary<string, string>(headers)
        {
            ["@method"] = method,
            ["@target-uri"] = url,
            ["@scheme"] = scheme,
            ["@authority"] = Regex.Replace(parts.Groups[2].Value.ToLowerInvariant(), scheme == "https" ? ":443$" : ":80$", ""),
            ["@request-target"] = path + query,
            ["@path"] = path,
            ["@query"] = query == "" ? "?" : query,
        };
        var space = new[] { ' ' };
        var names = described.Substring(1, described.IndexOf(')') - 1).Split(space, StringSplitOptions.RemoveEmptyEntries);
        if (components.Split(space, StringSplitOptions.RemoveEmptyEntries).Except(names).Any()) return null;
        var text = new StringBuilder();
        foreach (var name in names)
        {
            if (!known.TryGetValue(name.Trim('"'), out var value) || name != "\"" + name.Trim('"') + "\"") return null;
            text.Append(name + ": " + value.Trim() + "\n");
        }
        return text + "\"@signature-params\": " + described;
    }
"#,
    ),
    (
        "IsDigest(",
        r#"
    // Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here.
    static bool IsDigest(string value, byte[] body)
    {
        var given = Dictionary(value);
        given.TryGetValue("sha-256", out var first);
        given.TryGetValue("sha-512", out var second);
        return (first ?? second) != null
            && (first == null || first == Convert.ToBase64String(SHA256.Create().ComputeHash(body)))
            && (second == null || second == Convert.ToBase64String(SHA512.Create().ComputeHash(body)));
    }
"#,
    ),
    (
        "Dictionary(",
        r#"
    // The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
    static Dictionary<string, string> Dictionary(string field)
    {
        var list = "\\([^()]*\\)(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*\")*";
        var members = new Dictionary<string, string>();
        foreach (Match found in Regex.Matches(field, "([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(" + list + "))"))
        {
            members[found.Groups[1].Value] = found.Groups[2].Value + found.Groups[3].Value.Trim();
        }
        return members;
    }
"#,
    ),
];
