//! Snippets run: the system's curl through its shell, Node's `fetch`, and raw HTTP over a socket,
//! each against a listener that keeps what arrives to the last byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use request::encode::Body;
use request::message::{Header, Origin, Request};
use request::preview;
use request::snippet;

/// A request as it arrived.
#[derive(Debug, PartialEq)]
struct Arrived {
    line: String,
    /// Name and value, one byte a character, by name; without those a client adds.
    fields: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Names in lower case that clients add by themselves.
const ADDED_BY_CURL: &[&str] = &["user-agent"];
const ADDED_BY_NODE: &[&str] = &[
    "user-agent",
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "sec-fetch-mode",
];

/// Takes that many requests, one a connection, each answered with an empty 200.
fn receive(listener: &TcpListener, count: usize) -> Vec<Vec<u8>> {
    let one = |stream: std::io::Result<TcpStream>| {
        let mut stream = stream.expect("a connection");
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).expect("a time limit");
        let message = read_message(&mut stream);
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(answer).expect("an answer");
        message
    };
    listener.incoming().take(count).map(one).collect()
}

fn read_message(stream: &mut TcpStream) -> Vec<u8> {
    let mut message = Vec::new();
    let mut chunk = [0; 65_536];
    loop {
        if let Some(head) = head_length(&message)
            && message.len() >= head + content_length(&message[..head])
        {
            return message;
        }
        let got = stream.read(&mut chunk).expect("more of the message");
        assert!(got > 0, "the message broke off: {}", latin(&message));
        message.extend_from_slice(&chunk[..got]);
    }
}

fn head_length(message: &[u8]) -> Option<usize> {
    message
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .map(|at| at + 4)
}

