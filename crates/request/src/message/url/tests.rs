//! Addresses, checked against the URL Standard's rules.

use super::parse;
use problem::request::Address;

/// The address as the crate `url` writes it, without its fragment.
fn other(text: &str) -> Option<String> {
    let mut url = url::Url::parse(text).ok()?;
    url.set_fragment(None);
    // The URL Standard encodes a caret since 2023, and Chromium a bar as well.
    let path = url.path().replace('^', "%5E").replace('|', "%7C");
    url.set_path(&path);
    Some(url.into())
}

/// Pairs taken from the URL Standard's rules.
#[test]
fn addresses_are_written_as_the_url_standard_writes_them() {
    let table = [
        ("https://example.com", "https://example.com/"),
        (" \u{1f}HTTPS://EXAMPLE.com/\t\n ", "https://example.com/"),
        ("ht\ntps://exa\tmple.com/a\rb", "https://example.com/ab"),
        ("https:\\\\host\\a\\b?c\\d", "https://host/a/b?c\\d"),
        ("https:host", "https://host/"),
        ("https:////host//a", "https://host//a"),
        ("http://@host/", "http://host/"),
        ("http://:@host/", "http://host/"),
        ("http://host:80/", "http://host/"),
        ("http://host:443/", "http://host:443/"),
        ("https://host:00443", "https://host/"),
        ("https://host:/x", "https://host/x"),
        ("https://host:0/x", "https://host:0/x"),
        ("https://ex%61mple.com/", "https://example.com/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://017700000001/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://1.2.3./", "http://1.2.0.3/"),
        ("http://0x/", "http://0.0.0.0/"),
        ("http://1.2.3.4.example/", "http://1.2.3.4.example/"),
        ("http://[::1]/", "http://[::1]/"),
        (
            "http://[2001:DB8:0:0:1:0:0:1]/",
            "http://[2001:db8::1:0:0:1]/",
        ),
        ("http://[1:0:2:3:4:5:6:7]/", "http://[1:0:2:3:4:5:6:7]/"),
        ("http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/"),
        (
            "https://xn--bcher-kva.example/",
            "https://xn--bcher-kva.example/",
        ),
        ("https://h/a/./b/../c", "https://h/a/c"),
        ("https://h/a/%2e%2E/b/.%2e/c/%2e", "https://h/c/"),
        ("https://h/../..", "https://h/"),
        ("https://h/...", "https://h/..."),
        (
            "https://h/ \"<>`{}^|'%zz%41",
            "https://h/%20%22%3C%3E%60%7B%7D%5E%7C'%zz%41",
        ),
        (
            "https://h?a b\"<>'`{}^|%",
            "https://h/?a%20b%22%3C%3E%27`{}^|%",
        ),
        ("https://h/?", "https://h/?"),
        ("https://h/ü?ü#ü", "https://h/%C3%BC?%C3%BC"),
        ("https://h/a#b?c", "https://h/a"),
        ("https://h/\0x", "https://h/%00x"),
    ];
    for (input, expected) in table {
        let url = parse(input).map(|u| u.text().to_owned());
        assert_eq!(url.as_deref(), Ok(expected), "{input:?}");
        let again = parse(expected).map(|u| u.text().to_owned());
        assert_eq!(again.as_deref(), Ok(expected), "a second time");
        assert_eq!(other(input).as_deref(), Some(expected), "{input:?}");
    }
}

#[test]
fn invalid_addresses_have_a_reason() {
    let table = [
        ("", Address::NoScheme("".into())),
        ("example.com/x", Address::NoScheme("example.com/x".into())),
        (
            "localhost:8080/x",
            Address::NoScheme("localhost:8080/x".into()),
        ),
        ("/relative", Address::NoScheme("/relative".into())),
        ("ftp://host/", Address::Scheme("ftp".into())),
        ("javascript:alert(1)", Address::Scheme("javascript".into())),
        ("https://", Address::NoHost),
        ("https:///?x", Address::NoHost),
        ("https://:80/", Address::NoHost),
        ("https://user@host/", Address::Credentials),
        ("https://a:b@c:d@host/", Address::Credentials),
        ("https://user@/", Address::Credentials),
        ("https://a b/", Address::HostCharacter(' ')),
        ("https://a%25b/", Address::HostCharacter('%')),
        ("https://a%00b/", Address::HostCharacter('\0')),
        ("https://a]b/", Address::HostCharacter(']')),
        ("https://bücher.example/", Address::HostNotAscii('ü')),
        ("https://%ff/", Address::HostNotAscii('\u{fffd}')),
        ("https://xn--/", Address::HostPunycode("xn--".into())),
        ("https://xn--a-/", Address::HostPunycode("xn--a-".into())),
        ("http://1.2.3.256/", Address::Ipv4("1.2.3.256".into())),
        ("http://1.2.3.4.5/", Address::Ipv4("1.2.3.4.5".into())),
        ("http://a.09/", Address::Ipv4("a.09".into())),
        ("http://4294967296/", Address::Ipv4("4294967296".into())),
        ("http://[::1/", Address::Ipv6("[::1".into())),
        ("http://[1::2::3]/", Address::Ipv6("[1::2::3]".into())),
        ("http://[::1%25eth0]/", Address::Ipv6("[::1%25eth0]".into())),
        ("http://[::1.2.3]/", Address::Ipv6("[::1.2.3]".into())),
        ("http://host:65536/", Address::Port("65536".into())),
        ("http://host:8x/", Address::Port("8x".into())),
        ("http://host:1:2/", Address::Port("1:2".into())),
    ];
    for (input, expected) in table {
        assert_eq!(parse(input), Err(expected), "{input:?}");
    }
}

#[test]
fn the_parts_of_an_address() {
    let url = parse("https://Host:8443/a/b?c=d#e").expect("a sound address");
    assert_eq!(url.scheme(), "https");
    assert_eq!(url.host(), "host");
    assert_eq!(url.authority(), "host:8443");
    assert_eq!(url.origin(), "https://host:8443");
    assert_eq!(url.port(), 8443);
    assert_eq!(url.path(), "/a/b");
    assert_eq!(url.query(), Some("c=d"));
    assert_eq!(url.target(), "/a/b?c=d");
    let bare = parse("http://[::1]").expect("a sound address");
    assert_eq!((bare.host(), bare.port()), ("[::1]", 80));
    assert_eq!(bare.query(), None);
}

/// Text of every sort neither panics nor changes when it is parsed twice.
#[test]
fn any_text_is_refused_or_normal_at_once() {
    let alphabet: Vec<char> = "https:/\\?#@[]%2e.0x1f é{}^|'\"\u{0}\n\u{1F600}"
        .chars()
        .collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for round in 0..20_000 {
        let tail: String = (0..next() % 24)
            .map(|_| alphabet[next() % alphabet.len()])
            .collect();
        let text = if round % 3 == 0 {
            tail
        } else {
            ["https://", &tail].concat()
        };
        if let Ok(url) = parse(&text) {
            let again = parse(url.text()).map(|u| u.text().to_owned());
            assert_eq!(again.as_deref(), Ok(url.text()), "{text:?}");
            assert_eq!(other(&text).as_deref(), Some(url.text()), "{text:?}");
        }
    }
}
