//! Assembled requests, checked against RFC 6570, RFC 7617 and OpenAPI's table of styles.

use std::rc::Rc;

use super::{Choice, Parts, Request, assemble};
use crate::draft::FormVariant;
use crate::encode::Body;
use crate::value::{Data, Value};
use openapi::*;
use problem::Problem;
use signature::Signed;
use signature::secret::{Secret, Secrets};

/// Fields and the texts typed at them.
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn control(name: &str) -> Rc<Control> {
    Rc::new(Control {
        name: name.into(),
        schema: SchemaId(0),
        kind: Kind::Text,
        required: false,
        nullable: false,
        empty_text: false,
        description: String::new(),
        help: String::new(),
        type_words: String::new(),
        default: None,
        given: None,
        examples: Vec::new(),
        deprecated: false,
        read_only: false,
        secret: false,
        named_secret: false,
        marked: false,
        source: None,
        notices: Vec::new(),
        compose: None,
        members: Vec::new(),
        element: None,
    })
}

fn parameter(place: Place, name: &str, style: Style, explode: bool) -> Parameter {
    Parameter {
        place,
        style,
        explode,
        allow_reserved: false,
        allow_empty: false,
        content: None,
        control: control(name),
    }
}

fn operation(server: &str, path: &str, parameters: Vec<Parameter>) -> Operation {
    Operation {
        api: "some-api".into(),
        id: "create".into(),
        method: "POST".into(),
        path: path.into(),
        summary: String::new(),
        description: String::new(),
        notices: Vec::new(),
        external_docs: None,
        servers: vec![Server {
            url: server.into(),
            description: String::new(),
            variables: vec![ServerVariable {
                name: "env".into(),
                default: Some("sod".into()),
                implied: false,
                choices: vec!["sod".into(), "online".into()],
                description: String::new(),
                ..ServerVariable::default()
            }],
        }],
        parameters,
        parameter_rules: None,
        query_form: false,
        body: None,
        security: vec![none()],
        responses: Vec::new(),
        signature: None,
        outcome: None,
        examples: Vec::new(),
        delivery: None,
        from: None,
        schemas: Rc::new(Schemas::default()),
    }
}

fn none() -> Alternative {
    Alternative {
        name: "none".into(),
        schemes: Vec::new(),
    }
}

fn value(field: &str, data: Data) -> Value {
    Value {
        field: Rc::new(field.into()),
        schema: None,
        secret: false,
        data,
    }
}

fn text(field: &str, text: &str) -> Value {
    value(field, Data::Text(text.into()))
}

fn list(field: &str, items: &[&str]) -> Value {
    let items = items.iter().map(|t| text(field, t)).collect();
    value(field, Data::List(items))
}

fn object(field: &str, members: &[(&str, &str)]) -> Value {
    let members = members
        .iter()
        .map(|(name, t)| (Rc::from(*name), text(field, t)))
        .collect();
    value(field, Data::Object(members))
}

/// A matcher for tests without documented patterns.
fn no_matcher(_: &str, _: &str) -> Option<bool> {
    None
}

struct Given<'a> {
    texts: Pairs<'a>,
    parameters: &'a [Value],
    security: Alternative,
    secrets: Secrets,
    form: FormVariant,
}

impl Default for Given<'_> {
    fn default() -> Self {
        Given {
            texts: &[],
            parameters: &[],
            security: none(),
            secrets: Secrets::default(),
            form: FormVariant::Whatwg,
        }
    }
}

fn make(operation: &Operation, given: Given<'_>) -> (Request, Vec<Problem>) {
    let texts: Vec<(problem::Root, Rc<str>)> = given
        .texts
        .iter()
        .map(|(f, t)| ((*f).into(), Rc::from(*t)))
        .collect();
    assemble(Parts {
        media_type: None,
        operation,
        server: Choice {
            index: 0,
            texts: &texts,
        },
        parameters: given.parameters,
        security: &given.security,
        secrets: &given.secrets,
        accept: "application/json",
        body: Some(Body {
            bytes: Rc::from(*b"{}"),
            content_type: "application/json".into(),
            spans: Rc::from([]),
            file: None,
        }),
        form: given.form,
        matcher: &no_matcher,
    })
}

