//! Replies as they are pasted.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(text: &str, expected: Expect) {
    let pasted = paste(text);
    let reply = &pasted.reply;
    let mut out = format!("{} {:?}\n", reply.status, reply.reason);
    for (name, value) in &reply.headers {
        out += &format!("{name}: {value}\n");
    }
    out += &format!("{:?}\n", String::from_utf8_lossy(&reply.body));
    if let Some(to) = &reply.redirected_to {
        out += &format!("redirected to {to}\n");
    }
    for note in &pasted.notes {
        out += &format!("note: {note}\n");
    }
    expected.assert_eq(&out);
}

#[test]
fn as_curl_prints_them() {
    check(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc",
        expect![[r#"
            200 "OK"
            content-type: text/plain
            content-length: 3
            "abc"
        "#]],
    );
    check(
        "HTTP/2 200 \ncontent-type: text/plain\n\nabc",
        expect![[r#"
        200 ""
        content-type: text/plain
        "abc"
    "#]],
    );
    check(
        "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc\n",
        expect![[r#"
        200 "OK"
        content-length: 3
        "abc"
    "#]],
    );
    check(
        "HTTP/1.1 200 OK\nContent-Length: 30\n\nabc",
        expect![[r#"
            200 "OK"
            content-length: 30
            "abc"
            note: `Content-Length` is 30, but the body has 3 bytes
        "#]],
    );
    check(
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n",
        expect![[r#"
            200 "OK"
            transfer-encoding: chunked
            "abc"
        "#]],
    );
    check(
        "HTTP/1.1 100 Continue\n\nHTTP/1.1 204 No Content\nX-A: b\n\n",
        expect![[r#"
            204 "No Content"
            x-a: b
            ""
        "#]],
    );
    check(
        "HTTP/1.1 302 Found\nLocation: /login\n\nHTTP/1.1 200 OK\n\n<html>",
        expect![[r#"
            200 "OK"
            "<html>"
            redirected to /login
        "#]],
    );
    check(
        "HTTP/1.1 200 Connection established\n\nHTTP/1.1 201 Created\n\nx",
        expect![[r#"
            201 "Created"
            "x"
        "#]],
    );
    check(
        "* Connected to localhost\n> GET /in HTTP/1.1\n> Host: localhost\n>\n* Request completely sent off\n< HTTP/1.1 200 OK\n< Content-Type: text/plain\n<\n* Connection #0 left intact\nabc",
        expect![[r#"
            200 "OK"
            content-type: text/plain
            "abc"
            note: The lines began with `<`, as curl prints a reply with `--verbose`: the marks were taken off
        "#]],
    );
}

#[test]
fn what_is_no_reply_is_a_body() {
    check(
        "",
        expect![[r#"
        0 ""
        ""
    "#]],
    );
    check(
        "abc123",
        expect![[r#"
        0 ""
        "abc123"
        note: There is no status line such as `HTTP/1.1 200 OK`, so all of it was taken for the body: the status and the header fields are not known
    "#]],
    );
    // Graph's token looks like a header field.
    check(
        "Validation: Testing client application",
        expect![[r#"
        0 ""
        "Validation: Testing client application"
        note: There is no status line such as `HTTP/1.1 200 OK`, so all of it was taken for the body: the status and the header fields are not known
    "#]],
    );
    check(
        "HTTP/1.1 abc\nA: b\n\nc",
        expect![[r#"
        0 ""
        "HTTP/1.1 abc\nA: b\n\nc"
        note: There is no status line such as `HTTP/1.1 200 OK`, so all of it was taken for the body: the status and the header fields are not known
    "#]],
    );
    check(
        "HTTP/1.1 999999",
        expect![[r#"
        0 ""
        "HTTP/1.1 999999"
        note: There is no status line such as `HTTP/1.1 200 OK`, so all of it was taken for the body: the status and the header fields are not known
    "#]],
    );
    check(
        "HTTP/1.1 200",
        expect![[r#"
        200 ""
        ""
    "#]],
    );
    // A body may speak of HTTP itself.
    check(
        "HTTP/1.1 200 OK\n\na\nHTTP/1.1 500 No\n\nb",
        expect![[r#"
        200 "OK"
        "a\nHTTP/1.1 500 No\n\nb"
    "#]],
    );
}

#[test]
fn a_pasted_reply_is_held_against_the_rules_as_far_as_it_tells() {
    let dropbox = asking("dropbox");
    let challenge = dropbox.value("challenge");
    let said = |text: String| dropbox.said(&paste(&text).reply);
    expect![[r#"
        Passed: Passed: the reply is what Dropbox asks for
        Met status: The status is 200
        Met body: The body is `8da71af81b3438081bbceab37b4af030` and nothing else
        Met type: `Content-Type` is `text/plain`
        Met field: `X-Content-Type-Options` is `nosniff`
    "#]].assert_eq(&said(format!("HTTP/1.1 200 OK\nContent-Type: text/plain\nX-Content-Type-Options: nosniff\nContent-Length: 32\n\n{challenge}\n")));
    expect![[r#"
        Unclear: 1 rule cannot be checked with this reply
        Met status: The status is 200
        Unknown body: The body is not `8da71af81b3438081bbceab37b4af030`: a line end follows it
          The terminal or the paste may have added it; if the receiver did, write the text without it. `Content-Length` would show which
        Met type: `Content-Type` is `text/plain`
        Met field: `X-Content-Type-Options` is `nosniff`
    "#]].assert_eq(&said(format!("HTTP/1.1 200 OK\nContent-Type: text/plain\nX-Content-Type-Options: nosniff\n\n{challenge}\n")));
    expect![[r#"
        Unclear: 2 rules cannot be checked with this reply
        Advised status: The status is not known, and 200 is due
          Paste the whole reply, from its first line on: `curl --include` prints it
        Met body: The body is `8da71af81b3438081bbceab37b4af030` and nothing else
        Unknown type: `Content-Type` is not known, and `text/plain` is due
          Paste the whole reply, from its first line on: `curl --include` prints it
        Unknown field: `X-Content-Type-Options` is not known, and `nosniff` is due
          Paste the whole reply, from its first line on: `curl --include` prints it
    "#]]
    .assert_eq(&said(challenge.clone()));
    expect![[r#"
        Failed: 4 rules are not met: Dropbox would not take this reply
        Broken redirect: The receiver redirected to `https://www.example.com/in`, where this reply is from
          Register that address: it is not documented that Dropbox follows redirects
        Met status: The status is 200
        Broken body: The body is not `8da71af81b3438081bbceab37b4af030`: it is empty
          Write the text into the body
        Broken type: The reply has no `Content-Type`, and `text/plain` is due
          Set `Content-Type: text/plain`
        Broken field: The reply has no `X-Content-Type-Options`, and `nosniff` is due
          Add `X-Content-Type-Options`, with `nosniff`
    "#]].assert_eq(&said(
        "HTTP/1.1 302 Found\nLocation: https://www.example.com/in\n\nHTTP/1.1 200 OK\n\n"
            .to_owned(),
    ));
}

/// What holds of any pasted text.
fn sound(text: &str, pasted: &Pasted) {
    let Pasted { reply, notes } = pasted;
    assert!(reply.status < 600, "{text:?}");
    assert!(reply.body.len() <= text.len(), "{text:?}");
    if reply.status == 0 {
        assert!(
            reply.headers.is_empty() && reply.reason.is_empty(),
            "{text:?}"
        );
    }
    let chunked = reply.header("transfer-encoding").is_some();
    let marked = text.starts_with("< ") || text.contains("\n< HTTP/");
    // A body is a part of the text, byte for byte.
    if !(chunked || marked) {
        let body = String::from_utf8_lossy(&reply.body);
        assert!(text.contains(&*body), "{text:?}");
    }
    for (name, value) in &reply.headers {
        assert!(!name.is_empty() && *name == name.to_lowercase(), "{text:?}");
        assert_eq!(value.trim_matches([' ', '\t']), value, "{text:?}");
    }
    for note in notes {
        assert!(!note.is_empty() && !note.ends_with('.'), "{note}");
    }
}

#[test]
fn a_long_text_is_read_in_a_time_that_grows_with_it() {
    // Each of these was read to the end of all once: for a text of megabytes that took hours.
    for line in [
        "HTTP/1.1 100 a\n",
        "HTTP/1.1 302 a\n\n",
        "< HTTP/1.1 100\n",
        "< \n",
        "\n",
    ] {
        let text = line.repeat((1 << 20) / line.len());
        sound(&text, &paste(&text));
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    for text in [
        "\u{feff}",
        "\n\n\n",
        "< ",
        "< HTTP/",
        "HTTP/",
        "HTTP/ ",
        "HTTP/1.1  ",
        "\nHTTP/1.1 100\nHTTP/1.1 100\n",
        "HTTP/1.1 300 é\nHTTP/é",
    ] {
        let pasted = paste(text);
        sound(text, &pasted);
        for handshake in all() {
            let asking = asking(&handshake.id);
            assert!(
                !asking.trial().check(&pasted.reply, true).is_empty(),
                "{text:?}"
            );
        }
    }
}

#[test]
fn any_mixture_of_what_replies_are_made_of_is_read_and_judged() {
    const PIECES: [&str; 24] = [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 100\n",
        "HTTP/2 200\n",
        "HTTP/1.1 200 Connection established\n\n",
        "Content-Length: 3\n",
        "Transfer-Encoding: chunked\n",
        "3\nabc\n",
        "0\n\n",
        "Location: /a\n",
        "HTTP/1.1 302 F",
        "\n",
        "\r\n",
        "< ",
        "<\n",
        "* ",
        ": ",
        "{\"challenge\":",
        "\"",
        "}",
        "&#x",
        ";",
        "challenge=",
        "%zz+",
        "\u{feff}é",
    ];
    let mut state = 1_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let askings: Vec<Asking> = all().iter().map(|h| asking(&h.id)).collect();
    for _ in 0..3000 {
        let pieces = (0..next(14)).filter_map(|_| PIECES.get(next(PIECES.len())));
        let text: String = pieces.copied().collect();
        let pasted = paste(&text);
        sound(&text, &pasted);
        let asking = askings.get(next(askings.len()));
        let findings = asking.map(|a| a.trial().check(&pasted.reply, next(2) == 0));
        for finding in findings.into_iter().flatten() {
            assert!(
                !finding.text.is_empty() && !finding.text.ends_with('.'),
                "{text:?}"
            );
            assert_eq!(finding.text.matches('`').count() % 2, 0, "{}", finding.text);
        }
    }
}
