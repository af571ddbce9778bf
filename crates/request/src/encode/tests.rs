//! Bodies byte by byte, against the standards' rules, and spans over generated values.

use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};
use url::form_urlencoded;

use super::fixture::{Random, media, schemas, value};
use super::*;
use openapi::{Encoding, Nesting, SchemaId, Style};

const COMPACT: Layout = Layout {
    json: JsonStyle::Compact,
    ascii: false,
    form: FormVariant::Whatwg,
};
const INDENTED: Layout = Layout {
    json: JsonStyle::Indented,
    ascii: false,
    form: FormVariant::Rfc3986,
};

fn text(body: &Body) -> &str {
    std::str::from_utf8(&body.bytes).expect("bodies are UTF-8")
}

/// The body, then each span as `field: bytes`, then the problems.
fn show((body, problems): &(Body, Vec<Problem>)) -> String {
    let mut out = format!("{}\n", text(body));
    for span in body.spans.iter() {
        let secret = if span.secret { " (secret)" } else { "" };
        let bytes = &text(body)[span.start..span.end];
        out.push_str(&format!("{}{secret}: {bytes:?}\n", span.field));
    }
    for p in problems {
        out.push_str(&format!(
            "! {} {} {}: {}\n",
            p.severity.word(),
            p.code(),
            p.at,
            p.message()
        ));
    }
    out
}

fn check(media: &MediaType, schema: &Json, json: &Json, layout: Layout, expect: Expect) {
    let (schemas, id) = schemas(schema);
    let value = value(json, &schemas, Some(id));
    let encoded = encode(&value, media, &schemas, layout);
    assert_nested(&encoded.0);
    expect.assert_eq(&show(&encoded));
}

fn assert_nested(body: &Body) {
    let mut open: Vec<&Span> = Vec::new();
    for span in body.spans.iter() {
        assert!(span.start <= span.end && span.end <= body.bytes.len());
        let whole = text(body);
        assert!(whole.is_char_boundary(span.start) && whole.is_char_boundary(span.end));
        while open
            .last()
            .is_some_and(|o| span.start > o.end || span.end > o.end)
        {
            assert!(open.pop().is_some_and(|o| o.end <= span.start), "{body:?}");
        }
        assert!(open.last().is_none_or(|o| o.start <= span.start));
        open.push(span);
    }
}

