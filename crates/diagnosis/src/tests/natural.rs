//! Requests that were changed on their way: Python signs a body, then changes it, and the changed
//! one is pasted here.

use super::bodies::run_program;
use super::*;
use expect_test::{Expect, expect};

/// Returns the bodies and digests of rows `(signed, change)`, both Python expressions over bytes;
/// the second calls the signed bytes `b` and their JSON `v`.
fn broken(rows: &[(&str, &str)]) -> Vec<(Vec<u8>, String)> {
    let program = "import hmac,json,sys,urllib.parse as u\n\
         def dump(v,**k): return json.dumps(v,**k).encode()\n\
         def js(v,**k): return json.dumps(v,separators=(',',':'),ensure_ascii=False,**k).encode()\n\
         def cents(v): return json.dumps(v,separators=(',',':')).encode()\n\
         def order(b,*at): p=b.split(b'&'); return b'&'.join(p[i] for i in at)\n\
         for line in sys.stdin.read().split('\\x1e'):\n \
           make,change=line.split('\\x1f'); b=eval(make)\n \
           try: v=json.loads(b)\n \
           except Exception: v=None\n \
           print(eval(change).hex() or '-', hmac.new(b'mysecret',b,'sha256').hexdigest())";
    let lines: Vec<String> = rows
        .iter()
        .map(|(signed, breaks)| [*signed, "\x1f", *breaks].concat())
        .collect();
    let out = run_program("python3", &["-c", program], &lines.join("\x1e"));
    let out = String::from_utf8(out).expect("text");
    let hex = |text: &str| signature::key::decode(text, signature::KeyText::Hex);
    out.lines()
        .map(|line| {
            let (here, digest) = line.split_once(' ').expect("two words");
            (hex(here).unwrap_or_default(), digest.to_owned())
        })
        .collect()
}

/// Returns the explanation of each row's signature without its reason.
fn said(here: &[u8], digest: &str, media: &str) -> String {
    let head = format!(
        "POST /hook HTTP/1.1\r\nHost: example.com\r\nContent-Type: {media}\r\n\
         X-Hub-Signature-256: sha256={digest}\r\n\r\n"
    );
    let received = received::read(&[head.as_bytes(), here].concat());
    let sentence = explained(&preset("github"), &secrets(SECRET), &received);
    let sentence = sentence
        .strip_prefix("The signature matches ")
        .unwrap_or("NOTHING");
    match sentence.find(". ") {
        Some(at) => sentence[..at].to_owned(),
        None => sentence.to_owned(),
    }
}

