//! Two causes at once: every pair of families that can occur together, with digests by Python.

use super::super::cause::*;
use super::bodies::run_program;
use super::*;
use data_encoding::BASE64;
use signature::scheme::{HeaderTemplate, KeyText};
use signature::{DigestText, Unit};

const BODY: &str = r#"{"b": "é/", "a": 1, "created": 1700000500, "at": "2023-11-14T22:30:20Z"}"#;
const TYPED: &str = "00ff6d79c3a9";
const HERE: &str = "https://example.com:8443/hook/?a=1";

/// Variants of [`BODY`]: white space around it, its members in another order, a number written as a
/// price, and the output of .NET's Encoding.ASCII.
const ENDS: &str =
    " {\"b\": \"é/\", \"a\": 1, \"created\": 1700000500, \"at\": \"2023-11-14T22:30:20Z\"} ";
const ORDER: &str = r#"{"at": "2023-11-14T22:30:20Z", "b": "é/", "created": 1700000500, "a": 1}"#;
const DECIMALS: &str =
    r#"{"b": "é/", "a": 1.00, "created": 1700000500, "at": "2023-11-14T22:30:20Z"}"#;
const ASCII: &str = r#"{"b": "?/", "a": 1, "created": 1700000500, "at": "2023-11-14T22:30:20Z"}"#;