#[test]
fn json_keeps_order_numbers_and_free_json() {
    let body = json!({
        "z": 1, "secret": "s\u{1}\"", "list": [true, null],
        "free": {"$json": "{ \"a\" : [1.50, \"\\u0041\"] }"}, "empty": {},
    });
    check(
        &media("application/json"),
        &json!({}),
        &body,
        COMPACT,
        expect![[r#"
            {"z":1,"secret":"s\u0001\"","list":[true,null],"free":{"a":[1.50,"\u0041"]},"empty":{}}
            body:: "{\"z\":1,\"secret\":\"s\\u0001\\\"\",\"list\":[true,null],\"free\":{\"a\":[1.50,\"\\u0041\"]},\"empty\":{}}"
            body:/z: "1"
            body:/secret (secret): "\"s\\u0001\\\"\""
            body:/list: "[true,null]"
            body:/list/0: "true"
            body:/list/1: "null"
            body:/free: "{\"a\":[1.50,\"\\u0041\"]}"
            body:/empty: "{}"
        "#]],
    );
}

#[test]
fn json_knows_the_field_of_each_value() {
    let (schemas, id) = schemas(&json!({}));
    let value = value(
        &json!({"a": [1, "x"], "free": {"$json": " [ {\"k\": 1} ] "}, "b": null}),
        &schemas,
        Some(id),
    );
    let (text, fields, hidden) = json::with_fields(&value);
    let tree = ::json::Tree::read(text).expect("JSON");
    let pairs: Vec<_> = tree
        .all()
        .map(|v| format!("{} {}", fields[v.index()], v.source()))
        .collect();
    expect![[r#"
        [
            "body: {\"a\":[1,\"x\"],\"free\":[{\"k\":1}],\"b\":null}",
            "body:/a [1,\"x\"]",
            "body:/a/0 1",
            "body:/a/1 \"x\"",
            "body:/free [{\"k\":1}]",
            "body:/free {\"k\":1}",
            "body:/free 1",
            "body:/b null",
        ]
    "#]]
    .assert_debug_eq(&pairs);
    assert_eq!(fields.len(), pairs.len());
    assert!(hidden.is_empty());
}

#[test]
fn form_percent_encodes_each_byte_by_its_standard() {
    // RFC 3986, section 2.3, leaves `-._~` and alphanumerics.
    for byte in 0..=0x7F_u8 {
        let c = char::from(byte).to_string();
        let mut whatwg = String::new();
        form::percent(&mut whatwg, &c, FormVariant::Whatwg);
        let expected: String = form_urlencoded::byte_serialize(&[byte]).collect();
        assert_eq!(whatwg, expected);
        let mut rfc = String::new();
        form::percent(&mut rfc, &c, FormVariant::Rfc3986);
        let kept = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        assert_eq!(rfc, if kept { c } else { format!("%{byte:02X}") });
    }
    let mut out = String::new();
    form::percent(&mut out, "é😀\r\n", FormVariant::Whatwg);
    assert_eq!(out, "%C3%A9%F0%9F%98%80%0D%0A");
}

fn hooks() -> Json {
    json!({
        "Name": "a b&c", "Events": ["x.y", "ü"], "Headers": {"X-A": "1", "a]": ""},
        "Deep": {"list": [{"k": [1]}], "secret": "s", "none": []}, "Null": null, "Flag": true,
    })
}

fn form(nesting: Nesting) -> MediaType {
    MediaType {
        nesting,
        ..media("application/x-www-form-urlencoded")
    }
}

#[test]
fn standard_forms_repeat_names_and_write_objects_as_json() {
    check(
        &form(Nesting::Standard),
        &json!({}),
        &hooks(),
        COMPACT,
        expect![[r#"
            Name=a+b%26c&Events=x.y&Events=%C3%BC&Headers=%7B%22X-A%22%3A%221%22%2C%22a%5D%22%3A%22%22%7D&Deep=%7B%22list%22%3A%5B%7B%22k%22%3A%5B1%5D%7D%5D%2C%22secret%22%3A%22s%22%2C%22none%22%3A%5B%5D%7D&Null=&Flag=true
            body:: "Name=a+b%26c&Events=x.y&Events=%C3%BC&Headers=%7B%22X-A%22%3A%221%22%2C%22a%5D%22%3A%22%22%7D&Deep=%7B%22list%22%3A%5B%7B%22k%22%3A%5B1%5D%7D%5D%2C%22secret%22%3A%22s%22%2C%22none%22%3A%5B%5D%7D&Null=&Flag=true"
            body:/Name: "a+b%26c"
            body:/Events: "Events=x.y&Events=%C3%BC"
            body:/Events/0: "x.y"
            body:/Events/1: "%C3%BC"
            body:/Headers: "%7B%22X-A%22%3A%221%22%2C%22a%5D%22%3A%22%22%7D"
            body:/Headers/X-A: "%221%22"
            body:/Headers/a]: "%22%22"
            body:/Deep: "%7B%22list%22%3A%5B%7B%22k%22%3A%5B1%5D%7D%5D%2C%22secret%22%3A%22s%22%2C%22none%22%3A%5B%5D%7D"
            body:/Deep/list: "%5B%7B%22k%22%3A%5B1%5D%7D%5D"
            body:/Deep/list/0: "%7B%22k%22%3A%5B1%5D%7D"
            body:/Deep/list/0/k: "%5B1%5D"
            body:/Deep/list/0/k/0: "1"
            body:/Deep/secret (secret): "%22s%22"
            body:/Deep/none: "%5B%5D"
            body:/Null: ""
            body:/Flag: "true"
            ! warning form body:/Null: is null, which a form cannot represent; an empty value is sent instead: choose JSON to send null
        "#]],
    );
}

#[test]
fn bracket_forms_have_a_field_for_each_scalar() {
    check(
        &form(Nesting::Brackets),
        &json!({}),
        &hooks(),
        COMPACT,
        expect![[r#"
            Name=a+b%26c&Events%5B0%5D=x.y&Events%5B1%5D=%C3%BC&Headers%5BX-A%5D=1&Headers%5Ba%5D%5D=&Deep%5Blist%5D%5B0%5D%5Bk%5D%5B0%5D=1&Deep%5Bsecret%5D=s&Null=&Flag=true
            body:: "Name=a+b%26c&Events%5B0%5D=x.y&Events%5B1%5D=%C3%BC&Headers%5BX-A%5D=1&Headers%5Ba%5D%5D=&Deep%5Blist%5D%5B0%5D%5Bk%5D%5B0%5D=1&Deep%5Bsecret%5D=s&Null=&Flag=true"
            body:/Name: "a+b%26c"
            body:/Events: "Events%5B0%5D=x.y&Events%5B1%5D=%C3%BC"
            body:/Events/0: "x.y"
            body:/Events/1: "%C3%BC"
            body:/Headers: "Headers%5BX-A%5D=1&Headers%5Ba%5D%5D="
            body:/Headers/X-A: "1"
            body:/Headers/a]: ""
            body:/Deep: "Deep%5Blist%5D%5B0%5D%5Bk%5D%5B0%5D=1&Deep%5Bsecret%5D=s"
            body:/Deep/list: "Deep%5Blist%5D%5B0%5D%5Bk%5D%5B0%5D=1"
            body:/Deep/list/0: "Deep%5Blist%5D%5B0%5D%5Bk%5D%5B0%5D=1"
            body:/Deep/list/0/k: "Deep%5Blist%5D%5B0%5D%5Bk%5D%5B0%5D=1"
            body:/Deep/list/0/k/0: "1"
            body:/Deep/secret (secret): "s"
            body:/Null: ""
            body:/Flag: "true"
            ! warning form body:/Headers/a]: has the name `a]`, and its `]` reads as nesting in a form: choose another name, or JSON
            ! warning form body:/Deep/none: is an empty list or object, which a form cannot represent; it is left out of the body: choose JSON to send it
            ! warning form body:/Null: is null, which a form cannot represent; an empty value is sent instead: choose JSON to send null
        "#]],
    );
}

#[test]
fn dots_and_empty_brackets_differ_in_names_only() {
    let json = json!({"Events": ["a"], "Headers": {"X.A": {"b": [1]}}});
    check(
        &form(Nesting::Dots),
        &json!({}),
        &json,
        COMPACT,
        expect![[r#"
            Events%5B0%5D=a&Headers.X.A.b%5B0%5D=1
            body:: "Events%5B0%5D=a&Headers.X.A.b%5B0%5D=1"
            body:/Events: "Events%5B0%5D=a"
            body:/Events/0: "a"
            body:/Headers: "Headers.X.A.b%5B0%5D=1"
            body:/Headers/X.A: "Headers.X.A.b%5B0%5D=1"
            body:/Headers/X.A/b: "Headers.X.A.b%5B0%5D=1"
            body:/Headers/X.A/b/0: "1"
            ! warning form body:/Headers/X.A: has the name `X.A`, and its `.` reads as nesting in a form: choose another name, or JSON
        "#]],
    );
    check(
        &form(Nesting::Empty),
        &json!({}),
        &json,
        COMPACT,
        expect![[r#"
            Events%5B%5D=a&Headers%5BX.A%5D%5Bb%5D%5B%5D=1
            body:: "Events%5B%5D=a&Headers%5BX.A%5D%5Bb%5D%5B%5D=1"
            body:/Events: "Events%5B%5D=a"
            body:/Events/0: "a"
            body:/Headers: "Headers%5BX.A%5D%5Bb%5D%5B%5D=1"
            body:/Headers/X.A: "Headers%5BX.A%5D%5Bb%5D%5B%5D=1"
            body:/Headers/X.A/b: "Headers%5BX.A%5D%5Bb%5D%5B%5D=1"
            body:/Headers/X.A/b/0: "1"
        "#]],
    );
}

#[test]
fn encoding_objects_choose_style_and_content_type() {
    let encoding = |style, explode, content_type: Option<&str>| Encoding {
        content_type: content_type.map(str::to_owned),
        style,
        explode,
        allow_reserved: false,
    };
    let url = Encoding {
        allow_reserved: true,
        ..encoding(Style::Form, true, None)
    };
    let mut media = form(Nesting::Standard);
    media.encoding = [
        ("comma", encoding(Style::Form, false, None)),
        ("space", encoding(Style::SpaceDelimited, false, None)),
        ("pipe", encoding(Style::PipeDelimited, false, None)),
        ("flat", encoding(Style::Form, true, None)),
        ("pairs", encoding(Style::Form, false, None)),
        ("deep", encoding(Style::DeepObject, true, None)),
        (
            "json",
            encoding(Style::Form, true, Some("application/json")),
        ),
        ("url", url),
    ]
    .map(|(name, encoding)| (name.to_owned(), encoding))
    .into();
    let json = json!({
        "comma": ["a,b", "c"], "space": ["a", "b"], "pipe": ["a", "b"],
        "flat": {"x": 1, "y": [2]}, "pairs": {"x": 1, "y": 2}, "deep": {"x": 1},
        "json": ["a"], "url": "http://h/p?a=b&c=d#e f",
    });
    check(
        &media,
        &json!({}),
        &json,
        COMPACT,
        expect![[r#"
            comma=a%2Cb,c&space=a+b&pipe=a%7Cb&x=1&y=%5B2%5D&pairs=x,1,y,2&deep%5Bx%5D=1&json=%5B%22a%22%5D&url=http://h/p?a%3Db%26c%3Dd%23e+f
            body:: "comma=a%2Cb,c&space=a+b&pipe=a%7Cb&x=1&y=%5B2%5D&pairs=x,1,y,2&deep%5Bx%5D=1&json=%5B%22a%22%5D&url=http://h/p?a%3Db%26c%3Dd%23e+f"
            body:/comma: "a%2Cb,c"
            body:/comma/0: "a%2Cb"
            body:/comma/1: "c"
            body:/space: "a+b"
            body:/space/0: "a"
            body:/space/1: "b"
            body:/pipe: "a%7Cb"
            body:/pipe/0: "a"
            body:/pipe/1: "b"
            body:/flat: "x=1&y=%5B2%5D"
            body:/flat/x: "1"
            body:/flat/y: "%5B2%5D"
            body:/flat/y/0: "2"
            body:/pairs: "x,1,y,2"
            body:/pairs/x: "1"
            body:/pairs/y: "2"
            body:/deep: "deep%5Bx%5D=1"
            body:/deep/x: "1"
            body:/json: "%5B%22a%22%5D"
            body:/json/0: "%22a%22"
            body:/url: "http://h/p?a%3Db%26c%3Dd%23e+f"
            ! warning form body:/flat/y: is nested in another value, for which OpenAPI's styles define nothing; it is sent as JSON text: check that the server reads it so
        "#]],
    );
    let (schemas, id) = schemas(&json!({}));
    let (body, _) = encode(
        &value(&json, &schemas, Some(id)),
        &media,
        &schemas,
        INDENTED,
    );
    expect!["comma=a%2Cb,c&space=a%20b&pipe=a%7Cb&x=1&y=%5B2%5D&pairs=x,1,y,2&deep%5Bx%5D=1&json=%5B%22a%22%5D&url=http://h/p?a%3Db%26c%3Dd%23e%20f"].assert_eq(text(&body));
}

#[test]
fn what_divides_items_is_reported_apart_or_warned_of() {
    let encoding = |style, explode, allow_reserved| Encoding {
        content_type: None,
        style,
        explode,
        allow_reserved,
    };
    let mut media = form(Nesting::Standard);
    media.encoding = [
        ("comma", encoding(Style::Form, false, true)),
        ("space", encoding(Style::SpaceDelimited, false, false)),
        ("pipe", encoding(Style::PipeDelimited, false, false)),
        ("deep", encoding(Style::DeepObject, true, false)),
    ]
    .map(|(name, encoding)| (name.to_owned(), encoding))
    .into();
    let json = json!({
        "comma": ["a,b", "c:d"], "space": ["a b", "c,d"], "pipe": ["a", "b|c"],
        "deep": {"x": {"y": [1, {"z": "2"}]}, "a]": "3"},
    });
    let (schemas, id) = schemas(&json!({}));
    let (body, problems) = encode(&value(&json, &schemas, Some(id)), &media, &schemas, COMPACT);
    assert_eq!(
        text(&body),
        "comma=a%2Cb,c:d&space=a+b+c%2Cd&pipe=a%7Cb%7Cc\
         &deep%5Bx%5D%5By%5D%5B0%5D=1&deep%5Bx%5D%5By%5D%5B1%5D%5Bz%5D=2&deep%5Ba%5D%5D=3"
    );
    let at: Vec<String> = problems.iter().map(|p| p.at.to_string()).collect();
    assert_eq!(
        at,
        [
            "body:/space/0",
            "body:/pipe/1",
            "body:/deep/x",
            "body:/deep/a]"
        ]
    );
    assert!(
        problems
            .iter()
            .all(|p| p.severity == Severity::Warning && p.code() == "form")
    );
}

#[test]
fn a_form_without_names_is_reported() {
    check(
        &form(Nesting::Standard),
        &json!({}),
        &json!(["a b"]),
        COMPACT,
        expect![[r#"
            %5B%22a+b%22%5D
            body:: "%5B%22a+b%22%5D"
            body:/0: "%22a+b%22"
            ! warning form body:: has no names, and a form is made of named fields; the value is sent alone: choose JSON, or write an object
        "#]],
    );
}

fn webhook() -> Json {
    json!({
        "title": "Webhook", "type": "object",
        "properties": {
            "id": {"type": "integer", "xml": {"attribute": true}},
            "Name": {"type": "string"},
            "Events": {"type": "array", "xml": {"wrapped": true}, "items": {"type": "string", "xml": {"name": "Event"}}},
            "Tags": {"type": "array", "items": {"type": "string", "xml": {"name": "Tag"}}},
            "None": {"type": "array", "items": {"type": "string"}},
            "Headers": {"type": "object", "additionalProperties": {"type": "string"}},
            "secret": {"type": "string", "xml": {"name": "Key", "namespace": "urn:k", "prefix": "k"}},
        },
    })
}

fn webhook_value() -> Json {
    json!({
        "Name": "a<b>&\"]]>\r\n\té", "id": 5, "Events": ["x", "y"], "Tags": ["t", ""],
        "None": [], "Headers": {"X-A": "1", "a b": "2", "_x0020_": "3", "0": ""},
        "secret": "s", "Gone": null, "Bad": "a\u{0}b\u{fffe}", "Free": {"$json": "{\"a\":[1,{}],\"s\":\"\\ud800\"}"},
    })
}

#[test]
fn xml_is_named_by_the_schema_and_well_formed_for_any_text() {
    check(
        &media("application/xml"),
        &webhook(),
        &webhook_value(),
        COMPACT,
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?><Webhook id="5"><Name>a&lt;b&gt;&amp;"]]&gt;&#xD;
            	é</Name><Events><Event>x</Event><Event>y</Event></Events><Tag>t</Tag><Tag></Tag><Headers><X-A>1</X-A><a_x0020_b>2</a_x0020_b><_x005F_x0020_>3</_x005F_x0020_><_x0030_></_x0030_></Headers><k:Key xmlns:k="urn:k">s</k:Key><Gone xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/><Bad>a�b�</Bad><Free><a>1</a><a></a><s>�</s></Free></Webhook>
            body:: "id=\"5\"><Name>a&lt;b&gt;&amp;\"]]&gt;&#xD;\n\té</Name><Events><Event>x</Event><Event>y</Event></Events><Tag>t</Tag><Tag></Tag><Headers><X-A>1</X-A><a_x0020_b>2</a_x0020_b><_x005F_x0020_>3</_x005F_x0020_><_x0030_></_x0030_></Headers><k:Key xmlns:k=\"urn:k\">s</k:Key><Gone xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/><Bad>a�b�</Bad><Free><a>1</a><a></a><s>�</s></Free>"
            body:/id: "5"
            body:/Name: "a&lt;b&gt;&amp;\"]]&gt;&#xD;\n\té"
            body:/Events: "<Event>x</Event><Event>y</Event>"
            body:/Events/0: "x"
            body:/Events/1: "y"
            body:/Tags: "<Tag>t</Tag><Tag></Tag>"
            body:/Tags/0: "t"
            body:/Tags/1: ""
            body:/Headers: "<X-A>1</X-A><a_x0020_b>2</a_x0020_b><_x005F_x0020_>3</_x005F_x0020_><_x0030_></_x0030_>"
            body:/Headers/X-A: "1"
            body:/Headers/a b: "2"
            body:/Headers/_x0020_: "3"
            body:/Headers/0: ""
            body:/secret (secret): "s"
            body:/Gone: "xsi:nil=\"true\""
            body:/Bad: "a�b�"
            body:/Free: "<a>1</a><a></a><s>�</s>"
            ! warning xml body:/None: is an empty list, which XML cannot distinguish from a missing one; it is left out of the body: choose JSON to send it
            ! warning xml body:/Headers/a b: is named `a b`, which is not an XML element name; `a_x0020_b` is sent instead: rename it, or choose JSON
            ! warning xml body:/Headers/_x0020_: is named `_x0020_`, which is not an XML element name; `_x005F_x0020_` is sent instead: rename it, or choose JSON
            ! warning xml body:/Headers/0: is named `0`, which is not an XML element name; `_x0030_` is sent instead: rename it, or choose JSON
            ! error xml body:/Bad: has a NUL character (U+0000) at character 2, which XML cannot carry; U+FFFD is sent in its place: remove it, or choose JSON
            ! error encoding body:/Free: has half of a surrogate pair, which UTF-8 cannot carry; U+FFFD is sent in its place: remove it, or give both halves
        "#]],
    );
}

#[test]
fn indented_xml_breaks_lines_between_elements_only() {
    check(
        &media("text/xml"),
        &webhook(),
        &json!({"Name": "a\nb", "Events": ["x"], "Tags": ["t", "u"], "Headers": {}}),
        INDENTED,
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <Webhook>
              <Name>a
            b</Name>
              <Events>
                <Event>x</Event>
              </Events>
              <Tag>t</Tag>
              <Tag>u</Tag>
              <Headers></Headers>
            </Webhook>
            body:: "\n  <Name>a\nb</Name>\n  <Events>\n    <Event>x</Event>\n  </Events>\n  <Tag>t</Tag>\n  <Tag>u</Tag>\n  <Headers></Headers>"
            body:/Name: "a\nb"
            body:/Events: "\n    <Event>x</Event>\n  "
            body:/Events/0: "x"
            body:/Tags: "<Tag>t</Tag>\n  <Tag>u</Tag>"
            body:/Tags/0: "t"
            body:/Tags/1: "u"
            body:/Headers: ""
        "#]],
    );
}

#[test]
fn xml_takes_namespaces_and_lists_at_the_root() {
    check(
        &media("application/xml"),
        &json!({
            "type": "array", "xml": {"name": "Hooks", "namespace": "urn:h"},
            "items": {"type": "object", "properties": {
                "a": {"type": "string", "xml": {"attribute": true, "prefix": "p", "namespace": "urn:p"}},
                "b": {"type": "string", "xml": {"prefix": "q"}},
            }},
        }),
        &json!([{"a": "\t\"", "b": "x"}, [[1]]]),
        COMPACT,
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?><Hooks xmlns="urn:h"><item xmlns:p="urn:p" p:a="&#x9;&quot;"><b>x</b></item><item><item><item>1</item></item></item></Hooks>
            body:: "<item xmlns:p=\"urn:p\" p:a=\"&#x9;&quot;\"><b>x</b></item><item><item><item>1</item></item></item>"
            body:/0: "p:a=\"&#x9;&quot;\"><b>x</b>"
            body:/0/a: "&#x9;&quot;"
            body:/0/b: "x"
            body:/1: "<item><item>1</item></item>"
            body:/1/0: "<item>1</item>"
            body:/1/0/0: "1"
        "#]],
    );
}

#[test]
fn attributes_of_one_namespace_and_name_are_not_repeated() {
    let attribute = |prefix: &str| json!({"xml": {"attribute": true, "name": "x", "prefix": prefix, "namespace": "urn:x"}});
    let (schemas, id) = schemas(&json!({"properties": {"a": attribute("p"), "b": attribute("q")}}));
    let value = value(&json!({"a": "1", "b": "2"}), &schemas, Some(id));
    let (body, _) = encode(&value, &media("text/xml"), &schemas, COMPACT);
    expect![[r#"<?xml version="1.0" encoding="UTF-8"?><root xmlns:p="urn:x" xmlns:q="urn:x" p:x="1"><q:x>2</q:x></root>"#]].assert_eq(text(&body));
}

#[test]
fn other_media_types_are_the_text_itself() {
    check(
        &media("text/plain"),
        &json!({}),
        &json!("a b&c"),
        COMPACT,
        expect![[r#"
            a b&c
            body:: "a b&c"
        "#]],
    );
    check(
        &media("text/plain"),
        &json!({}),
        &json!({"a": 1}),
        COMPACT,
        expect![[r#"
            {"a":1}
            body:: "{\"a\":1}"
            body:/a: "1"
        "#]],
    );
}

#[test]
fn no_parts_are_written() {
    check(
        &media("Multipart/form-data; boundary=x"),
        &json!({}),
        &json!({"a": 1}),
        COMPACT,
        expect![[r#"
            {"a":1}
            body:: "{\"a\":1}"
            body:/a: "1"
            ! error encoding body:: is documented as `Multipart/form-data; boundary=x`, whose parts are not written here; it is sent as JSON text: choose another media type where there is one
        "#]],
    );
    let (schemas, _) = schemas(&json!({}));
    let written = value(&json!("--x--"), &schemas, None);
    let (_, problems) = encode(&written, &media("multipart/mixed"), &schemas, COMPACT);
    assert!(problems.is_empty(), "a text may be in parts");
}

#[test]
fn generated_values_survive_json_and_have_nested_spans() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let none: Option<SchemaId> = None;
    let schemas = Schemas::default();
    let nestings = [
        Nesting::Standard,
        Nesting::Brackets,
        Nesting::Dots,
        Nesting::Empty,
    ];
    for round in 0..3_000 {
        let json = random.object(3);
        let value = value(&json, &schemas, none);
        for layout in [COMPACT, INDENTED] {
            let (body, problems) = encode(&value, &media("application/json"), &schemas, layout);
            let parsed: Json = serde_json::from_slice(&body.bytes).expect("JSON");
            assert_eq!(parsed, json);
            assert_eq!(problems, []);
            assert_nested(&body);
            for span in body.spans.iter().skip(1) {
                let at = span.field.to_string();
                let at = at.trim_start_matches("body:");
                if !at.contains('~') && !json_names_slash(&json) {
                    let part: Json =
                        serde_json::from_str(&text(&body)[span.start..span.end]).expect("JSON");
                    assert_eq!(json.pointer(at), Some(&part), "{at}");
                }
            }
            let nesting = nestings[round % 4];
            assert_nested(&encode(&value, &form(nesting), &schemas, layout).0);
            assert_nested(&encode(&value, &media("text/xml"), &schemas, layout).0);
        }
    }
}

#[test]
fn any_xml_object_gives_well_formed_xml() {
    let mut random = Random(0x0F1E_2D3C_4B5A_6978);
    let names = ["a", "a b", "1", "xmlns", "p:q", "xml", "", "é", "a"];
    let namespaces = ["urn:a", "urn:b", "", "u&<\">"];
    let xml = |random: &mut Random| {
        let mut xml = json!({"attribute": random.below(2) == 0, "wrapped": random.below(2) == 0});
        for (key, from) in [
            ("name", &names[..]),
            ("prefix", &names),
            ("namespace", &namespaces),
        ] {
            if random.below(2) == 0 {
                xml[key] = from[random.below(from.len())].into();
            }
        }
        xml
    };
    for _ in 0..5_000 {
        let mut text = || json!({"type": "string", "xml": xml(&mut random)});
        let mut schema = json!({"properties": {
            "a": text(), "b": text(), "xmlns": text(), "null": text(),
            "c": {"properties": {"a": text(), "b": text()}, "xml": text()["xml"]},
            "d": {"type": "array", "items": text(), "xml": text()["xml"]},
        }});
        schema["xml"] = text()["xml"].take();
        let (schemas, id) = schemas(&schema);
        let json = json!({
            "a": "<\t", "b": "&", "xmlns": "x", "null": null,
            "c": {"a": "1", "b": "2"}, "d": ["1", null],
        });
        let value = value(&json, &schemas, Some(id));
        let media = media("text/xml");
        let (body, _) = encode(&value, &media, &schemas, COMPACT);
        assert_nested(&body);
        let read = crate::decode::decode(&body.bytes, &media, &schemas);
        assert!(
            read.is_ok(),
            "{}\n{schema}\n{read:?}",
            String::from_utf8_lossy(&body.bytes)
        );
    }
}

fn json_names_slash(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(json_names_slash),
        Json::Object(members) => members
            .iter()
            .any(|(name, json)| name.contains(['/', '~']) || json_names_slash(json)),
        _ => false,
    }
}

#[test]
fn deep_free_json_is_sent_in_every_format() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let json = json!({"deep": {"$json": deep}});
    let schemas = Schemas::default();
    let value = value(&json, &schemas, None);
    for name in ["application/json", "text/xml", "text/plain"] {
        let (body, _) = encode(&value, &media(name), &schemas, INDENTED);
        assert!(body.bytes.len() > 200_000);
    }
    for nesting in [Nesting::Standard, Nesting::Brackets] {
        let (body, _) = encode(&value, &form(nesting), &schemas, COMPACT);
        assert!(body.bytes.len() > 599_000);
    }
}
