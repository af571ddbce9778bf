// Statements of `verify` and of its test. See ../README.md.

//: refuse
if ({{when}}) throw new CryptographicException({{message}});

//: demand
if (!{{when}}) throw new CryptographicException({{message}});

//: read
headers.TryGetValue({{key}}, out var {{variable}});

//: declare
var {{name}} = {{text}};

//: take
if (!{{fits}}) throw new CryptographicException({{message}});
var {{name}} = {{value}};

//: signatures
var signatures = new List<string>(); // There are several while a secret is being replaced.

//: unset
var {{name}} = "";

//: list
foreach (var item in {{field}}.Split(new[] { {{separator}} }, StringSplitOptions.None))
{
    var part = item.Trim();
    {{elements}}
}

//: element
if ({{fits}}) {{take}};

//: otherwise
{{a}}
else {{b}}

//: age
if (timestamp.Length > 15 || !timestamp.All(c => c >= '0' && c <= '9')) throw new CryptographicException({{message}});
var age = now - {{sent}};

//: age.date
var form = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";
if (!Regex.IsMatch(timestamp, form) || !DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var sent)) throw new CryptographicException({{message}});
var age = now - sent.ToUnixTimeSeconds();

//: decoded
var {{name}} = {{bytes}};

//: key
var key = {{bytes}};

//: message
var message = {{bytes}};

//: mac_begin
var mac = new HMAC{{hash}}(key);

//: expected
var expected = Encoding.UTF8.GetBytes({{text}});

//: expected.shared
var expected = Encoding.UTF8.GetBytes(secret);

//: compare
if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), expected)) throw new CryptographicException({{message}});

//: compare.several
Func<string, bool> matches = given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);
if (!signatures.Any(matches)) throw new CryptographicException({{message}});

//: described
var signatures = Dictionary(given);
foreach (var described in Dictionary(inputs))
{
    var lines = SignatureBase(described.Value, components, method, url, headers);
    if (lines == null) continue;
    {{expected}}
    signatures.TryGetValue(described.Key, out var signature);
    if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), expected)) continue;
    var expires = Regex.Match(described.Value, ";expires=([0-9]{1,15})");
    if (expires.Success && now > long.Parse(expires.Groups[1].Value)) throw new CryptographicException({{expired}});
    return;
}
throw new CryptographicException({{message}});

//: test.headers
var headers = new Dictionary<string, string>
{
    {{fields}}
};

//: test.header
[{{name}}] = {{value}},

//: test.body
var body = Encoding.UTF8.GetBytes({{text}});

//: test.body.base64
var body = Convert.FromBase64String({{text}});

//: test.now
var now = {{now}}L; // The time of arrival.

//: test.refused
try
{
    Verify({{arguments}});
    throw new Exception("An altered body was accepted");
}
catch (CryptographicException refused) when (refused.Message.Contains("{{words}}"))
{
}