fn content_length(head: &[u8]) -> usize {
    let head = latin(head).to_ascii_lowercase();
    assert!(!head.contains("transfer-encoding"), "{head}");
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    line.map_or(0, |length| length.trim().parse().expect("a length"))
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

fn arrived(message: &[u8], tolerated: &[&str]) -> Arrived {
    let head = head_length(message).expect("a head");
    let text = latin(&message[..head - 4]);
    let mut lines = text.split("\r\n");
    let line = lines.next().unwrap_or_default().to_owned();
    let field = |line: &str| {
        let (name, value) = line.split_once(':').expect("a field");
        (
            name.to_ascii_lowercase(),
            value.trim_matches(' ').to_owned(),
        )
    };
    let mut fields: Vec<_> = lines.map(field).collect();
    fields.retain(|(name, _)| !tolerated.contains(&name.as_str()));
    fields.sort();
    Arrived {
        line,
        fields,
        body: message[head..].to_vec(),
    }
}

/// What the preview says is sent.
fn shown(request: &Request) -> Vec<u8> {
    let head: String = preview::message(request)
        .head
        .iter()
        .map(|p| &*p.text)
        .collect();
    let mut message: Vec<u8> = head.chars().map(|c| c as u8).collect();
    message.extend(request.body.iter().flat_map(|body| body.bytes.iter()));
    message
}

fn header(name: &str, value: &str) -> Header {
    Header {
        name: name.into(),
        value: value.into(),
        field: None,
        origin: Origin::Parameter,
        secrets: Vec::new(),
    }
}

fn request(port: u16, method: &str, headers: Vec<Header>, body: Option<Vec<u8>>) -> Request {
    Request {
        method: method.into(),
        url: format!("http://127.0.0.1:{port}/a'b/[x]/..;/$HOME?c=%7B1,2%7D&d=~!*()`|"),
        address_known: true,
        url_spans: Vec::new(),
        headers,
        body: body.map(|bytes| Body {
            bytes: bytes.into(),
            content_type: String::new(),
            spans: [][..].into(),
            file: None,
        }),
    }
}

/// Bodies that shells, curl's options, JavaScript literals and line endings would spoil.
fn hostile() -> Vec<Vec<u8>> {
    let texts = [
        "",
        "'",
        "\"",
        "it's \"quoted\" `x` $(y) $HOME ${Z} !history ~ * ? [a] {b,c} \\ \\\\ \\n \\' # ; & | < >",
        "@/etc/hostname",
        "-",
        "--data",
        "line\n",
        "\nline\n\n",
        "a\r\nb\r\n",
        "\ttab\t",
        "%s %d %% %b",
        "\\055 \\x41 \\u0041",
        "a=b&c=d%20e+f",
        "ü € 😀 \u{FEFF}\u{2028}\u{2029}\u{202E}\u{85}",
        "</script><!-- ${x} `",
    ];
    let mut bodies: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    bodies.push((0..=31).chain([127]).collect());
    bodies.push((0..=255).collect());
    bodies.push(b"\0".to_vec());
    bodies.push(b"\xff\xfe7\0\xc3(".to_vec());
    bodies.push(b"x".repeat(99_000));
    bodies.push("100 KB: '\\%é\n".bytes().cycle().take(102_400).collect());
    bodies.push((0..=255).cycle().take(102_400).collect());
    bodies.extend(generated(60));
    bodies
}

/// Mixtures of what is dangerous, by a fixed generator (xorshift).
fn generated(count: usize) -> Vec<Vec<u8>> {
    let bits = [
        "'", "\"", "\\", "$", "`", "\n", "\r", "\0", "%", "-", "@", "8", "é", "!", " ",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut body = || {
        let length = next(24);
        let bits = (0..length).flat_map(|_| bits[next(bits.len())].bytes());
        let mut bytes: Vec<u8> = bits.collect();
        if next(4) == 0 {
            bytes.push(0x80 | next(128) as u8);
        }
        bytes
    };
    (0..count).map(|_| body()).collect()
}

/// Requests of every hostile body, and of headers and methods that are treated apart.
fn requests(port: u16) -> Vec<Request> {
    let media = || header("Content-Type", "application/json; charset=\"utf-8\"");
    let awkward = vec![
        header("Accept", "text/*;q=0.5"),
        header("X-Empty", ""),
        header("X-Quoted", "it's \"$HOME\" `id` $(id) \\ % ; # !"),
        header("X-Latin", "caf\u{e9}\tb \u{ff}"),
        media(),
    ];
    let mut requests: Vec<Request> = hostile()
        .into_iter()
        .map(|body| {
            request(
                port,
                "POST",
                vec![header("Accept", "*/*"), media()],
                Some(body),
            )
        })
        .collect();
    requests.push(request(port, "PUT", awkward.clone(), Some(b"{}".to_vec())));
    requests.push(request(port, "GET", awkward, None));
    for method in ["POST", "PUT", "GET", "DELETE", "PATCH"] {
        requests.push(request(port, method, Vec::new(), None));
    }
    requests.push(request(port, "POST", Vec::new(), Some(b"no type".to_vec())));
    requests.push(request(port, "DELETE", Vec::new(), Some(Vec::new())));
    requests
}

/// Runs a program with a script at its input while the listener takes what it sends.
fn run(
    program: &str,
    arguments: &[&str],
    script: &str,
    listener: TcpListener,
    count: usize,
) -> Vec<Vec<u8>> {
    let receiver = thread::spawn(move || receive(&listener, count));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("an input");
    input
        .write_all(script.as_bytes())
        .expect("the script is read");
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    receiver.join().expect("the listener got them all")
}

/// Without the program nothing would be shown, so its absence fails the test.
fn needs(program: &str) {
    let version = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    let is_there = version.is_ok_and(|status| status.success());
    assert!(
        is_there,
        "{program} is missing: install it to run its snippets"
    );
}

fn compare(requests: &[Request], messages: &[Vec<u8>], tolerated: &[&str]) {
    assert_eq!(messages.len(), requests.len());
    for (request, message) in requests.iter().zip(messages) {
        let expected = arrived(&shown(request), tolerated);
        let found = arrived(message, tolerated);
        assert_eq!(found.line, expected.line);
        assert_eq!(found.fields, expected.fields, "{}", expected.line);
        let start = expected.body.len().min(200);
        assert!(
            found.body == expected.body,
            "spoiled: {:?}",
            latin(&expected.body[..start])
        );
    }
}

fn listener() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    (listener, port)
}

#[test]
fn curl_sends_the_exact_bytes() {
    needs("curl");
    let (listener, port) = listener();
    let requests = requests(port);
    let snippets = requests
        .iter()
        .map(|r| snippet::write("curl", r, true).text);
    // `set -e` stops at the first that fails; no proxy or settings file may interfere.
    let script = snippets.fold(
        "set -e\nunset http_proxy ALL_PROXY\n".to_owned(),
        |all, one| {
            all + &one.replace(
                "curl --globoff",
                "curl --disable --silent --show-error --globoff",
            ) + "\n"
        },
    );
    let messages = run("sh", &[], &script, listener, requests.len());
    compare(&requests, &messages, ADDED_BY_CURL);
}

#[test]
fn curl_asks_for_a_head_without_waiting_for_a_body() {
    needs("curl");
    let (listener, port) = listener();
    let requests = [request(port, "HEAD", Vec::new(), None)];
    let script = snippet::write("curl", &requests[0], true).text;
    let messages = run("sh", &[], &script, listener, 1);
    compare(&requests, &messages, ADDED_BY_CURL);
}

#[test]
fn fetch_sends_the_exact_bytes() {
    needs("node");
    let (listener, port) = listener();
    let mut requests = requests(port);
    // A length of 0 Node announces otherwise than the Fetch standard has it: with PATCH, not DELETE.
    let is_empty = |r: &Request| r.body.as_ref().is_none_or(|b| b.bytes.is_empty());
    requests.retain(|r| !is_empty(r) || matches!(&*r.method, "POST" | "PUT" | "GET"));
    let script: String = requests
        .iter()
        .map(|r| snippet::write("fetch", r, true).text)
        .map(|text| ["{\n", &text, "\nawait response.arrayBuffer();\n}\n"].concat())
        .collect();
    let messages = run(
        "node",
        &["--input-type=module", "-"],
        &script,
        listener,
        requests.len(),
    );
    compare(&requests, &messages, ADDED_BY_NODE);
}

#[test]
fn raw_http_is_the_message() {
    let (listener, port) = listener();
    let is_text = |r: &Request| {
        r.body
            .as_ref()
            .is_none_or(|b| std::str::from_utf8(&b.bytes).is_ok())
    };
    let is_ascii = |r: &Request| r.headers.iter().all(|h| h.value.is_ascii());
    let requests: Vec<Request> = requests(port)
        .into_iter()
        .filter(|r| is_text(r) && is_ascii(r))
        .collect();
    assert!(requests.len() > 60);
    let count = requests.len();
    let receiver = thread::spawn(move || receive(&listener, count));
    for request in &requests {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
        let text = snippet::write("http", request, true).text;
        stream
            .write_all(text.as_bytes())
            .expect("the message is read");
        stream.read_to_end(&mut Vec::new()).expect("an answer");
    }
    let messages = receiver.join().expect("the listener got them all");
    for (request, message) in requests.iter().zip(&messages) {
        assert!(shown(request) == *message, "{}", latin(message));
    }
    compare(&requests, &messages, &[]);
}