/// The address, then each problem as `severity code at`.
fn address(server: &str, path: &str, texts: Pairs<'_>) -> Vec<String> {
    let operation = operation(server, path, Vec::new());
    let (request, problems) = make(
        &operation,
        Given {
            texts,
            ..Given::default()
        },
    );
    assert!(!request.url.contains('{'), "{}", request.url);
    let mut out = vec![request.url, request.address_known.to_string()];
    out.extend(problems.iter().map(shown));
    out
}

fn shown(problem: &Problem) -> String {
    [
        problem.severity.word(),
        problem.code(),
        &problem.at.to_string(),
    ]
    .join(" ")
}

#[test]
fn the_server_is_the_documented_one_or_the_persons_own() {
    let env = "https://{env}.example.com/api/";
    let cases: [(&str, Pairs<'_>, &[&str]); 9] = [
        (env, &[], &["https://sod.example.com/api/v1/Hook", "true"]),
        (
            env,
            &[("server:env", "online")],
            &["https://online.example.com/api/v1/Hook", "true"],
        ),
        (
            env,
            &[("server:env", "other")],
            &[
                "https://other.example.com/api/v1/Hook",
                "true",
                "error enum server:env",
            ],
        ),
        (
            env,
            &[("server:env", "a b")],
            &[
                "https://some-api.invalid/v1/Hook",
                "false",
                "error enum server:env",
                "error url server:env",
            ],
        ),
        (
            env,
            &[("server:url", "http://127.0.0.1:8081/x//")],
            &["http://127.0.0.1:8081/x/v1/Hook", "true"],
        ),
        (
            env,
            &[("server:url", "http://h/{tenant}?a={b}")],
            &[
                "https://some-api.invalid/v1/Hook",
                "false",
                "error url server:url",
            ],
        ),
        (
            env,
            &[("server:url", "http://h/?a={b}#c")],
            &["http://h/v1/Hook?a=%7Bb%7D", "true"],
        ),
        ("/", &[], &["https://some-api.invalid/v1/Hook", "false"]),
        (
            "https://api.example.invalid/v2",
            &[],
            &["https://api.example.invalid/v2/v1/Hook", "false"],
        ),
    ];
    for (server, texts, expected) in cases {
        assert_eq!(address(server, "/v1/Hook", texts), expected);
    }
}

/// One parameter of a path, by RFC 6570 and OpenAPI 3.1's table of styles.
#[test]
fn path_parameters_by_style() {
    let field = "path:color";
    let list = || list(field, &["blue", "black"]);
    let object = || object(field, &[("R", "100"), ("G", "20")]);
    let cases = [
        (Style::Simple, false, text(field, "a/ü b"), "a%2F%C3%BC%20b"),
        (Style::Simple, false, list(), "blue,black"),
        (Style::Simple, false, object(), "R,100,G,20"),
        (Style::Simple, true, object(), "R=100,G=20"),
        (Style::Label, false, text(field, "blue"), ".blue"),
        (Style::Label, true, list(), ".blue.black"),
        (Style::Label, true, object(), ".R=100.G=20"),
        (Style::Matrix, false, text(field, ""), ";color"),
        (Style::Matrix, false, text(field, "blue"), ";color=blue"),
        (Style::Matrix, false, list(), ";color=blue,black"),
        (Style::Matrix, true, list(), ";color=blue;color=black"),
        (Style::Matrix, true, object(), ";R=100;G=20"),
    ];
    for (style, explode, value, expected) in cases {
        let parameter = parameter(Place::Path, "color", style, explode);
        let operation = operation("https://h", "/x/{color}/y", vec![parameter]);
        let (request, problems) = make(
            &operation,
            Given {
                parameters: &[value],
                ..Given::default()
            },
        );
        assert_eq!(request.target(), ["/x/", expected, "/y"].concat());
        assert_eq!(problems, []);
        let span = request.url_spans.last().expect("the parameter's bytes");
        assert_eq!(span.field.to_string(), field);
        assert_eq!(&request.url[span.start..span.end], expected);
    }
}

#[test]
fn a_path_parameter_never_turns_into_another_address() {
    let id = parameter(Place::Path, "id", Style::Simple, false);
    let operation = operation("https://h/api", "/hooks/{id}", vec![id]);
    let (request, problems) = make(&operation, Given::default());
    assert_eq!(request.target(), "/api/hooks/%7Bid%7D");
    assert_eq!(shown(&problems[0]), "error required path:id");
    for dots in [".", ".."] {
        let (request, problems) = make(
            &operation,
            Given {
                parameters: &[text("path:id", dots)],
                ..Given::default()
            },
        );
        assert_eq!(request.target(), "/api/hooks/%7Bid%7D");
        assert_eq!(shown(&problems[0]), "blocks dot-segment path:id");
    }
}

#[test]
fn query_parameters_by_style() {
    let field = "query:color";
    let list = || list(field, &["a b", "c,d"]);
    let object = || object(field, &[("R", "100"), ("G", "2&0")]);
    let cases = [
        (
            Style::Form,
            true,
            text(field, "a+b=c&d'"),
            "color=a%2Bb%3Dc%26d%27",
        ),
        (Style::Form, true, list(), "color=a%20b&color=c%2Cd"),
        (Style::Form, false, list(), "color=a%20b,c%2Cd"),
        (Style::Form, true, object(), "R=100&G=2%260"),
        (Style::Form, false, object(), "color=R,100,G,2%260"),
        (Style::SpaceDelimited, false, list(), "color=a%20b%20c%2Cd"),
        (Style::PipeDelimited, false, list(), "color=a%20b%7Cc%2Cd"),
        (
            Style::DeepObject,
            true,
            object(),
            "color[R]=100&color[G]=2%260",
        ),
    ];
    for (style, explode, value, expected) in cases {
        let parameter = parameter(Place::Query, "color", style, explode);
        let operation = operation("https://h", "/x", vec![parameter]);
        let (request, _) = make(
            &operation,
            Given {
                parameters: &[value],
                ..Given::default()
            },
        );
        assert_eq!(request.target(), ["/x?", expected].concat());
    }
}

#[test]
fn reserved_characters_stay_where_the_document_allows_them() {
    let mut select = parameter(Place::Query, "$select", Style::Form, false);
    select.allow_reserved = true;
    let operation = operation("https://h", "/api/v1/Webhook", vec![select]);
    let cases = [
        ("name,department,category/id", "name,department,category/id"),
        ("a&b=c+d#e%20'f'", "a%26b%3Dc%2Bd%23e%2520%27f%27"),
    ];
    for (typed, expected) in cases {
        let (request, _) = make(
            &operation,
            Given {
                parameters: &[text("query:$select", typed)],
                ..Given::default()
            },
        );
        assert_eq!(
            request.target(),
            ["/api/v1/Webhook?$select=", expected].concat()
        );
        let span = request.url_spans.last().expect("the parameter's bytes");
        assert_eq!(
            &request.url[span.start..span.end],
            ["$select=", expected].concat()
        );
    }
}

#[test]
fn a_query_that_is_one_form_is_sent_as_a_form() {
    let names = ["type", "params"];
    let parameters = names.map(|n| parameter(Place::Query, n, Style::Form, true));
    let mut operation = operation("https://keyauth.win", "/api/1.2/", parameters.into());
    operation.query_form = true;
    let given = [
        text("query:params", "?ok=yes%26no=ok *~'"),
        text("query:type", "web hook"),
    ];
    let expected = [
        (
            FormVariant::Whatwg,
            "type=web+hook&params=%3Fok%3Dyes%2526no%3Dok+*%7E%27",
        ),
        (
            FormVariant::Rfc3986,
            "type=web%20hook&params=%3Fok%3Dyes%2526no%3Dok%20%2A~%27",
        ),
    ];
    for (form, expected) in expected {
        let (request, _) = make(
            &operation,
            Given {
                parameters: &given,
                form,
                ..Given::default()
            },
        );
        assert_eq!(request.target(), ["/api/1.2/?", expected].concat());
    }
}

fn scheme(name: &str, kind: SecurityKind) -> Alternative {
    Alternative {
        name: name.into(),
        schemes: vec![Rc::new(SecurityScheme {
            name: name.into(),
            description: String::new(),
            kind,
            placeholder: None,
            notices: Vec::new(),
            signature: None,
            pattern: None,
            source: None,
        })],
    }
}

fn secrets(all: Pairs<'_>) -> Secrets {
    let mut secrets = Secrets::default();
    for (input, text) in all {
        secrets.set(*input, Secret::new(*text));
    }
    secrets
}

#[test]
fn credentials_are_written_by_their_scheme() {
    let operation = operation("https://h", "/x", Vec::new());
    let key = |place| SecurityKind::ApiKey {
        place,
        field: "X-Key".into(),
    };
    let ticket = SecurityKind::Token {
        word: "SOTicket".into(),
    };
    let cases: [(SecurityKind, Pairs<'_>, &str); 5] = [
        // RFC 7617's examples, the second in UTF-8.
        (
            SecurityKind::Basic,
            &[
                ("auth:s/username", "Aladdin"),
                ("auth:s/password", "open sesame"),
            ],
            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        (
            SecurityKind::Basic,
            &[("auth:s/username", "test"), ("auth:s/password", "123£")],
            "Authorization: Basic dGVzdDoxMjPCow==",
        ),
        (
            ticket,
            &[("auth:s", "7T:abc==")],
            "Authorization: SOTicket 7T:abc==",
        ),
        (key(Place::Header), &[("auth:s", "k")], "X-Key: k"),
        (key(Place::Cookie), &[("auth:s", "k")], "Cookie: X-Key=k"),
    ];
    for (kind, typed, expected) in cases {
        let (request, problems) = make(
            &operation,
            Given {
                security: scheme("s", kind),
                secrets: secrets(typed),
                ..Given::default()
            },
        );
        let header = &request.headers[1];
        assert_eq!([&*header.name, ": ", &header.value].concat(), expected);
        assert_eq!(problems, []);
        let (range, _) = &header.secrets[0];
        assert!(expected.ends_with(&header.value[range.clone()]));
    }
    let (request, _) = make(
        &operation,
        Given {
            security: scheme("s", key(Place::Query)),
            secrets: secrets(&[("auth:s", "a b")]),
            ..Given::default()
        },
    );
    assert_eq!(request.target(), "/x?X-Key=a%20b");
    assert!(request.url_spans.last().is_some_and(|s| s.secret));
}

#[test]
fn absent_credentials_are_reported_at_their_inputs() {
    let operation = operation("https://h", "/x", Vec::new());
    let (request, problems) = make(
        &operation,
        Given {
            security: scheme("basic", SecurityKind::Basic),
            ..Given::default()
        },
    );
    let shown: Vec<String> = problems.iter().map(shown).collect();
    assert_eq!(
        shown,
        [
            "error required auth:basic/username",
            "error required auth:basic/password"
        ]
    );
    assert_eq!(request.header("authorization"), None);
}

#[test]
fn header_values_that_nothing_can_carry_block() {
    let operation = operation(
        "https://h",
        "/x",
        vec![parameter(Place::Header, "X-Note", Style::Simple, false)],
    );
    let cases = [
        ("a\tb é", ""),
        ("", ""),
        ("a\nb", "at character 2"),
        ("\0", "at character 1"),
        ("a\u{7f}", "at character 2"),
        ("→", "at character 1 is beyond U+00FF"),
        ("a ", "white space at its start or end"),
    ];
    for (typed, expected) in cases {
        let (_, problems) = make(
            &operation,
            Given {
                parameters: &[text("header:X-Note", typed)],
                ..Given::default()
            },
        );
        match problems.first() {
            Some(problem) => {
                assert_eq!(shown(problem), "blocks header-value header:X-Note");
                assert!(!expected.is_empty() && problem.message().contains(expected));
            }
            None => assert_eq!(expected, "", "{typed:?}"),
        }
    }
}

#[test]
fn a_signature_replaces_fields_of_its_name_and_adds_the_rest() {
    let operation = operation(
        "https://h",
        "/x",
        vec![parameter(
            Place::Header,
            "x-signature",
            Style::Simple,
            false,
        )],
    );
    let (mut request, _) = make(
        &operation,
        Given {
            parameters: &[text("header:x-signature", "old")],
            ..Given::default()
        },
    );
    let signed = Signed {
        headers: vec![
            ("X-Signature".into(), "v1=key".into()),
            ("content-type".into(), "text/plain".into()),
            ("Accept".into(), "application/json".into()),
            ("Date".into(), "now".into()),
        ],
        hidden: vec![(0, 3..6, "SECRET".into())],
        ..Signed::default()
    };
    let problems = request.with_signature(&signed);
    let found: Vec<_> = problems.iter().map(shown).collect();
    let lost = [
        "warning signature header:x-signature",
        "warning signature signature",
    ];
    assert_eq!(found, lost, "what stays the same is not lost");
    assert_eq!(
        request.with_signature(&signed),
        [],
        "nor is what was signed before"
    );
    let lines: Vec<String> = request
        .headers
        .iter()
        .map(|h| [&*h.name, ": ", &h.value].concat())
        .collect();
    assert_eq!(
        lines,
        [
            "Accept: application/json",
            "X-Signature: v1=key",
            "content-type: text/plain",
            "Date: now"
        ]
    );
    assert_eq!(request.headers[1].secrets, [(3..6, "SECRET".to_owned())]);
}

/// Code, severity and field of each warning.
fn warned(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(shown).collect()
}

#[test]
fn an_item_that_holds_what_divides_items_is_warned_of_where_nothing_tells_them_apart() {
    let cases = [
        (Place::Header, Style::Simple, false, "a,b", true),
        (Place::Header, Style::Simple, false, "a;b", false),
        (Place::Path, Style::Simple, false, "a,b", false),
        (Place::Path, Style::Label, true, "a.b", true),
        (Place::Path, Style::Label, false, "a.b", false),
        (Place::Path, Style::Matrix, true, "a;b", false),
        (Place::Query, Style::Form, false, "a,b", false),
        (Place::Query, Style::SpaceDelimited, false, "a b", true),
        (Place::Query, Style::SpaceDelimited, true, "a b", false),
        (Place::Query, Style::PipeDelimited, false, "a|b", true),
        (Place::Cookie, Style::Form, false, "a,b", false),
    ];
    for (place, style, explode, item, is_warned) in cases {
        let field = [place.word(), ":color"].concat();
        let operation = operation(
            "https://h",
            "/x/{color}",
            vec![parameter(place, "color", style, explode)],
        );
        let given = list(&field, &["c", item]);
        let (_, problems) = make(
            &operation,
            Given {
                parameters: &[given],
                ..Given::default()
            },
        );
        let warned: Vec<String> = warned(&problems)
            .into_iter()
            .filter(|p| p.starts_with("warning form"))
            .collect();
        let due = ["warning form ", &field].concat();
        assert_eq!(
            warned,
            if is_warned { vec![due] } else { Vec::new() },
            "{place:?} {style:?} {explode} {item}"
        );
    }
}

#[test]
fn a_comma_within_an_item_is_encoded_also_where_reserved_characters_stay() {
    let mut color = parameter(Place::Query, "color", Style::Form, false);
    color.allow_reserved = true;
    let given = list("query:color", &["a,b", "c:d/e"]);
    for (query_form, expected) in [
        (false, "/x?color=a%2Cb,c:d/e"),
        (true, "/x?color=a%2Cb,c%3Ad%2Fe"),
    ] {
        let mut operation = operation("https://h", "/x", vec![color.clone()]);
        operation.query_form = query_form;
        let (request, _) = make(
            &operation,
            Given {
                parameters: std::slice::from_ref(&given),
                ..Given::default()
            },
        );
        assert_eq!(request.target(), expected);
    }
}

#[test]
fn a_second_level_of_a_deep_object_is_sent_in_brackets_and_warned_of() {
    let deep = parameter(Place::Query, "filter", Style::DeepObject, true);
    let operation = operation("https://h", "/x", vec![deep]);
    let json = r#"{"a": {"b": 1, "c": [true, "x"]}, "d": "e", "f[": null}"#;
    let value = Value {
        field: Rc::new("query:filter".into()),
        schema: None,
        secret: false,
        data: Data::Json(json::Tree::read(json).expect("JSON")),
    };
    let (request, problems) = make(
        &operation,
        Given {
            parameters: &[value],
            ..Given::default()
        },
    );
    assert_eq!(
        request.target(),
        "/x?filter[a][b]=1&filter[a][c][0]=true&filter[a][c][1]=x&filter[d]=e&filter[f[]=null"
    );
    assert_eq!(warned(&problems), ["warning form query:filter"; 2]);
}

/// The addresses of case C14, and what was wrong with each.
#[test]
fn a_server_variable_without_a_default_takes_its_first_choice_or_has_to_be_given() {
    let with = |url: &str, variables: Vec<ServerVariable>| {
        let mut operation = operation(url, "/hooks", Vec::new());
        operation.servers[0].variables = variables;
        operation
    };
    let variable = |name: &str, default: Option<&str>, implied| ServerVariable {
        name: name.into(),
        default: default.map(str::to_owned),
        implied,
        choices: Vec::new(),
        description: String::new(),
        ..ServerVariable::default()
    };
    let region = |default, implied| {
        vec![
            variable("region", default, implied),
            variable("base", Some("/api/v2"), false),
        ]
    };
    let url = "https://{region}.example.test{base}/";
    let (request, problems) = make(&with(url, region(Some("us"), true)), Given::default());
    assert_eq!(request.url, "https://us.example.test/api/v2/hooks");
    assert_eq!(warned(&problems), ["warning default server:region"]);

    let operation = with(url, region(None, false));
    let (request, problems) = make(&operation, Given::default());
    assert_eq!(
        (&*request.url, request.address_known),
        ("https://some-api.invalid/hooks", false)
    );
    assert_eq!(warned(&problems), ["error url server:region"]);
    let (request, problems) = make(
        &operation,
        Given {
            texts: &[("server:region", "eu")],
            ..Given::default()
        },
    );
    assert_eq!(
        (&*request.url, &*problems),
        ("https://eu.example.test/api/v2/hooks", &[][..])
    );

    // A default that makes a label empty does not name a host.
    let (request, problems) = make(&with(url, region(Some(""), false)), Given::default());
    assert!(!request.address_known && !request.url.contains('{'));
    assert_eq!(warned(&problems), ["error url server:url"]);
}

#[test]
fn a_brace_without_the_other_is_sent_and_warned_of() {
    for (url, sent) in [
        (
            "https://h.example/{unclosed",
            "https://h.example/%7Bunclosed/hooks",
        ),
        (
            "https://h.example/closed}",
            "https://h.example/closed%7D/hooks",
        ),
    ] {
        let mut operation = operation(url, "/hooks", Vec::new());
        operation.servers[0].variables.clear();
        let (request, problems) = make(&operation, Given::default());
        assert_eq!(request.url, sent);
        assert_eq!(warned(&problems), ["warning url server:url"]);
    }
}

/// RFC 3986, section 5.4: references resolved against `http://a/b/c/d`.
#[test]
fn a_relative_server_is_read_against_where_the_document_comes_from() {
    let cases = [
        ("../v1", "http://a/b/v1"),
        ("g", "http://a/b/c/g"),
        ("./g/", "http://a/b/c/g"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("../../../g", "http://a/g"),
        ("https://other/x", "https://other/x"),
        ("g?u=http://x", "http://a/b/c/g"),
    ];
    for (server, expected) in cases {
        let mut operation = operation(server, "/hooks", Vec::new());
        operation.servers[0].variables.clear();
        operation.from = Some("http://a/b/c/d".into());
        let (request, problems) = make(&operation, Given::default());
        let path = request.url.split('?').next().unwrap_or_default();
        assert_eq!(path, [expected, "/hooks"].concat());
        assert_eq!((request.address_known, problems), (true, vec![]));
        operation.from = None;
        let (request, _) = make(&operation, Given::default());
        assert_eq!(
            request.address_known,
            server.contains("//") && !server.contains('?'),
            "{server}"
        );
    }
}
