//! Each change of the state, and the results that follow from it.

use expect_test::expect;

use super::*;
use exchange::reply::Source;

const FILE: &str = include_str!("../../../../static/verify/handshakes.json");

struct Page {
    state: Rc<HandshakeState>,
    clock: i64,
}

impl Page {
    fn open() -> Page {
        let mut page = Page {
            state: Rc::new(HandshakeState::default()),
            clock: 1_700_000_000,
        };
        let all = serde_json::from_str::<Vec<_>>(FILE).unwrap_or_else(|e| panic!("{e}"));
        page.act(Change::Loaded(Loaded::Ready(Shared(all.into()))));
        page
    }

    fn act(&mut self, change: Change) {
        self.clock += 1;
        let moment = Moment {
            unix_ms: self.clock * 1000,
            id: format!("msg_{}", self.clock),
            nonce: format!("{:032x}", self.clock),
        };
        self.state = Rc::clone(&self.state).reduce(Stamped { change, moment });
    }

    fn choose(&mut self, id: &str) {
        self.act(Change::Choose(id.into()));
    }

    fn input(&mut self, name: &str, text: &str) {
        self.act(Change::Input(name.into(), text.into()));
    }

    fn address(&mut self, text: &str) {
        self.act(Change::Address(text.into()));
    }

    fn url(&self) -> String {
        self.state
            .flow
            .as_ref()
            .map_or_else(String::new, |f| f.request.url.clone())
    }

    fn body(&self) -> String {
        let flow = self.state.flow.as_ref();
        let body = flow.and_then(|f| f.request.body.as_ref());
        body.map_or_else(String::new, |b| {
            String::from_utf8_lossy(&b.bytes).into_owned()
        })
    }

    fn words(&self) -> String {
        let trial = self.state.trial();
        trial.map_or_else(String::new, |t| t.verdict(&self.state.findings))
    }

    fn sending(&self) -> u32 {
        match self.state.sending {
            Sending::Sent(number) => number,
            _ => panic!("nothing is sent"),
        }
    }
}

fn error(page: &Page) -> Option<SendError> {
    match &page.state.sending {
        Sending::Failed(failure) => Some(failure.error),
        _ => None,
    }
}

fn ok(body: &str) -> Result<Reply, Rc<Failure>> {
    Ok(Reply {
        source: Source::Network,
        status: 200,
        reason: String::new(),
        headers: vec![("content-type".into(), "text/plain".into())],
        body: body.as_bytes().into(),
        millis: 5.0,
        redirected_to: None,
        sample: None,
    })
}

#[test]
fn the_first_is_open_until_another_is_named_also_before_there_are_any() {
    let mut page = Page::open();
    assert_eq!(page.state.handshake().map(|h| h.id.as_str()), Some("zoom"));
    page.choose("meta");
    assert_eq!(page.state.handshake().map(|h| h.id.as_str()), Some("meta"));
    page.choose("nothing");
    assert_eq!(page.state.handshake().map(|h| h.id.as_str()), Some("zoom"));

    let mut early = Page {
        state: Rc::new(HandshakeState::default()),
        clock: 0,
    };
    early.choose("graph");
    assert!(early.state.flow.is_none() && early.state.refusal().is_none());
    early.act(Change::Send);
    let all: Vec<Handshake> = serde_json::from_str(FILE).unwrap_or_default();
    early.act(Change::Loaded(Loaded::Ready(Shared(all.into()))));
    assert_eq!(
        early.state.handshake().map(|h| h.id.as_str()),
        Some("graph")
    );
    let mut lost = Page::open();
    lost.act(Change::Loaded(Loaded::Failed("no".into())));
    lost.act(Change::Send);
    assert!(lost.state.flow.is_none());
}

#[test]
fn what_is_typed_stays_with_its_handshake_and_the_address_with_all() {
    let mut page = Page::open();
    page.address("http://localhost:1/in");
    page.input("secret", "zoom's own");
    page.choose("slack");
    assert_eq!(page.state.input("secret"), "");
    page.input("secret", "slack's own");
    page.choose("zoom");
    assert_eq!(page.state.input("secret"), "zoom's own");
    page.choose("slack");
    assert_eq!(page.state.input("secret"), "slack's own");
    assert_eq!(page.url(), "http://localhost:1/in");
}