fn all(media: &str, rows: &[(&str, &str)], expected: Expect) {
    let made = broken(rows);
    assert_eq!(made.len(), rows.len());
    let lines: Vec<String> = rows
        .iter()
        .zip(made)
        .map(|((signed, breaks), (here, digest))| {
            format!("{signed} | {breaks}\n    {}\n", said(&here, &digest, media))
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn json_that_was_written_again_is_explained() {
    let rows = [
        (r#"b'{"b":1,"a":2}'"#, "dump(v,indent=2)"),
        (r#"b'{"b":1,"a":2}'"#, "dump(v,indent=4)"),
        (r#"b'{"b":1,"a":2}'"#, r"dump(v,indent='\t')"),
        (r#"b'{"b":1,"a":2}'"#, "dump(v)"),
        (r#"b'{"b": 1, "a": 2}'"#, "js(v)"),
        (r#"b'{"b": 1, "a": 2}'"#, "dump(v,indent=2)"),
        (r#"dump({"b":1,"a":2},indent=4)"#, "js(v)"),
        (r#"'{"b":"é"}'.encode()"#, "cents(v)"),
        (r#"b'{"b":"\\u00e9"}'"#, "js(v)"),
        (r#"b'{"b":"\\u00E9"}'"#, "js(v)"),
        (r#"b'{"b":"https:\\/\\/a\\/b"}'"#, "js(v)"),
        (r#"b'{"b":"https://a/b"}'"#, r"b.replace(b'/',b'\\/')"),
        (r#"b'{"a":1.0,"b":2}'"#, "b.replace(b'.0',b'')"),
        (r#"b'{"a":1e5,"b":2}'"#, "cents(v)"),
    ];
    all(
        "application/json",
        &rows,
        expect![[r#"
            b'{"b":1,"a":2}' | dump(v,indent=2)
                the body written without spaces (here it is indented by two spaces)
            b'{"b":1,"a":2}' | dump(v,indent=4)
                the body written without spaces (here it is indented by four spaces)
            b'{"b":1,"a":2}' | dump(v,indent='\t')
                the body written without spaces (here it is indented by tabs)
            b'{"b":1,"a":2}' | dump(v)
                the body written without spaces (here it is written with a space after each comma and colon)
            b'{"b": 1, "a": 2}' | js(v)
                the body written with a space after each comma and colon (here it is written without spaces)
            b'{"b": 1, "a": 2}' | dump(v,indent=2)
                the body written with a space after each comma and colon (here it is indented by two spaces)
            dump({"b":1,"a":2},indent=4) | js(v)
                the body indented by four spaces (here it is written without spaces)
            '{"b":"é"}'.encode() | cents(v)
                the body with plain characters instead of \u escapes
            b'{"b":"\\u00e9"}' | js(v)
                the body with characters beyond ASCII written as \u00e9, in lower case
            b'{"b":"\\u00E9"}' | js(v)
                the body with characters beyond ASCII written as \u00E9, in upper case
            b'{"b":"https:\\/\\/a\\/b"}' | js(v)
                the body with each slash written as \/
            b'{"b":"https://a/b"}' | b.replace(b'/',b'\\/')
                the body with plain slashes instead of \/
            b'{"a":1.0,"b":2}' | b.replace(b'.0',b'')
                the body with the number at `/a` written as 1.0 instead of 1
            b'{"a":1e5,"b":2}' | cents(v)
                the body with the number at `/a` written as 1e5 instead of 100000.0
        "#]],
    );
}

#[test]
fn keys_that_were_sorted_are_explained() {
    let rows = [
        (r#"b'{"b":1,"c":2,"a":3}'"#, "js(v,sort_keys=True)"),
        (r#"b'{"b": 1, "c": 2, "a": 3}'"#, "js(v,sort_keys=True)"),
        (
            r#"b'{"type":"x","id":1,"data":{"z":1,"y":2,"x":3}}'"#,
            "js(v,sort_keys=True)",
        ),
        (
            r#"b'{"type":"x","id":1,"data":{"z":1,"y":2,"x":3}}'"#,
            "dump(v,sort_keys=True)",
        ),
        (
            r#"b'{"type":"x","id":1,"data":[{"name":1,"id":2},{"name":3,"id":4}]}'"#,
            "dump(v,sort_keys=True,indent=2)",
        ),
        (
            r#"b'{"f":1,"b":2,"d":3,"e":4,"c":5,"a":6}'"#,
            "js(v,sort_keys=True)",
        ),
        (
            r#"'{"type":"é","id":1,"at":2}'.encode()"#,
            "dump(v,sort_keys=True)",
        ),
        (
            r#"b'{"g":1,"f":2,"b":3,"d":4,"e":5,"c":6,"a":7}'"#,
            "js(v,sort_keys=True)",
        ),
    ];
    all(
        "application/json",
        &rows,
        expect![[r#"
            b'{"b":1,"c":2,"a":3}' | js(v,sort_keys=True)
                the body with its keys in another order
            b'{"b": 1, "c": 2, "a": 3}' | js(v,sort_keys=True)
                the body written with a space after each comma and colon (here it is written without spaces) and with its keys in another order
            b'{"type":"x","id":1,"data":{"z":1,"y":2,"x":3}}' | js(v,sort_keys=True)
                the body with its keys in another order
            b'{"type":"x","id":1,"data":{"z":1,"y":2,"x":3}}' | dump(v,sort_keys=True)
                the body written without spaces (here it is written with a space after each comma and colon) and with its keys in another order
            b'{"type":"x","id":1,"data":[{"name":1,"id":2},{"name":3,"id":4}]}' | dump(v,sort_keys=True,indent=2)
                the body written without spaces (here it is indented by two spaces) and with its keys in another order
            b'{"f":1,"b":2,"d":3,"e":4,"c":5,"a":6}' | js(v,sort_keys=True)
                the body with its keys in another order
            '{"type":"é","id":1,"at":2}'.encode() | dump(v,sort_keys=True)
                the body written without spaces (here it is written with a space after each comma and colon) and with plain characters instead of \u escapes and with its keys in another order
            b'{"g":1,"f":2,"b":3,"d":4,"e":5,"c":6,"a":7}' | js(v,sort_keys=True)
                NOTHING
        "#]],
    );
}

#[test]
fn forms_that_were_written_again_are_explained() {
    let rows = [
        ("b'b=1&a=2'", "order(b,1,0)"),
        ("b'b=1&c=2&a=3'", "order(b,2,0,1)"),
        ("b'b=1&c=2&a=3&d=4'", "order(b,3,2,1,0)"),
        ("b'b=1&c=2&a=3&d=4&f=5&e=6'", "order(b,2,0,1,3,5,4)"),
        (
            "b'b=1&c=2&a=3&d=4&f=5&e=6&h=7&g=8'",
            "order(b,7,6,5,4,3,2,1,0)",
        ),
        (
            "b'b=1&c=2&a=3&d=4&f=5&e=6&h=7&g=8'",
            "order(b,5,6,7,0,1,2,3,4)",
        ),
        (
            "b'b=1&c=2&a=3&d=4&f=5&e=6&h=7&g=8'",
            "order(b,0,1,3,4,5,2,6,7)",
        ),
        (
            "b'h=1&g=2&f=3&e=4&d=5&c=6&b=7&a=8'",
            "order(b,7,6,5,4,3,2,1,0)",
        ),
        (
            "b'a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8'",
            "order(b,5,3,7,0,6,1,4,2)",
        ),
        (
            "b'b=x%20y&a=2'",
            "u.urlencode(u.parse_qsl(b.decode())).encode()",
        ),
        ("b'b=x+y&a=2'", "order(b.replace(b'+',b'%20'),1,0)"),
        ("b'b=%3A&a=2'", "order(b.replace(b'%3A',b'%3a'),1,0)"),
        ("b'b=1&a=2'", r"order(b,1,0)+b'\n'"),
        ("b'b=x+y&a=%3A'", "u.unquote_plus(b.decode()).encode()"),
    ];
    all(
        "application/x-www-form-urlencoded",
        &rows,
        expect![[r#"
        b'b=1&a=2' | order(b,1,0)
            the body with its form fields sorted from Z to A
        b'b=1&c=2&a=3' | order(b,2,0,1)
            the body with its form fields in another order
        b'b=1&c=2&a=3&d=4' | order(b,3,2,1,0)
            the body with its form fields in reverse order
        b'b=1&c=2&a=3&d=4&f=5&e=6' | order(b,2,0,1,3,5,4)
            the body with its form fields in another order
        b'b=1&c=2&a=3&d=4&f=5&e=6&h=7&g=8' | order(b,7,6,5,4,3,2,1,0)
            the body with its form fields in reverse order
        b'b=1&c=2&a=3&d=4&f=5&e=6&h=7&g=8' | order(b,5,6,7,0,1,2,3,4)
            the body with its form fields in another order
        b'b=1&c=2&a=3&d=4&f=5&e=6&h=7&g=8' | order(b,0,1,3,4,5,2,6,7)
            the body with its form fields in another order
        b'h=1&g=2&f=3&e=4&d=5&c=6&b=7&a=8' | order(b,7,6,5,4,3,2,1,0)
            the body with its form fields sorted from Z to A
        b'a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8' | order(b,5,3,7,0,6,1,4,2)
            the body with its form fields sorted
        b'b=x%20y&a=2' | u.urlencode(u.parse_qsl(b.decode())).encode()
            the body with %20 for spaces instead of +
        b'b=x+y&a=2' | order(b.replace(b'+',b'%20'),1,0)
            the body with + for spaces instead of %20 and with its form fields sorted from Z to A
        b'b=%3A&a=2' | order(b.replace(b'%3A',b'%3a'),1,0)
            the body with upper-case hex in its percent-encoding and with its form fields sorted from Z to A
        b'b=1&a=2' | order(b,1,0)+b'\n'
            the body without the newline (LF) at its end and with its form fields sorted from Z to A
        b'b=x+y&a=%3A' | u.unquote_plus(b.decode()).encode()
            the body encoded again as URLSearchParams does
    "#]],
    );
}

#[test]
fn ends_are_explained() {
    let rows = [
        (r#"b' {"a":1} '"#, "b.strip()"),
        (r#"b'{"a":1} '"#, "b.strip()"),
        (r#"b' {"a":1}'"#, "b.strip()"),
        (r#"b'{"a":1}\n\n'"#, "b.strip()"),
        (r#"b'{"a":1}\n\n'"#, "b[:-1]"),
        (r#"b'\n{"a":1}'"#, "b.strip()"),
        (r#"b'\n{"a":1}\n'"#, "b.strip()"),
        (r#"b'{"a":1}\n'"#, "b.strip()"),
        (r#"b'{"a":1}\r\n'"#, "b.strip()"),
        (r#"b'{"a":1}\r\n\r\n'"#, "b.strip()"),
        (r#"b'{"a":1}'"#, r"b+b'\n'"),
        (r#"b'{"a":1}'"#, r"b+b'\r\n'"),
        (r#"b'{"a":1}'"#, r"b' '+b+b'\n\n'"),
        (r#"b'\xef\xbb\xbf{"a":1}'"#, "b[3:]"),
        (r#"b'{"a":1}'"#, r"b'\xef\xbb\xbf'+b"),
        (r#"b'{"a":1,\n"b":2}'"#, r"b.replace(b'\n',b'\r\n')"),
        (r#"b'{"a":1,\r\n"b":2}\r\n'"#, r"b.replace(b'\r\n',b'\n')"),
        // Two changes at once, one of them JSON written again.
        (r#"b'{"a":1}\n'"#, r"dump(v,indent=1)+b'\n'"),
        (r#"b'{"a":1}\n'"#, r"dump(v,indent=2)+b'\n'"),
        (r#"b'{"a":1}'"#, r"dump(v,indent=2)+b'\n'"),
        (r#"b'{"a":1}'"#, r"b'\xef\xbb\xbf'+dump(v,indent=2)"),
        (
            r#"b'\xef\xbb\xbf{"a":1}'"#,
            r"b'\xef\xbb\xbf'+dump(v,indent=2)",
        ),
        (
            r#"b'{"a":1}'"#,
            r"dump(v,indent=2).replace(b'\n',b'\r\n')+b'\r\n'",
        ),
        (r#"b'{"b":1,"a":2}\n'"#, r"dump(v,sort_keys=True)+b'\n'"),
        (r#"b'{"b":1,"a":2}\n'"#, r"js(v,sort_keys=True)+b'\n'"),
        // Go: json.NewEncoder(w).Encode of a struct and of a map.
        (r#"b'{"b":"\\u003cx","a":2}\n'"#, "dump(v)"),
        (r#"b'{"a":"\\u003cx","b":2}\n'"#, "dump({'b':2,'a':'<x'})"),
    ];
    all(
        "application/json",
        &rows,
        expect![[r#"
            b' {"a":1} ' | b.strip()
                the body with a space before and after it
            b'{"a":1} ' | b.strip()
                the body with a space after it
            b' {"a":1}' | b.strip()
                the body with a space before it
            b'{"a":1}\n\n' | b.strip()
                the body with two newlines (LF) after it
            b'{"a":1}\n\n' | b[:-1]
                the body with a newline (LF) after it
            b'\n{"a":1}' | b.strip()
                the body with a newline (LF) before it
            b'\n{"a":1}\n' | b.strip()
                the body with a newline (LF) before and after it
            b'{"a":1}\n' | b.strip()
                the body with a newline (LF) after it
            b'{"a":1}\r\n' | b.strip()
                the body with a line end (CRLF) after it
            b'{"a":1}\r\n\r\n' | b.strip()
                the body with two line ends (CRLF) after it
            b'{"a":1}' | b+b'\n'
                the body without the newline (LF) at its end
            b'{"a":1}' | b+b'\r\n'
                the body without the line end (CRLF) at its end
            b'{"a":1}' | b' '+b+b'\n\n'
                the body without the white space at its ends
            b'\xef\xbb\xbf{"a":1}' | b[3:]
                the body with a byte order mark before it
            b'{"a":1}' | b'\xef\xbb\xbf'+b
                the body without the byte order mark before it
            b'{"a":1,\n"b":2}' | b.replace(b'\n',b'\r\n')
                the body with LF line ends instead of CRLF
            b'{"a":1,\r\n"b":2}\r\n' | b.replace(b'\r\n',b'\n')
                the body with CRLF line ends instead of LF
            b'{"a":1}\n' | dump(v,indent=1)+b'\n'
                the body written without spaces
            b'{"a":1}\n' | dump(v,indent=2)+b'\n'
                the body written without spaces (here it is indented by two spaces)
            b'{"a":1}' | dump(v,indent=2)+b'\n'
                the body written without spaces (here it is indented by two spaces) and without the newline (LF) at its end
            b'{"a":1}' | b'\xef\xbb\xbf'+dump(v,indent=2)
                the body written without spaces (here it is indented by two spaces) and without the byte order mark before it
            b'\xef\xbb\xbf{"a":1}' | b'\xef\xbb\xbf'+dump(v,indent=2)
                the body written without spaces (here it is indented by two spaces)
            b'{"a":1}' | dump(v,indent=2).replace(b'\n',b'\r\n')+b'\r\n'
                the body written without spaces and without the line end (CRLF) at its end
            b'{"b":1,"a":2}\n' | dump(v,sort_keys=True)+b'\n'
                the body written without spaces (here it is written with a space after each comma and colon) and with its keys in another order
            b'{"b":1,"a":2}\n' | js(v,sort_keys=True)+b'\n'
                the body with its keys in another order
            b'{"b":"\\u003cx","a":2}\n' | dump(v)
                the body written without spaces (here it is written with a space after each comma and colon) and with <, > and & written as \u003c, \u003e and \u0026 and with a newline (LF) after it
            b'{"a":"\\u003cx","b":2}\n' | dump({'b':2,'a':'<x'})
                the body written without spaces (here it is written with a space after each comma and colon) and with its keys sorted and with <, > and & written as \u003c, \u003e and \u0026 and with a newline (LF) after it
        "#]],
    );
}

#[test]
fn numbers_are_explained() {
    let rows = [
        (r#"b'{"a":1.0,"b":2}\n'"#, r#"b'{"a":1,"b":2}'"#),
        (r#"b'{"b":2,"a":1.0}'"#, r#"b'{"a":1,"b":2}'"#),
        (
            r#"b'{"id":7,"a":12.50,"b":3.10,"c":4.70}'"#,
            r#"b'{"id":7,"a":12.5,"b":3.1,"c":4.7}'"#,
        ),
        (
            r#"b'{"id":7,"a":12.50,"b":3.00,"c":4.70}'"#,
            r#"b'{"id":7,"a":12.5,"b":3,"c":4.7}'"#,
        ),
        (
            r#"b'{"id":7,"l":[{"price":12.50},{"price":3.00},{"price":4.70}]}'"#,
            r#"b'{"id":7,"l":[{"price":12.5},{"price":3},{"price":4.7}]}'"#,
        ),
        (
            r#"b'{"id":7,"l":[{"price":12.0},{"price":3.0},{"price":4.0}]}'"#,
            r#"b'{"id":7,"l":[{"price":12},{"price":3},{"price":4}]}'"#,
        ),
        (r#"b'{"a":12.50,"b":3.10}'"#, r#"b'{"a": 12.5, "b": 3.1}'"#),
        (
            r#"b'{"a":['+b','.join(b'%d' % i for i in range(40))+b',1.0]}'"#,
            r#"b.replace(b',1.0',b',1')"#,
        ),
    ];
    all(
        "application/json",
        &rows,
        expect![[r#"
            b'{"a":1.0,"b":2}\n' | b'{"a":1,"b":2}'
                the body with the number at `/a` written as 1.0 instead of 1 and with a newline (LF) after it
            b'{"b":2,"a":1.0}' | b'{"a":1,"b":2}'
                the body with the number at `/a` written as 1.0 instead of 1 and with its keys in another order
            b'{"id":7,"a":12.50,"b":3.10,"c":4.70}' | b'{"id":7,"a":12.5,"b":3.1,"c":4.7}'
                the body with fractions written with two decimals (12.5 as 12.50)
            b'{"id":7,"a":12.50,"b":3.00,"c":4.70}' | b'{"id":7,"a":12.5,"b":3,"c":4.7}'
                the body with fractions written with two decimals (12.5 as 12.50) and with the number at `/b` written as 3.00 instead of 3
            b'{"id":7,"l":[{"price":12.50},{"price":3.00},{"price":4.70}]}' | b'{"id":7,"l":[{"price":12.5},{"price":3},{"price":4.7}]}'
                the body with the numbers of each `price` written with two decimals (12 as 12.00)
            b'{"id":7,"l":[{"price":12.0},{"price":3.0},{"price":4.0}]}' | b'{"id":7,"l":[{"price":12},{"price":3},{"price":4}]}'
                the body with the numbers of each `price` written with .0 (1 as 1.0)
            b'{"a":12.50,"b":3.10}' | b'{"a": 12.5, "b": 3.1}'
                the body written without spaces (here it is written with a space after each comma and colon) and with fractions written with two decimals (12.5 as 12.50)
            b'{"a":['+b','.join(b'%d' % i for i in range(40))+b',1.0]}' | b.replace(b',1.0',b',1')
                the body with the number at `/a/40` written as 1.0 instead of 1
        "#]],
    );
}

#[test]
fn charsets_are_explained() {
    let rows = [
        (r#"'{"a":"é"}'.encode()"#, "b.decode().encode('latin-1')"),
        (r#"'{"a":"é"}'.encode()"#, "b.decode('latin-1').encode()"),
        (r#"'{"a":"€“x”"}'.encode()"#, "b.decode().encode('cp1252')"),
        (r#"'{"a":"€é"}'.encode()"#, "b.decode('cp1252').encode()"),
        (r#"'{"a":"é"}'.encode()"#, "b.decode().encode('utf-16-le')"),
        (
            r#"'{"a":"é😀"}'.encode()"#,
            "b.decode().encode('utf-16-be')",
        ),
        (r#"'{"a":"é"}'.encode()"#, "b.decode().encode('utf-16')"),
        (
            r#"'{"a":1}'.encode('utf-16-le')"#,
            "b.decode('utf-16-le').encode()",
        ),
        (
            r#"'{"a":"😀"}'.encode('utf-16-be')"#,
            "b.decode('utf-16-be').encode()",
        ),
        (
            r#"'{"a":1}'.encode('utf-16')"#,
            "b.decode('utf-16').encode()",
        ),
        (
            r#"'{"a":"€“é"}'.encode('cp1252')"#,
            "b.decode('cp1252').encode()",
        ),
        (
            r#"'{"a":"€é"}'.encode().decode('cp1252').encode()"#,
            "'{\"a\":\"€é\"}'.encode()",
        ),
        (r#"b'{"a":"??"}'"#, "'{\"a\":\"é€\"}'.encode()"),
        (r#"b'{"a":"????"}'"#, "'{\"a\":\"éé\"}'.encode()"),
        (r#"b'{"a":"??"}'"#, "'{\"a\":\"😀\"}'.encode()"),
        (r#"b'{"a":""}'"#, "'{\"a\":\"é\"}'.encode()"),
        (r#"b'{"a":"\xe9?"}'"#, "'{\"a\":\"é€\"}'.encode()"),
        (r#"b'{"a":"\xe9"}'"#, "b.decode(errors='replace').encode()"),
    ];
    all(
        "application/json",
        &rows,
        expect![[r#"
        '{"a":"é"}'.encode() | b.decode().encode('latin-1')
            the body in UTF-8, where it is Latin-1 here
        '{"a":"é"}'.encode() | b.decode('latin-1').encode()
            the body encoded as UTF-8 once, where it is encoded twice here
        '{"a":"€“x”"}'.encode() | b.decode().encode('cp1252')
            the body in UTF-8, where it is windows-1252 here
        '{"a":"€é"}'.encode() | b.decode('cp1252').encode()
            the body encoded as UTF-8 once, where it was read as windows-1252 and encoded twice here
        '{"a":"é"}'.encode() | b.decode().encode('utf-16-le')
            the body in UTF-8, where it is UTF-16 here
        '{"a":"é😀"}'.encode() | b.decode().encode('utf-16-be')
            the body in UTF-8, where it is UTF-16 here
        '{"a":"é"}'.encode() | b.decode().encode('utf-16')
            the body in UTF-8, where it is UTF-16 here
        '{"a":1}'.encode('utf-16-le') | b.decode('utf-16-le').encode()
            the body in UTF-16LE, as .NET's Encoding.Unicode writes it
        '{"a":"😀"}'.encode('utf-16-be') | b.decode('utf-16-be').encode()
            the body in UTF-16BE
        '{"a":1}'.encode('utf-16') | b.decode('utf-16').encode()
            the body in UTF-16 with its byte order mark
        '{"a":"€“é"}'.encode('cp1252') | b.decode('cp1252').encode()
            the body in windows-1252, one byte for each character
        '{"a":"€é"}'.encode().decode('cp1252').encode() | '{"a":"€é"}'.encode()
            the body encoded as UTF-8 twice, read as windows-1252 between
        b'{"a":"??"}' | '{"a":"é€"}'.encode()
            the body in ASCII, with ? for each other character
        b'{"a":"????"}' | '{"a":"éé"}'.encode()
            the body in ASCII, with ? for each other byte
        b'{"a":"??"}' | '{"a":"😀"}'.encode()
            the body in ASCII, with ? for each other unit of UTF-16, as .NET writes it
        b'{"a":""}' | '{"a":"é"}'.encode()
            the body in ASCII, without the other characters
        b'{"a":"\xe9?"}' | '{"a":"é€"}'.encode()
            the body in Latin-1, one byte for each character
        b'{"a":"\xe9"}' | b.decode(errors='replace').encode()
            NOTHING
    "#]],
    );
}
