//! Receiver code for C#: what compiles with Mono's compiler and runs with its libraries as it does on .NET.
//!
//! Mono has no System.Text.Json and reads no SubjectPublicKeyInfo, so code that needs these could not
//! be tested, and is refused.

mod helpers;

use super::plan::{Piece, Plan, Proof};
use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

/// Why there is no C# code for a plan, in a sentence for the person.
pub fn refused(plan: &Plan) -> Option<&'static str> {
    let reads_fields = plan.content.iter().any(|p| matches!(p, Piece::Fields(_)));
    if plan.reads_json() || reads_fields {
        return Some(
            "There is no C# code for a scheme that reads members of a JSON body; choose another language",
        );
    }
    let public = matches!(plan.proof, Proof::PublicKey(..));
    public.then_some(
        "There is no C# code for a scheme that signs with a private key; choose another language",
    )
}

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
        @2
        @3
        @4
        Verify(@5);
        @6
        Console.WriteLine("ok");
    }
}"#,
    platform: ".NET 5 or newer",
    packages: &[],
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
    json: "",
    member: "",
    step: ["", ""],
    carried: "url.Split('?', '&').Contains(@1 + @2)",
    age: "if (timestamp.Length > 15 || !timestamp.All(c => c >= '0' && c <= '9')) throw new CryptographicException(@1);\nvar age = now - long.Parse(timestamp)@2;",
    dated: "var form = \"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$\";\nif (!Regex.IsMatch(timestamp, form) || !DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var sent)) throw new CryptographicException(@1);\nvar age = now - sent.ToUnixTimeSeconds();",
    thousandth: " / 1000",
    plus: " + ",
    utf8: ["Encoding.UTF8.GetBytes(@1)", "Encoding.UTF8.GetBytes(@1)"],
    concat: ["Concat(", ", ", ")"],
    binary: ["FromHex(@1)", "FromBase64(@1)", "FromBase64(@1)"],
    unspaced: "string.Concat(@1.Split())",
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
    hashed: "@1.Create().ComputeHash(Concat(key, @2))",
    hash: "@1.Create().ComputeHash(body)",
    crc32: "Crc32(body)",
    alike: "",
    json_lines: "",
    expected: "var expected = Encoding.UTF8.GetBytes(@1);",
    shared: "var expected = Encoding.UTF8.GetBytes(secret);",
    equals: "==",
    compare: [
        "if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected)) throw new CryptographicException(@1);",
        "Func<string, bool> matches = given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);\nif (!signatures.Any(matches)) throw new CryptographicException(@1);",
    ],
    prove: ["", ""],
    signed: "",
    proofs: ["", "", ""],
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
    fields: "",
    no_members: "",
    form: "Form(body, @1, @2)",
    either: ["IsForm(@1)", "(IsForm(@1) ? @2 : \"\")"],
    unescape: "Unescape(url, @1)",
    headers: "var headers = new Dictionary<string, string>\n{\n    @1\n};",
    sent: "[@1] = @2,",
    body: [
        "var body = Encoding.UTF8.GetBytes(@1);",
        "var body = Convert.FromBase64String(@1);",
    ],
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
    Import::of("using @1;", &[("System.Globalization", "CultureInfo.")]),
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
    Import::of("using @1;", &[("System.Text.RegularExpressions", "Regex.")]),
];