/// A difference in what was signed or in how it was signed.
#[derive(Clone)]
enum Part {
    Body(&'static str),
    Time(&'static str),
    Url(&'static str),
    /// Another layout of time, address and body.
    Layout(fn(&str, &str, &str) -> String),
    Key(&'static [u8]),
    Text(fn(&str) -> String),
}

struct Broken {
    family: u8,
    part: Part,
    causes: Vec<Cause>,
}

/// Returns [`BODY`] as JavaScript, Python, PHP and others write it, and other differences.
fn broken() -> Vec<Broken> {
    let spacing = Cause::Spacing;
    let line = Cause::LastLine {
        added: true,
        crlf: false,
    };
    let other = |place: &str, value: &str| Cause::OtherTime {
        place: place.to_owned(),
        value: value.to_owned(),
    };
    let address = |change, url: &str| Cause::Address {
        change,
        url: url.to_owned(),
    };
    let layout = |content: &str| Cause::Layout {
        title: String::new(),
        content: content.to_owned(),
    };
    let body = |text, causes: &[Cause]| (0, Part::Body(text), causes.to_vec());
    let time = |text, cause| (1, Part::Time(text), vec![cause]);
    let url = |text, change| (2, Part::Url(text), vec![address(change, text)]);
    let key = |bytes, form| (3, Part::Key(bytes), vec![Cause::Secret(form)]);
    let text = |how, written| (4, Part::Text(how), vec![Cause::Written(written)]);
    let compact = r#"{"b":"é/","a":1,"created":1700000500,"at":"2023-11-14T22:30:20Z"}"#;
    let php = r#"{"b":"\u00e9\/","a":1,"created":1700000500,"at":"2023-11-14T22:30:20Z"}"#;
    let go = r#"{"a":1,"at":"2023-11-14T22:30:20Z","b":"é/","created":1700000500}"#;
    let python = r#"{"b": "\u00e9/", "a": 1, "created": 1700000500, "at": "2023-11-14T22:30:20Z"}"#;
    let newline =
        "{\"b\": \"é/\", \"a\": 1, \"created\": 1700000500, \"at\": \"2023-11-14T22:30:20Z\"}\n";
    let (lower, slashes) = (
        Cause::Escapes(Escapes::Lower),
        Cause::Slashes { escaped: true },
    );
    let all = vec![
        body(compact, &[spacing(Spacing::Compact)]),
        body(php, &[spacing(Spacing::Compact), lower.clone(), slashes]),
        body(
            go,
            &[spacing(Spacing::Compact), Cause::Order(Order::Sorted)],
        ),
        body(python, &[lower]),
        body(newline, &[line]),
        body(
            ENDS,
            &[Cause::Padded {
                before: " ",
                after: " ",
            }],
        ),
        body(ORDER, &[Cause::Order(Order::Other)]),
        body(
            DECIMALS,
            &[Cause::Number {
                place: "/a".to_owned(),
                here: "1".to_owned(),
                signed: "1.00".to_owned(),
            }],
        ),
        body(ASCII, &[Cause::Charset(Charset::Ascii)]),
        time("1700000000000", Cause::TimeUnit(Unit::Milliseconds)),
        time("1700000500", other("/created", "1700000500")),
        time("2023-11-14T22:30:20Z", other("/at", "2023-11-14T22:30:20Z")),
        url("https://example.com/hook/?a=1", Address::PortDropped),
        url("https://example.com:8443/hook/", Address::QueryDropped),
        url("https://example.com:8443/hook?a=1", Address::SlashDropped),
        url("http://example.com:8443/hook/?a=1", Address::Http),
        (
            5,
            Part::Layout(|time, _, body| [time, ".", body].concat()),
            vec![Cause::Layout {
                title: "Stripe".to_owned(),
                content: "{timestamp}.{body}".to_owned(),
            }],
        ),
        (
            5,
            Part::Layout(|_, url, body| [url, body].concat()),
            vec![Cause::Layout {
                title: "Square".to_owned(),
                content: "{url}{body}".to_owned(),
            }],
        ),
        (
            5,
            Part::Layout(|time, _, body| [body, time].concat()),
            vec![layout("{body}{timestamp}")],
        ),
        key(b"00ff6d79c3a9\n", SecretText::LineEnd),
        key(b"\x00\xFFmy\xC3\xA9", SecretText::Hex),
        key(b"00FF6D79C3A9", SecretText::Upper),
        text(str::to_uppercase, Written::UpperHex),
        text(
            |hex| hex[3..].to_owned(),
            Written::CutBefore { kept: 61, of: 64 },
        ),
        text(
            |hex| {
                let bytes: Vec<&str> = (0..32).map(|at| &hex[2 * at..2 * at + 2]).collect();
                bytes.join("-")
            },
            Written::Marked,
        ),
        text(
            |hex| hex[..40].to_owned(),
            Written::Cut { kept: 40, of: 64 },
        ),
        text(
            |hex| BASE64.encode(&signature::key::decode(hex, KeyText::Hex).expect("hex")),
            Written::As(DigestText::Base64),
        ),
    ];
    let made = all.into_iter().map(|(family, part, causes)| Broken {
        family,
        part,
        causes,
    });
    made.collect()
}

/// Returns the key and the text with some parts exchanged.
fn signed(parts: &[&Part]) -> (Vec<u8>, String) {
    let (mut key, mut body, mut time, mut url) = (TYPED.as_bytes(), BODY, "1700000000", HERE);
    let mut layout: fn(&str, &str, &str) -> String =
        |time, url, body| ["v2:", time, ":", url, ":", body].concat();
    for part in parts {
        match part {
            Part::Body(text) => body = text,
            Part::Time(text) => time = text,
            Part::Url(text) => url = text,
            Part::Layout(other) => layout = *other,
            Part::Key(bytes) => key = bytes,
            Part::Text(_) => {}
        }
    }
    (key.to_vec(), layout(time, url, body))
}

/// Returns HMAC-SHA256 in hex, by Python's own module.
fn digests(rows: &[(Vec<u8>, String)]) -> Vec<String> {
    let hex = |bytes: &[u8]| hmac::text(bytes, DigestText::Hex);
    let lines: Vec<String> = rows
        .iter()
        .map(|(key, text)| format!("{} {}\n", hex(key), hex(text.as_bytes())))
        .collect();
    let program = "import hmac,sys\nfor line in sys.stdin:\n key,text=map(bytes.fromhex,line.split(' '))\n \
                   print(hmac.new(key,text,'sha256').hexdigest())";
    let out = run_program("python3", &["-c", program], &lines.concat());
    let text = String::from_utf8(out).expect("hex");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_pair_of_families_is_explained_exactly() {
    let scheme = Scheme {
        id: "document".to_owned(),
        kind: Kind::Hmac,
        content: "v2:{timestamp}:{url}:{body}".to_owned(),
        headers: ["X-Signature={signature}", "X-Time={timestamp}"]
            .map(|field| field.split_once('=').expect("a field"))
            .map(|(name, value)| HeaderTemplate {
                name: name.to_owned(),
                value: value.to_owned(),
            })
            .to_vec(),
        ..Scheme::default()
    };
    let all = broken();
    let mut pairs = Vec::new();
    for (at, one) in all.iter().enumerate() {
        pairs.push(vec![one]);
        let others = all[at + 1..].iter().filter(|o| o.family != one.family);
        // Another layout may leave out the time or the address, and then their change has no
        // effect.
        let others = others.filter(|other| !matches!((one.family, other.family), (1 | 2, 5)));
        pairs.extend(others.map(|other| vec![one, other]));
    }
    let parts = |pair: &Vec<&Broken>| signed(&pair.iter().map(|b| &b.part).collect::<Vec<_>>());
    let rows: Vec<(Vec<u8>, String)> = pairs.iter().map(parts).collect();
    let digests = digests(&rows);
    assert_eq!(digests.len(), pairs.len());
    for (pair, digest) in pairs.iter().zip(digests) {
        let mut text = digest;
        let mut causes = Vec::new();
        for family in [0, 5, 1, 2, 3, 4] {
            for broken in pair.iter().filter(|b| b.family == family) {
                causes.extend(broken.causes.clone());
                if let Part::Text(how) = broken.part {
                    text = how(&text);
                }
            }
        }
        let raw = format!(
            "POST /hook/?a=1 HTTP/1.1\r\nHost: example.com:8443\r\nX-Time: 1700000000\r\n\
             X-Signature: {text}\r\n\r\n{BODY}"
        );
        let received = received::read(raw.as_bytes());
        let found = run(Search::new(&scheme, &secrets(TYPED), &received));
        assert_eq!(found.map(|found| found.causes), Ok(causes), "{raw}");
    }
}

/// The same for a vendor's scheme: HubSpot's, behind a custom port, with the time in seconds.
#[test]
fn a_vendors_time_and_address_are_explained_together() {
    let text = format!("POSThttps://example.com/hook{BODY}1700000000");
    let digest = hmac::mac(Algorithm::Sha256, TYPED.as_bytes(), text.as_bytes());
    let raw = format!(
        "POST /hook HTTP/1.1\r\nHost: example.com:8443\r\nX-HubSpot-Request-Timestamp: 1700000000123\r\n\
         X-HubSpot-Signature-v3: {}\r\n\r\n{BODY}",
        BASE64.encode(&digest)
    );
    let received = received::read(raw.as_bytes());
    let found = run(Search::new(
        &preset("hubspot-v3"),
        &secrets(TYPED),
        &received,
    ));
    let address = Cause::Address {
        change: Address::PortDropped,
        url: "https://example.com/hook".to_owned(),
    };
    let wanted = vec![Cause::TimeUnit(Unit::Seconds), address];
    assert_eq!(found.map(|found| found.causes), Ok(wanted));
}

/// Two changes of one body, every pair of a parser's and a text's: Python makes the signed body
/// from the received one.
#[test]
fn every_pair_within_the_body_is_explained_exactly() {
    const HERE: &str = "{\"b\": \"é\", \"a\": 1.5}";
    let json = [
        ("js(v)", Cause::Spacing(Spacing::Compact)),
        ("dump(v,indent=2)", Cause::Spacing(Spacing::Two)),
        ("dump({'a':1.5,'b':'é'})", Cause::Order(Order::Sorted)),
        ("json.dumps(v).encode()", Cause::Escapes(Escapes::Lower)),
        (
            "dump(v).replace(b'1.5',b'1.50')",
            Cause::Numbers(Numbers::Cents),
        ),
    ];
    let padded = |before, after| Cause::Padded { before, after };
    let line = |crlf| Cause::LastLine { added: true, crlf };
    let text = [
        (r"b+b'\n'", line(false)),
        (r"b+b'\r\n'", line(true)),
        (r"b'\xef\xbb\xbf'+b", Cause::ByteOrderMark { added: true }),
        ("b' '+b", padded(" ", "")),
        (r"b+b'\n\n'", padded("", "\n\n")),
        (
            "b.decode().encode('utf-16-le')",
            Cause::Charset(Charset::Utf16Le),
        ),
        ("base64.b64encode(b)", Cause::Lost(Lost::Base64)),
        (
            "hashlib.sha256(b).hexdigest().encode()",
            Cause::Lost(Lost::Hash),
        ),
        (
            "json.dumps(b.decode(),ensure_ascii=False).encode()",
            Cause::Quoted { quoted: true },
        ),
    ];
    let program = "import base64,hashlib,hmac,json,sys\n\
         def dump(v,**k): return json.dumps(v,ensure_ascii=False,**k).encode()\n\
         def js(v,**k): return dump(v,separators=(',',':'),**k)\n\
         here,*rows=sys.stdin.read().split('\\x1e'); v=json.loads(here)\n\
         for line in rows:\n \
           one,two=line.split('\\x1f'); b=eval(one); b=eval(two)\n \
           print(hmac.new(b'mysecret',b,'sha256').hexdigest())";
    let mut rows = vec![HERE.to_owned()];
    let mut wanted = Vec::new();
    for (one, cause) in &json {
        for (two, other) in &text {
            rows.push([*one, "\x1f", *two].concat());
            wanted.push([cause.clone(), other.clone()]);
        }
    }
    let out = run_program("python3", &["-c", program], &rows.join("\x1e"));
    let out = String::from_utf8(out).expect("hex");
    assert_eq!(out.lines().count(), wanted.len());
    for ((digest, causes), row) in out.lines().zip(wanted).zip(&rows[1..]) {
        let raw = format!(
            "POST / HTTP/1.1\r\nHost: a.example\r\nX-Hub-Signature-256: sha256={digest}\r\n\r\n{HERE}"
        );
        let received = received::read(raw.as_bytes());
        let found = run(Search::new(
            &preset("github"),
            &secrets("mysecret"),
            &received,
        ));
        let found = found.map(|found| found.causes);
        assert_eq!(found.as_deref(), Ok(&causes[..]), "{row}");
    }
}