#[test]
fn typing_keeps_the_challenge_and_sending_and_asking_make_another() {
    let mut page = Page::open();
    page.choose("meta");
    page.address("http://localhost:1/");
    let challenge = |page: &Page| page.url().split('&').nth(1).unwrap_or_default().to_owned();
    let first = challenge(&page);
    page.input("verify_token", "a");
    assert_eq!(challenge(&page), first);
    page.act(Change::NewChallenge);
    let second = challenge(&page);
    assert_ne!(second, first);
    page.act(Change::Send);
    assert_ne!(challenge(&page), second);
    // The time goes on with every change.
    page.choose("zoom");
    let before = page.body();
    page.input("secret", "s");
    assert_ne!(page.body(), before);
}

#[test]
fn a_reply_is_that_of_the_request_that_was_sent_and_judged_anew_with_another_secret() {
    let mut page = Page::open();
    page.choose("meta");
    page.address("http://localhost:1/");
    page.input("verify_token", "a");
    page.act(Change::Send);
    let number = page.sending();
    page.act(Change::Send);
    assert_eq!(page.sending(), number, "one at a time");
    page.act(Change::Answered(number + 1, ok("other"), true));
    assert_eq!(page.sending(), number, "of another request");
    let challenge = page
        .url()
        .split(['&', '='])
        .nth(3)
        .unwrap_or_default()
        .to_owned();
    page.act(Change::Answered(number, ok(&challenge), true));
    expect!["Passed, with advice: the reply is what Meta asks for"].assert_eq(&page.words());
    page.input("verify_token", "b");
    expect!["Passed, with advice: the reply is what Meta asks for"].assert_eq(&page.words());
    page.address("http://localhost:2/");
    assert!(matches!(page.state.sending, Sending::NotSent) && page.state.findings.is_empty());
}

#[test]
fn a_request_is_stopped_and_a_failure_shown() {
    let mut page = Page::open();
    page.choose("dropbox");
    page.address("http://localhost:1/");
    page.act(Change::Stop);
    assert!(matches!(page.state.sending, Sending::NotSent));
    page.act(Change::Send);
    let number = page.sending();
    page.act(Change::Stop);
    assert_eq!(error(&page), Some(SendError::Stopped));
    page.act(Change::Answered(number, ok("late"), true));
    assert_eq!(
        error(&page),
        Some(SendError::Stopped),
        "what is stopped is stopped"
    );
    page.act(Change::Send);
    let number = page.sending();
    page.act(Change::Answered(
        number,
        Err(Rc::new(Failure::plain(SendError::Network))),
        true,
    ));
    assert_eq!(error(&page), Some(SendError::Network));
}

#[test]
fn what_cannot_be_sent_is_not_and_says_why_by_the_name_of_its_box() {
    let mut page = Page::open();
    let why = |page: &Page| page.state.refusal().unwrap_or_default();
    expect!["URL is required. Secret token is required."].assert_eq(&why(&page));
    page.address("hooks.example.com");
    expect![
        "URL has no scheme; did you mean `https://hooks.example.com`? Secret token is required."
    ]
    .assert_eq(&why(&page));
    page.address("https://hooks.example.com");
    expect!["Secret token is required."].assert_eq(&why(&page));
    page.act(Change::Send);
    assert!(matches!(page.state.sending, Sending::NotSent));
    page.input("secret", "s");
    assert_eq!(page.state.refusal(), None);
}

#[test]
fn a_pasted_reply_answers_the_request_that_is_shown() {
    let mut page = Page::open();
    page.choose("dropbox");
    page.address("https://hooks.example.com/");
    let challenge = page.url().split('=').nth(1).unwrap_or_default().to_owned();
    let raw = |c: &str| {
        format!("HTTP/1.1 200 OK\nContent-Type: text/plain\nX-Content-Type-Options: nosniff\n\n{c}")
    };
    page.act(Change::Pasted(raw(&challenge).into()));
    expect!["Passed: the reply is what Dropbox asks for"].assert_eq(&page.words());
    page.act(Change::Pasted(raw("another").into()));
    expect!["1 rule is not met: Dropbox would not take this reply"].assert_eq(&page.words());
    page.act(Change::Pasted(" ".into()));
    assert!(matches!(page.state.sending, Sending::NotSent));
}
