//! The messages that do not come from a schema; `validate/tests/messages.rs` of `request` has the others.

use expect_test::{Expect, expect};

use super::request::{Address, Request};
use super::*;
use json::Tree;

fn check(causes: &[Cause], expected: Expect) {
    let mut out = String::new();
    for cause in causes {
        let message = cause.message(&[]);
        assert!(!message.ends_with('.'), "a period ends: {message}");
        out += &format!("{}: {message}\n", cause.code());
    }
    expected.assert_eq(&out);
}

#[test]
fn json() {
    let texts = [
        "",
        "{",
        "[1 2]",
        "{\"a\":1\n \"b\":2}",
        "{\"a\" 1}",
        "{a:1}",
        "[1,]",
        "\"abc",
        "\"a\tb\"",
        "\"\\x\"",
        "01",
        "1.",
        "+1",
        "NaN",
        "'a'",
        "“a”",
        "1 // one",
        "{} {}",
        "\u{feff}{}",
        "[,]",
        "{\"a\":}",
        "nul",
        "{\"ä💩\":x}",
    ];
    let causes: Vec<_> = texts
        .iter()
        .filter_map(|text| Tree::read(*text).err())
        .map(Cause::Json)
        .collect();
    assert_eq!(causes.len(), texts.len());
    check(
        &causes,
        expect![[r#"
            json: is empty, which is not JSON; write a value, such as `{}`
            json: JSON breaks at line 1, column 2: the text ends too early; close what is still open with `"`, `]` or `}`
            json: JSON breaks at line 1, column 4: a comma is missing before this; put one after the previous value
            json: JSON breaks at line 2, column 2: a comma is missing before this; put one after the previous value
            json: JSON breaks at line 1, column 6: a colon is missing after the member's name; put `:` between name and value
            json: JSON breaks at line 1, column 2: a member name is missing here; write it in double quotes, as `"name": `
            json: JSON breaks at line 1, column 3: there is a comma before the closing bracket; remove it
            json: JSON breaks at line 1, column 1: this text is not closed; put `"` at its end
            json: JSON breaks at line 1, column 3: a string contains a raw control character; write it as an escape, such as `\n` for a new line or `\t` for a tab
            json: JSON breaks at line 1, column 2: this escape does not exist in JSON; write `\\` for a backslash, or one of `\"` `\/` `\b` `\f` `\n` `\r` `\t` `\uXXXX`
            json: JSON breaks at line 1, column 1: this is not a JSON number; use digits, with a point between digits for a fraction and no `+` or `0` in front, such as 10.5
            json: JSON breaks at line 1, column 1: this is not a JSON number; use digits, with a point between digits for a fraction and no `+` or `0` in front, such as 10.5
            json: JSON breaks at line 1, column 1: this is not a JSON number; use digits, with a point between digits for a fraction and no `+` or `0` in front, such as 10.5
            json: JSON breaks at line 1, column 1: this is not a JSON number; use digits, with a point between digits for a fraction and no `+` or `0` in front, such as 10.5
            json: JSON breaks at line 1, column 1: JSON strings take double quotes; use `"`
            json: JSON breaks at line 1, column 1: JSON strings take double quotes; use `"`
            json: JSON breaks at line 1, column 3: JSON has no comments; remove it
            json: JSON breaks at line 1, column 4: there is text after the end of the value; remove it, or put it inside
            json: JSON breaks at line 1, column 1: the text begins with a byte order mark; save the text without one
            json: JSON breaks at line 1, column 2: a value is missing here; write a text in double quotes, a number, true, false, null, `[…]` or `{…}`
            json: JSON breaks at line 1, column 6: a value is missing here; write a text in double quotes, a number, true, false, null, `[…]` or `{…}`
            json: JSON breaks at line 1, column 1: a value is missing here; write a text in double quotes, a number, true, false, null, `[…]` or `{…}`
            json: JSON breaks at line 1, column 7: a value is missing here; write a text in double quotes, a number, true, false, null, `[…]` or `{…}`
        "#]],
    );
}

#[test]
fn bodies() {
    check(
        &[
            Cause::Form(Form::Null),
            Cause::Form(Form::Empty),
            Cause::Form(Form::Nameless),
            Cause::Form(Form::Name {
                name: "a[b".into(),
                mark: '[',
            }),
            Cause::Form(Form::Percent { at: 7 }),
            Cause::Xml(Xml::Character {
                character: '\0',
                at: 3,
            }),
            Cause::Xml(Xml::Character {
                character: '\u{ffff}',
                at: 3,
            }),
            Cause::Xml(Xml::Name {
                name: "2nd value".into(),
                sent: "_2nd_value".into(),
            }),
            Cause::Xml(Xml::Empty),
            Cause::Xml(Xml::Deep),
            Cause::Xml(Xml::Broken {
                what: Markup::Tag { tag: "b".into() },
                line: 2,
                column: 5,
            }),
            Cause::Text(Text::Surrogate),
            Cause::Text(Text::Half),
            Cause::Text(Text::Nul),
            Cause::Text(Text::Replaced),
            Cause::Text(Text::Utf8 { at: 10 }),
            Cause::Text(Text::Parts {
                media: "multipart/form-data".into(),
            }),
        ],
        expect![[r#"
            form: is null, which a form cannot represent; an empty value is sent instead: choose JSON to send null
            form: is an empty list or object, which a form cannot represent; it is left out of the body: choose JSON to send it
            form: has no names, and a form is made of named fields; the value is sent alone: choose JSON, or write an object
            form: has the name `a[b`, and its `[` reads as nesting in a form: choose another name, or JSON
            form: has a `%` without two hex digits at character 7; write `%25` for a percent sign
            xml: has a NUL character (U+0000) at character 3, which XML cannot carry; U+FFFD is sent in its place: remove it, or choose JSON
            xml: has an invisible character (U+FFFF) at character 3, which XML cannot carry; U+FFFD is sent in its place: remove it, or choose JSON
            xml: is named `2nd value`, which is not an XML element name; `_2nd_value` is sent instead: rename it, or choose JSON
            xml: is an empty list, which XML cannot distinguish from a missing one; it is left out of the body: choose JSON to send it
            xml: nests more than 100 values deep, which readers of XML refuse; what is deeper is sent as JSON text: choose JSON, or reduce the nesting
            xml: XML breaks at line 2, column 5: the tag `<b` is not closed; put `>` at its end
            encoding: has half of a surrogate pair, which UTF-8 cannot carry; U+FFFD is sent in its place: remove it, or give both halves
            encoding: has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves
            encoding: has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant
            encoding: has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are not text; it is sent unchanged: type the character that was meant
            encoding: is not UTF-8: byte 10 does not begin a character; save the text as UTF-8
            encoding: is documented as `multipart/form-data`, whose parts are not written here; it is sent as JSON text: choose another media type where there is one
        "#]],
    );
}

#[test]
fn requests() {
    let address = |fault| Cause::Request(Request::Address(fault));
    check(
        &[
            address(Address::Missing),
            address(Address::NoScheme("/hook".into())),
            address(Address::NoScheme("localhost:3000/hook".into())),
            address(Address::NoScheme("example.com".into())),
            address(Address::Scheme("ftp".into())),
            address(Address::NoHost),
            address(Address::HostCharacter(' ')),
            address(Address::HostNotAscii('ü')),
            address(Address::HostPunycode("xn--a".into())),
            address(Address::Ipv4("1.2.3.256".into())),
            address(Address::Ipv6("::g".into())),
            address(Address::Port("99999".into())),
            address(Address::Credentials),
            address(Address::Variable("tenant".into())),
            address(Address::Brace),
            Cause::Request(Request::ServerChoice {
                found: "prod".into(),
                choices: vec!["sod".into(), "online".into()],
            }),
            Cause::Request(Request::PathParameter),
            Cause::Request(Request::DotSegment),
            Cause::Request(Request::HeaderName(None)),
            Cause::Request(Request::HeaderName(Some((' ', 2)))),
            Cause::Request(Request::HeaderControl('\n', 4)),
            Cause::Request(Request::HeaderControl('\0', 4)),
            Cause::Request(Request::HeaderEnds),
            Cause::Request(Request::HeaderCharacter('€', 1)),
            Cause::Request(Request::CookieCharacter(';', 1)),
            Cause::Request(Request::UserColon(5)),
            Cause::Request(Request::Credential),
            Cause::Request(Request::CredentialPattern("^7T:".into())),
            Cause::Request(Request::Unsupported("it needs a client certificate".into())),
        ],
        expect![[r#"
            url: is needed to send directly: no address is documented; write yours, such as https://api.example.com, or send to the sandbox
            url: has no scheme; begin with https:// or http://, such as https://api.example.com
            url: has no scheme; did you mean `http://localhost:3000/hook`?
            url: has no scheme; did you mean `https://example.com`?
            url: begins with `ftp:`, and a browser sends only to http and https; begin with https:// or http://
            url: has no host; write one after the slashes, such as https://api.example.com
            url: has a space in its host, which hosts do not allow; remove it
            url: has `ü` (U+00FC) in its host, and hosts are sent in ASCII; write the host's ASCII form, which begins with xn-- (Punycode)
            url: has `xn--a` in its host, which begins like Punycode and is not valid; check its spelling
            url: has the host `1.2.3.256`, which ends in a number and is not an IPv4 address; write one such as 127.0.0.1, or a host name
            url: has `::g` in square brackets, which is not an IPv6 address; write one such as [::1]
            url: has the port `99999`; write a number up to 65535, or none
            url: has a user name or password before the host, and browsers do not send to such an address; remove the part up to `@` and use the authorization instead
            url: contains `{tenant}`, a placeholder for a value; write the value in its place
            url: contains an unmatched brace, which is sent percent-encoded; write the value in its place
            enum: must be one of the documented values; `prod` is not: choose `sod` or `online`, or write the whole server address
            required: is required: it is part of the path; write a value
            dot-segment: must not be `.` or `..` alone: every client resolves that path segment away; write another value
            header-name: has no name; write one, such as `X-Signature`, or remove the field
            header-name: is not a header name: HTTP does not allow a space at character 2 in one; use letters, digits and `-`
            header-value: cannot be a header value: a line feed (U+000A) at character 4 would end the field; write it on one line
            header-value: cannot be a header value: HTTP does not allow a NUL character (U+0000) at character 4 in one; remove it
            header-value: has white space at its start or end, which every receiver drops from a header value; remove it
            header-value: cannot be a header value: `€` (U+20AC) at character 1 is beyond U+00FF, and a value has one byte a character; remove it, or encode the value as the API documents
            cookie-value: cannot be a cookie's value: `;` at character 1 is not allowed in one (RFC 6265); remove it or percent-encode it
            username: has a `:` at character 5, and the first colon ends the user name of Basic authorization (RFC 7617); remove it
            required: is required: this way to authenticate needs it; write it, or choose another way
            pattern: must begin with `7T:`, and the value given does not; check that the credential is complete
            unsupported: is not possible from a web page: it needs a client certificate; choose another way to authenticate, or use a snippet in another tool
        "#]],
    );
}

#[test]
fn signatures() {
    let known: Vec<String> = ["body", "timestamp", "id", "method", "url"]
        .map(str::to_owned)
        .into();
    check(
        &[
            Cause::Secret(Secret::Missing),
            Cause::Secret(Secret::Unsigned),
            Cause::Secret(Secret::Hex {
                character: 'g',
                at: 3,
            }),
            Cause::Secret(Secret::Hex {
                character: '\n',
                at: 65,
            }),
            Cause::Secret(Secret::HexOdd { digits: 7 }),
            Cause::Secret(Secret::Base64 {
                character: '-',
                at: 9,
            }),
            Cause::Secret(Secret::Base64Length { characters: 1 }),
            Cause::Secret(Secret::Base64Length { characters: 13 }),
            Cause::Secret(Secret::Ends {
                character: '\n',
                first: false,
            }),
            Cause::Secret(Secret::Ends {
                character: ' ',
                first: true,
            }),
            Cause::Secret(Secret::Prefix {
                prefix: "whsec_".into(),
            }),
            Cause::Template(Template::Name {
                name: "boddy".into(),
                known: known.clone(),
            }),
            Cause::Template(Template::Name {
                name: "x".into(),
                known,
            }),
            Cause::Template(Template::Open),
            Cause::Template(Template::TooDeep),
            Cause::Signing(Signing::Time { found: "".into() }),
            Cause::Signing(Signing::Time {
                found: "12:30".into(),
            }),
            Cause::Signing(Signing::IdEmpty),
            Cause::Signing(Signing::IdDot { at: 4 }),
            Cause::Signing(Signing::Content(Unsignable::NotJson)),
            Cause::Signing(Signing::Replaces {
                name: "Content-Type".into(),
            }),
        ],
        expect![[r#"
            secret: the secret is missing; enter it, or set the scheme to None
            secret: no secret is given, so the delivery is sent unsigned, as its sender would send it; enter the registration's secret to sign it
            secret: is not hex: `g` at character 3 is not a hex digit; use 0-9 and a-f, or set the secret's encoding to text or base64
            secret: is not hex: a line feed (U+000A) at character 65 is not a hex digit; use 0-9 and a-f, or set the secret's encoding to text or base64
            secret: is not hex: 7 digits do not make whole bytes, which take two each; add the missing one, or set the secret's encoding to text
            secret: is not base64 but base64url: `-` at character 9 belongs only to that alphabet; use `+` and `/`, or set the secret's encoding to base64url
            secret: is not base64: its 1 character is cut short or padded wrongly; copy it whole, with its `=` at the end, or set the secret's encoding to text
            secret: is not base64: its 13 characters are cut short or padded wrongly; copy it whole, with its `=` at the end, or set the secret's encoding to text
            secret: ends with a line feed (U+000A), which is signed along with the rest; remove it unless it belongs to the secret
            secret: begins with a space, which is signed along with the rest; remove it unless it belongs to the secret
            secret: does not begin with `whsec_`; copy it whole
            template: `{boddy}` is not a placeholder; did you mean `{body}`?
            template: `{x}` is not a placeholder; use `{body}`, `{timestamp}`, `{id}`, `{method}` or `{url}`
            template: has a `{` that is not closed; put `}` after the name, or write `{{` for a brace
            template: has placeholders nested too deeply; reduce the nesting
            time: a signing time is needed; write Unix seconds, such as 1700000000
            time: is not a Unix time: `12:30`; write whole seconds since 1970, such as 1700000000
            id: the id is empty, and it is part of what is signed; write one, such as msg_1
            id: has a dot at character 4, and dots separate the signed parts; use letters, digits, `_` and `-`
            signature: cannot be signed: the body is not a JSON object, and the signature belongs in one of its members
            signature: the signature is sent as `Content-Type` in place of the request's field: clear that field, or give the signature's header field another name
        "#]],
    );
}

#[test]
fn what_is_kept() {
    let why = "the server answered 404".to_owned();
    check(
        &[
            Cause::Kept(Kept::Corrupt),
            Cause::Kept(Kept::Newer {
                version: 3,
                known: 2,
            }),
            Cause::Kept(Kept::Aside {
                key: "signpost/unread/a/b".into(),
            }),
            Cause::Kept(Kept::InPlace),
            Cause::Kept(Kept::NotTaken {
                of: "Create a webhook".into(),
                why: Cause::Kept(Kept::Corrupt).message(&[]),
            }),
            Cause::Kept(Kept::Full),
            Cause::Kept(Kept::Denied),
            Cause::Kept(Kept::TooLarge { bytes: 10_485_760 }),
            Cause::Kept(Kept::Unparsed),
            Cause::Kept(Kept::Scheme {
                name: "acme".into(),
            }),
            Cause::Kept(Kept::Index { why: why.clone() }),
            Cause::Kept(Kept::Load {
                id: "genauth".into(),
                why,
            }),
            Cause::Kept(Kept::Read {
                id: "genauth".into(),
                why: "it is not JSON".into(),
            }),
            Cause::Kept(Kept::Unknown {
                what: "genauht".into(),
            }),
        ],
        expect![[r#"
            draft: The saved draft is damaged and cannot be read
            draft: The saved draft has version 3, but this page knows versions only up to 2: reload the page to get the newer one
            draft: its text is kept in this browser's storage as `signpost/unread/a/b`; the form starts empty, and new input is saved as usual
            draft: it stays in storage because there is no room for a copy; the form starts empty, and new input is kept in memory only until you reset the form, which discards the saved draft
            draft: This delivery does not include the input for `Create a webhook`: The saved draft is damaged and cannot be read; open that operation to correct it
            storage: The browser's storage for this site is full, so this draft is kept in memory only and is lost on reload; copy what you need, or clear the site's data
            storage: The browser does not let this page store anything, so this draft is kept in memory only and is lost on reload; copy what you need, or allow site data for this page
            storage: A body of 10 MB is too large for the browser's storage, so it is kept in memory only and is lost on reload; copy it if you need it
            storage: Raw text that does not parse may hold secrets that cannot be found, so it is kept in memory only and is lost on reload; correct it or copy it
            scheme: The saved scheme `acme` is no longer in this browser, so the request is sent unsigned; your input is kept: choose another scheme, or save that one again
            catalog: The list of documents could not be loaded: the server answered 404; reload the page to try again
            catalog: The document `genauth` cannot be loaded: the server answered 404; the others still work: reload the page to try again
            catalog: The document `genauth` cannot be read: it is not JSON; the others still work
            catalog: There is nothing named `genauht` here; choose from the list
        "#]],
    );
}

#[test]
fn the_checker_itself() {
    check(
        &[Cause::TooDeep, Cause::TooMuch, Cause::More { listed: 400 }],
        expect![[r#"
            limit: is nested deeper than can be checked; what is further in is sent unchecked
            limit: is too large to be checked in full; the rest is sent unchecked
            limit: has more problems than the 400 that are listed; correct these first
        "#]],
    );
}

#[test]
fn clauses() {
    let text = |text: &str| vec![Sample::text(text)];
    let own = Clause::value;
    let given = |name: &str| Clause::member(name, Claim::Given);
    let required = |when: Vec<Clause>, unless: Vec<Vec<Clause>>| Cause::Conditional {
        condition: Condition { when, unless },
        rule: Box::new(Cause::Required),
    };
    let excluded = |rule: Vec<Clause>| Cause::Not { rule };
    check(
        &[
            required(vec![], vec![]),
            required(
                vec![own(Claim::Characters(End::Min, 1)), given("a")],
                vec![],
            ),
            required(
                vec![Clause::member("a", Claim::IsNot(text("b")))],
                vec![
                    vec![given("c"), own(Claim::Items(End::Max, 2))],
                    vec![Clause::Either(vec![
                        vec![own(Claim::Is(text("d")))],
                        vec![given("e")],
                    ])],
                ],
            ),
            excluded(vec![]),
            excluded(vec![own(Claim::Given)]),
            excluded(vec![own(Claim::IsNot(text("a")))]),
            excluded(vec![own(Claim::Characters(End::Min, 1))]),
            excluded(vec![own(Claim::Characters(End::Min, 2))]),
            excluded(vec![
                own(Claim::Pattern("a+".into())),
                own(Claim::Characters(End::Min, 2)),
            ]),
            excluded(vec![
                own(Claim::Members(End::Min, 2)),
                Clause::member("a", Claim::Bound(Bound::ExclusiveMinimum, "5".into())),
            ]),
        ],
        expect![[r#"
            required: is required in this case
            required: is required when it is not empty and `a` is given
            required: is required when `a` is not `b` and unless `c` is given and it has at most 2 items or it is `d` or `e` is given
            not: must not be of a form that the documentation rules out; change it
            not: must not be given; remove it
            not: must be `a`; write another value
            not: must be empty; write another value
            not: must not be a value that has at least 2 characters; write another value
            not: must not be a value that matches the pattern `a+` and has at least 2 characters; write another value
            not: is ruled out by the documentation: it has at least 2 members and `a` is greater than 5; change one of them
        "#]],
    );
}

#[test]
fn a_sentence_begins_with_its_subject() {
    let at = |cause: Cause, field: &str| cause.at(Field::read(field), Severity::Error).sentence();
    let missing = || Cause::Request(Request::Address(Address::NoScheme("a.example".into())));
    let all = [
        at(Cause::Required, "body:/retry/delay"),
        at(Cause::Required, "body:/rows/0"),
        at(Cause::Required, "body:"),
        at(Cause::Required, ""),
        at(Cause::Required, "query:$select"),
        at(Cause::Required, "signing-id"),
        at(missing(), "server:url"),
        at(Cause::Secret(Secret::Missing), "secret"),
        at(Cause::Secret(Secret::HexOdd { digits: 3 }), "secret"),
        at(Cause::Signing(Signing::IdEmpty), "signing-id"),
        at(Cause::Kept(Kept::Corrupt), ""),
    ];
    expect![[r#"
        `retry.delay` is required.
        `rows.0` is required.
        The body is required.
        The request is required.
        `$select` is required.
        The delivery ID is required.
        The URL has no scheme; did you mean `https://a.example`?
        The secret is missing; enter it, or set the scheme to None.
        The secret is not hex: 3 digits do not make whole bytes, which take two each; add the missing one, or set the secret's encoding to text.
        The id is empty, and it is part of what is signed; write one, such as msg_1.
        The saved draft is damaged and cannot be read."#]].assert_eq(&all.join("\n"));
}

#[test]
fn a_near_text_is_suggested() {
    let choice = |found: &str| {
        Cause::Choice {
            set: Set::Enum,
            allowed: vec![Sample::text("Active"), Sample::text("Stopped")],
            found: Sample::text(found),
        }
        .suggestion()
    };
    assert_eq!(choice("actve").as_deref(), Some("Active"));
    assert_eq!(choice("x"), None);
    let address =
        |text: &str| Cause::Request(Request::Address(Address::NoScheme(text.into()))).suggestion();
    assert_eq!(
        address("127.0.0.1:3000/hook").as_deref(),
        Some("http://127.0.0.1:3000/hook")
    );
    assert_eq!(address("//a.example").as_deref(), Some("https://a.example"));
    assert_eq!(address("/hook"), None);
    let hidden = Sample::text("a.example").hidden();
    let flaw = Flaw::NoScheme;
    let format = |found| Cause::Format {
        format: Format::Uri,
        flaw,
        found,
    };
    assert_eq!(format(hidden).suggestion(), None);
    assert_eq!(
        format(Sample::text("a.example")).suggestion().as_deref(),
        Some("https://a.example")
    );
}
