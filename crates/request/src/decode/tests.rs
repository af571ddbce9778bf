//! The result of decoding each format, the refusals with their places, and that no bytes
//! cause a panic.

use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};

use super::*;
use crate::draft::{FormVariant, Raw};
use crate::encode::fixture::{Random, media, media_of, schemas, value};
use crate::encode::{Layout, encode, raw};
use json::write::JsonStyle;
use openapi::{Encoding, Nesting, Style};

const FORM: &str = "application/x-www-form-urlencoded";
const XML: &str = "application/xml";

/// The tree and the source bytes of each value, or the fault and its place.
fn show(bytes: &[u8], media: &MediaType, schemas: &Schemas) -> String {
    match decode(bytes, media, schemas) {
        Ok(decoded) => {
            let mut out = format!("{}\n", decoded.tree.text());
            for view in decoded.tree.all().skip(1) {
                let source = &bytes[decoded.sources[view.index()].clone()];
                let source = String::from_utf8_lossy(source);
                out.push_str(&format!("{} {source:?}\n", view.place()));
            }
            out
        }
        Err(e) => format!(
            "{}:{} byte {}: {}\n",
            e.line,
            e.column,
            e.at,
            e.cause.message(&[])
        ),
    }
}

fn check(name: &str, nesting: Nesting, schema: &Json, body: &str, expect: Expect) {
    let (schemas, id) = schemas(schema);
    let media = MediaType {
        nesting,
        ..media_of(name, &schemas, id)
    };
    expect.assert_eq(&show(body.as_bytes(), &media, &schemas));
}

/// Refusals of a format without a schema, one a line.
fn refusals(name: &str, bodies: &[&[u8]]) -> String {
    let schemas = Schemas::default();
    let shown = bodies.iter().map(|body| show(body, &media(name), &schemas));
    shown.collect()
}

#[test]
fn json_is_read_unchanged() {
    check(
        "application/json; charset=utf-8",
        Nesting::Standard,
        &json!({}),
        " {\"a\": [1.0, \"\\u00e9\"]} ",
        expect![[r#"
             {"a": [1.0, "\u00e9"]} 
            /a "[1.0, \"\\u00e9\"]"
            /a/0 "1.0"
            /a/1 "\"\\u00e9\""
        "#]],
    );
    let bodies: [&[u8]; 5] = [
        b"",
        b"\xEF\xBB\xBF{}",
        b"{\"a\":\"\xFF\"}",
        b"{\n \"a\": 1,\n}",
        b"{\"\xC3\xA9\":\xC3",
    ];
    expect![[r#"
        1:1 byte 0: is empty, which is not JSON; write a value, such as `{}`
        1:1 byte 0: JSON breaks at line 1, column 1: the text begins with a byte order mark; save the text without one
        1:7 byte 6: is not UTF-8: byte 7 does not begin a character; save the text as UTF-8
        2:8 byte 9: JSON breaks at line 2, column 8: there is a comma before the closing bracket; remove it
        1:6 byte 6: is not UTF-8: byte 7 does not begin a character; save the text as UTF-8
    "#]]
    .assert_eq(&refusals("application/json", &bodies));
}

fn hook() -> Json {
    json!({"type": "object", "properties": {
        "Name": {"type": "string"},
        "Count": {"type": "integer"},
        "Rate": {"type": "number"},
        "Active": {"type": ["boolean", "null"]},
        "Events": {"type": "array", "items": {"type": "string"}},
        "Codes": {"type": "array", "items": {"type": "integer"}},
        "Headers": {"type": "object", "additionalProperties": {"type": "string"}},
        "secret": {"type": "string"},
    }})
}

#[test]
fn standard_forms_follow_the_schema() {
    check(
        FORM,
        Nesting::Standard,
        &hook(),
        "Name=1+%2B%C3%A9&Count=7&Rate=x&Active=&Events=a&Codes=1&Events=b&Codes=z&Headers=%7B%22X%22%3A%221%22%7D&Other=5&Name&&=v",
        expect![[r#"
            {"Name":"1 +é","Count":7,"Rate":"x","Active":null,"Events":["a","b"],"Codes":[1,"z"],"Headers":{"X":"1"},"Other":"5","Name":"","":"v"}
            /Name "1+%2B%C3%A9"
            /Count "7"
            /Rate "x"
            /Active ""
            /Events "a&Codes=1&Events=b"
            /Events/0 "a"
            /Events/1 "b"
            /Codes "1&Events=b&Codes=z"
            /Codes/0 "1"
            /Codes/1 "z"
            /Headers "%7B%22X%22%3A%221%22%7D"
            /Headers/X "%221%22"
            /Other "5"
            /Name ""
            / "v"
        "#]],
    );
}

#[test]
fn nested_names_become_lists_and_objects() {
    check(
        FORM,
        Nesting::Brackets,
        &hook(),
        "Events%5B1%5D=b&Events[0]=a&Headers%5BX-A%5D=1&Headers[Y]=2&Other[0]=x&Other[k][]=y&Bad[=z&Codes[0]=3",
        expect![[r#"
            {"Events":["a","b"],"Headers":{"X-A":"1","Y":"2"},"Other":{"0":"x","k":["y"]},"Bad[":"z","Codes":[3]}
            /Events "b&Events[0]=a"
            /Events/0 "a"
            /Events/1 "b"
            /Headers "1&Headers[Y]=2"
            /Headers/X-A "1"
            /Headers/Y "2"
            /Other "x&Other[k][]=y"
            /Other/0 "x"
            /Other/k "y"
            /Other/k/0 "y"
            /Bad[ "z"
            /Codes "3"
            /Codes/0 "3"
        "#]],
    );
    check(
        FORM,
        Nesting::Dots,
        &hook(),
        "Headers.X=1&Events[0]=a&Any.a[0].b=1",
        expect![[r#"
            {"Headers":{"X":"1"},"Events":["a"],"Any":{"a":[{"b":"1"}]}}
            /Headers "1"
            /Headers/X "1"
            /Events "a"
            /Events/0 "a"
            /Any "1"
            /Any/a "1"
            /Any/a/0 "1"
            /Any/a/0/b "1"
        "#]],
    );
    check(
        FORM,
        Nesting::Empty,
        &hook(),
        "Events[]=a&Events[]=b&Any[][a]=1&Any[][b]=2&Any[][a]=3",
        expect![[r#"
            {"Events":["a","b"],"Any":[{"a":"1","b":"2"},{"a":"3"}]}
            /Events "a&Events[]=b"
            /Events/0 "a"
            /Events/1 "b"
            /Any "1&Any[][b]=2&Any[][a]=3"
            /Any/0 "1&Any[][b]=2"
            /Any/0/a "1"
            /Any/0/b "2"
            /Any/1 "3"
            /Any/1/a "3"
        "#]],
    );
}

#[test]
fn styles_of_encoding_objects_are_undone() {
    let schema = json!({"type": "object", "properties": {
        "comma": {"type": "array", "items": {"type": "integer"}},
        "pairs": {"type": "object", "properties": {"x": {"type": "integer"}}},
        "flat": {"type": "object", "properties": {"y": {"type": "integer"}}},
        "deep": {"type": "object", "properties": {"x": {"type": "integer"}}},
        "json": {"type": "array", "items": {"type": "string"}},
    }});
    let (schemas, id) = schemas(&schema);
    let style = |style, explode, content_type: Option<&str>| Encoding {
        content_type: content_type.map(str::to_owned),
        style,
        explode,
        allow_reserved: false,
    };
    let mut media = media_of(FORM, &schemas, id);
    media.encoding = [
        ("comma", style(Style::Form, false, None)),
        ("pairs", style(Style::Form, false, None)),
        ("flat", style(Style::Form, true, None)),
        ("deep", style(Style::DeepObject, true, None)),
        ("json", style(Style::Form, true, Some("application/json"))),
    ]
    .map(|(name, encoding)| (name.to_owned(), encoding))
    .into();
    let body = b"comma=1%2C2,x&pairs=x,1,z,2&y=3&deep%5Bx%5D=4&json=%5B%22a%22%5D";
    expect![[r#"
        {"comma":["1,2","x"],"pairs":{"x":1,"z":"2"},"flat":{"y":3},"deep":{"x":4},"json":["a"]}
        /comma "1%2C2,x"
        /comma/0 "1%2C2"
        /comma/1 "x"
        /pairs "x,1,z,2"
        /pairs/x "1"
        /pairs/z "2"
        /flat "3"
        /flat/y "3"
        /deep "4"
        /deep/x "4"
        /json "%5B%22a%22%5D"
        /json/0 "%22a%22"
    "#]]
    .assert_eq(&show(body, &media, &schemas));
}

#[test]
fn broken_forms_report_the_place() {
    let bodies: [&[u8]; 5] = [b"a=100%", b"a=%4", b"b=\xC3\xA9&%zz=1", b"a=%FF", b"a=\xFF"];
    expect![[r#"
        1:6 byte 5: has a `%` without two hex digits at character 6; write `%25` for a percent sign
        1:3 byte 2: has a `%` without two hex digits at character 3; write `%25` for a percent sign
        1:5 byte 5: has a `%` without two hex digits at character 5; write `%25` for a percent sign
        1:3 byte 2: is not UTF-8: byte 3 does not begin a character; save the text as UTF-8
        1:3 byte 2: is not UTF-8: byte 3 does not begin a character; save the text as UTF-8
    "#]]
    .assert_eq(&refusals(FORM, &bodies));
}

fn xml_hook() -> Json {
    json!({"title": "Hook", "type": "object", "properties": {
        "id": {"type": "integer", "xml": {"attribute": true}},
        "Name": {"type": "string", "xml": {"name": "Title"}},
        "Active": {"type": ["boolean", "null"]},
        "Events": {"type": "array", "xml": {"wrapped": true}, "items": {"type": "string", "xml": {"name": "Event"}}},
        "Codes": {"type": "array", "items": {"type": "integer", "xml": {"name": "Code"}}},
        "Headers": {"type": "object", "additionalProperties": {"type": "string"}},
        "Empty": {"type": "array", "xml": {"wrapped": true}, "items": {"type": "string"}},
    }})
}

#[test]
fn xml_follows_the_schema() {
    check(
        XML,
        Nesting::Standard,
        &xml_hook(),
        "<?xml version='1.0' encoding=\"utf-8\" standalone='yes'?>\r\n<!-- c --><?pi x?>\n<h:Hook xmlns:h='urn:h' id=' 7 '>
          <Title>a&lt;&#x41;&#10;<![CDATA[<b>&]]>\r\nc</Title><Active> true </Active>
          <h:Events><Event>x</Event><Event/></h:Events><Code>1</Code><Code>y</Code>
          <Headers><a_x0020_b>1</a_x0020_b><_x005F_x0020_>2</_x005F_x0020_></Headers><Empty/>
          <Other><k>1</k><k>2</k></Other><Other2 a='1'>text<b/></Other2></h:Hook>\n",
        expect![[r##"
            {"id":7,"Name":"a<A\n<b>&\nc","Active":true,"Events":["x",""],"Codes":[1,"y"],"Headers":{"a b":"1","_x0020_":"2"},"Empty":[],"Other":{"k":["1","2"]},"Other2":{"a":"1","b":"","#text":"text"}}
            /id " 7 "
            /Name "a&lt;&#x41;&#10;<![CDATA[<b>&]]>\r\nc"
            /Active " true "
            /Events "<Event>x</Event><Event/>"
            /Events/0 "x"
            /Events/1 "<Event/>"
            /Codes "<Code>1</Code><Code>y</Code>"
            /Codes/0 "1"
            /Codes/1 "y"
            /Headers "<a_x0020_b>1</a_x0020_b><_x005F_x0020_>2</_x005F_x0020_>"
            /Headers/a b "1"
            /Headers/_x0020_ "2"
            /Empty "<Empty/>"
            /Other "<k>1</k><k>2</k>"
            /Other/k "<k>1</k><k>2</k>"
            /Other/k/0 "1"
            /Other/k/1 "2"
            /Other2 "1'>text<b/>"
            /Other2/a "1"
            /Other2/b "<b/>"
            /Other2/#text "text<b/>"
        "##]],
    );
    check(
        XML,
        Nesting::Standard,
        &xml_hook(),
        "<Hook xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><Active xsi:nil='true'/><Title></Title><Headers/></Hook>",
        expect![[r#"
            {"Active":null,"Name":"","Headers":{}}
            /Active "<Active xsi:nil='true'/>"
            /Name ""
            /Headers "<Headers/>"
        "#]],
    );
}

#[test]
fn broken_xml_reports_the_fault_and_the_place() {
    let bodies: [&[u8]; 39] = [
        b"",
        b"text",
        b"<a>",
        b"<a",
        b"<a></b>",
        b"<a></a",
        b"</a>",
        b"<a/><b/>",
        b"<a/>x",
        b"<a>&</a>",
        b"<a>&nbsp;</a>",
        b"<a>&#0;</a>",
        b"<a>&#xD800;</a>",
        b"<a>&#x;</a>",
        b"<a>&#+1;</a>",
        b"<a>]]></a>",
        b"<a>\x01</a>",
        b"<a>\xEF\xBF\xBE</a>",
        b"<a b></a>",
        b"<a b=c/>",
        b"<a b='c/>",
        b"<a b='<'/>",
        b"<a b='1' b='2'/>",
        b"<a b='1'c='2'/>",
        b"<1/>",
        b"<a><1></a>",
        b"<p:a/>",
        b"<a p:b=''/>",
        b"<a><b xmlns:p='u'/><p:c/></a>",
        b"<!DOCTYPE a><a/>",
        b"<a><!DOCTYPE b></a>",
        b"<a><!-- x -- y --></a>",
        b"<a><!-- x</a>",
        b"<a><![CDATA[x</a>",
        b" <?xml version='1.0'?><a/>",
        b"<?xml version='1.0' encoding='utf-16'?><a/>",
        b"<?xml encoding='utf-8'?><a/>",
        b"<![CDATA[x]]><a/>",
        b"<a>\n\xC3\xA9<b>\n</a>",
    ];
    expect![[r#"
        1:1 byte 0: XML breaks at line 1, column 1: the root element is missing; write one, such as `<Name>…</Name>`
        1:1 byte 0: XML breaks at line 1, column 1: the root element is missing; write one, such as `<Name>…</Name>`
        1:4 byte 3: XML breaks at line 1, column 4: the text ends before `</a>`; write the end tag
        1:1 byte 0: XML breaks at line 1, column 1: the tag `<a` is not closed; put `>` at its end
        1:4 byte 3: XML breaks at line 1, column 4: `</b>` was found where `</a>` is expected
        1:4 byte 3: XML breaks at line 1, column 4: the tag `</a` is not closed; put `>` at its end
        1:1 byte 0: XML breaks at line 1, column 1: an end tag has no start tag
        1:5 byte 4: XML breaks at line 1, column 5: there is content after the root element; remove it
        1:5 byte 4: XML breaks at line 1, column 5: there is content after the root element; remove it
        1:4 byte 3: XML breaks at line 1, column 4: `&` does not begin an entity that XML knows; write `&amp;` for an ampersand
        1:4 byte 3: XML breaks at line 1, column 4: `&` does not begin an entity that XML knows; write `&amp;` for an ampersand
        1:4 byte 3: XML breaks at line 1, column 4: `&` does not begin an entity that XML knows; write `&amp;` for an ampersand
        1:4 byte 3: XML breaks at line 1, column 4: `&` does not begin an entity that XML knows; write `&amp;` for an ampersand
        1:4 byte 3: XML breaks at line 1, column 4: `&` does not begin an entity that XML knows; write `&amp;` for an ampersand
        1:4 byte 3: XML breaks at line 1, column 4: `&` does not begin an entity that XML knows; write `&amp;` for an ampersand
        1:4 byte 3: XML breaks at line 1, column 4: `]]>` is not allowed in text; write `]]&gt;`
        1:4 byte 3: XML breaks at line 1, column 4: XML does not allow this character; remove it
        1:4 byte 3: XML breaks at line 1, column 4: XML does not allow this character; remove it
        1:5 byte 4: XML breaks at line 1, column 5: an attribute has no value; put `="…"` after its name
        1:6 byte 5: XML breaks at line 1, column 6: an attribute's value has no quotes
        1:7 byte 6: XML breaks at line 1, column 7: an attribute is not closed; put `'` at its end
        1:7 byte 6: XML breaks at line 1, column 7: `<` is not allowed in an attribute; write `&lt;`
        1:10 byte 9: XML breaks at line 1, column 10: the attribute `b` occurs twice
        1:9 byte 8: XML breaks at line 1, column 9: white space is missing before an attribute, or a mark is wrong in this tag
        1:2 byte 1: XML breaks at line 1, column 2: a name is missing here; for `<` in text write `&lt;`
        1:5 byte 4: XML breaks at line 1, column 5: a name is missing here; for `<` in text write `&lt;`
        1:1 byte 0: XML breaks at line 1, column 1: the prefix `p` is not declared; add xmlns:p="…"
        1:1 byte 0: XML breaks at line 1, column 1: the prefix `p` is not declared; add xmlns:p="…"
        1:20 byte 19: XML breaks at line 1, column 20: the prefix `p` is not declared; add xmlns:p="…"
        1:1 byte 0: XML breaks at line 1, column 1: a document type is not read, for safety; remove the DOCTYPE
        1:4 byte 3: XML breaks at line 1, column 4: a document type is not read, for safety; remove the DOCTYPE
        1:4 byte 3: XML breaks at line 1, column 4: a comment may not contain `--`
        1:8 byte 7: XML breaks at line 1, column 8: a comment is not closed; put `-->` at its end
        1:13 byte 12: XML breaks at line 1, column 13: a CDATA section is not closed; put `]]>` at its end
        1:2 byte 1: XML breaks at line 1, column 2: an XML declaration is allowed only at the very beginning
        1:1 byte 0: XML breaks at line 1, column 1: the XML declaration has an encoding other than UTF-8, but UTF-8 is sent; write encoding="UTF-8"
        1:1 byte 0: XML breaks at line 1, column 1: the XML declaration must begin with version="1.0"
        1:2 byte 1: XML breaks at line 1, column 2: a name is missing here; for `<` in text write `&lt;`
        3:1 byte 10: XML breaks at line 3, column 1: `</a>` was found where `</b>` is expected
    "#]]
    .assert_eq(&refusals(XML, &bodies));
    let deep = "<a>".repeat(100_000);
    let error = refusals(XML, &[deep.as_bytes()]);
    assert!(error.contains("more than 256 deep"), "{error}");
}

#[test]
fn text_is_one_string() {
    check(
        "text/plain",
        Nesting::Standard,
        &json!({}),
        "a\"\r\n",
        expect![[r#"
            "a\"\r\n"
        "#]],
    );
}

/// A value that fits a schema of every kind, without anything that forms or XML lose.
fn sound(random: &mut Random) -> Json {
    let text = |random: &mut Random| {
        let lost = |c: char| c != '\r' && c != '\n' && c != '\t' && c < ' ' || c == '\u{fffe}';
        random.text().replace(lost, "?")
    };
    let number = |random: &mut Random| {
        let texts = ["0", "-1.50", "1e400", "12"];
        serde_json::from_str::<Json>(texts[random.below(4)]).expect("a number")
    };
    let count = random.below(3) + 1;
    let name = |random: &mut Random| format!("k{}", text(random)).replace(['[', ']', '.'], "x");
    json!({
        "s": text(random), "i": random.below(100), "n": number(random), "b": random.below(2) == 0,
        "list": (0..count).map(|_| text(random)).collect::<Vec<_>>(),
        "codes": (0..count).map(|_| number(random)).collect::<Vec<_>>(),
        "map": (0..count).map(|_| (name(random), text(random).into())).collect::<serde_json::Map<_, _>>(),
        "inner": {"s": text(random), "codes": [number(random)]},
        "rows": (0..count).map(|_| json!({"s": text(random), "b": true})).collect::<Vec<_>>(),
    })
}

fn sound_schema() -> Json {
    let text = json!({"type": "string"});
    let numbers = json!({"type": "array", "items": {"type": "number"}});
    json!({"type": "object", "properties": {
        "s": {"type": "string", "xml": {"attribute": true}}, "i": {"type": "integer"},
        "n": {"type": "number"}, "b": {"type": "boolean"},
        "list": {"type": "array", "items": text, "xml": {"wrapped": true, "name": "Liste"}},
        "codes": numbers,
        "map": {"type": "object", "additionalProperties": text},
        "inner": {"type": "object", "properties": {"s": text, "codes": numbers}},
        "rows": {"type": "array", "items": {"type": "object", "xml": {"name": "row"}, "properties": {
            "s": {"type": "string", "xml": {"attribute": true}}, "b": {"type": "boolean"},
        }}},
    }})
}

#[test]
fn what_encoders_write_reads_back_the_same() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (schemas, id) = schemas(&sound_schema());
    let nestings = [Nesting::Standard, Nesting::Brackets, Nesting::Dots];
    for round in 0..1_500 {
        let json = sound(&mut random);
        let typed = value(&json, &schemas, Some(id));
        let wanted = Tree::read(json.to_string()).expect("JSON");
        for name in ["application/json", FORM, XML] {
            let media = MediaType {
                nesting: nestings[round % 3],
                ..media_of(name, &schemas, id)
            };
            let (json, form) = match round % 2 {
                0 => (JsonStyle::Compact, FormVariant::Whatwg),
                _ => (JsonStyle::Indented, FormVariant::Rfc3986),
            };
            let (body, _) = encode(
                &typed,
                &media,
                &schemas,
                Layout {
                    json,
                    form,
                    ascii: false,
                },
            );
            let text = String::from_utf8_lossy(&body.bytes);
            let decoded = decode(&body.bytes, &media, &schemas);
            let tree = decoded.expect(&text).tree;
            assert!(
                tree.root().same(wanted.root()),
                "{text}\n{}\n{}",
                tree.text(),
                wanted.text()
            );
        }
    }
}

#[test]
fn raw_bodies_have_the_spans_of_their_values() {
    let (schemas, id) = schemas(&hook());
    let shown = |name: &str, nesting, text: &str| {
        let media = MediaType {
            nesting,
            ..media_of(name, &schemas, id)
        };
        let body = raw(&Raw::Text(text.into()), &media, &schemas, Vec::new);
        assert_eq!(&*body.bytes, text.as_bytes());
        let spans = body.spans.iter().map(|s| {
            let secret = if s.secret { " (secret)" } else { "" };
            format!("{}{secret} {:?}\n", s.field, &text[s.start..s.end])
        });
        spans.collect::<String>()
    };
    let text = " {\"secret\": \"s\", \"Headers\": {\"a\": \"1\", \"a\": 2}, \"Events\": [\"x\"], \"Odd\": {\"k\": 1}}\n";
    expect![[r#"
        body: " {\"secret\": \"s\", \"Headers\": {\"a\": \"1\", \"a\": 2}, \"Events\": [\"x\"], \"Odd\": {\"k\": 1}}\n"
        body:/secret (secret) "\"s\""
        body:/Headers "{\"a\": \"1\", \"a\": 2}"
        body:/Headers/@0 "\"1\""
        body:/Headers/@1 "2"
        body:/Events "[\"x\"]"
        body:/Events/0 "\"x\""
        body:/Odd "{\"k\": 1}"
    "#]]
    .assert_eq(&shown("application/json", Nesting::Standard, text));
    let text = "Headers[a]=1&secret=s&Headers[b]=2&Events[0]=";
    expect![[r#"
        body: "Headers[a]=1&secret=s&Headers[b]=2&Events[0]="
        body:/Headers "1&secret=s&Headers[b]=2"
        body:/Headers/@0 "1"
        body:/secret (secret) "s"
        body:/Headers/@1 "2"
        body:/Events ""
        body:/Events/0 ""
    "#]]
    .assert_eq(&shown(FORM, Nesting::Brackets, text));
    expect![[r#"
        body: "{\"secret\": \"s\""
        body:/secret (secret) "\"s\""
    "#]]
    .assert_eq(&shown(
        "application/json",
        Nesting::Standard,
        "{\"secret\": \"s\"",
    ));
}

#[test]
fn no_bytes_bring_the_readers_down() {
    let mut random = Random(0x0123_4567_89AB_CDEF);
    let (schemas, id) = schemas(&sound_schema());
    let nestings = [
        Nesting::Standard,
        Nesting::Brackets,
        Nesting::Dots,
        Nesting::Empty,
    ];
    let marks = b"<>/!-[]&;=%+.\"'?x:#{},\\ \n\xC3\xA9\xFF\0ab01";
    for round in 0..8_000 {
        let family = ["application/json", FORM, XML, "text/plain"][round / 4 % 4];
        let media = MediaType {
            nesting: nestings[round % 4],
            ..media_of(family, &schemas, id)
        };
        let layout = Layout {
            json: JsonStyle::Compact,
            ascii: false,
            form: FormVariant::Whatwg,
        };
        let sound = value(&sound(&mut random), &schemas, Some(id));
        let mut bytes = match random.below(3) {
            0 => Vec::new(),
            _ => encode(&sound, &media, &schemas, layout).0.bytes.to_vec(),
        };
        for _ in 0..random.below(20) {
            let at = random.below(bytes.len() + 1);
            let mark = marks[random.below(marks.len())];
            match random.below(4) {
                0 => bytes.truncate(at),
                1 if at < bytes.len() => bytes[at] = mark,
                2 if at < bytes.len() => drop(bytes.remove(at)),
                _ => bytes.insert(at, mark),
            }
        }
        match decode(&bytes, &media, &schemas) {
            Ok(decoded) => {
                assert_eq!(decoded.tree.all().count(), decoded.sources.len());
                let text = std::str::from_utf8(&bytes).expect("what was read is UTF-8");
                for source in &decoded.sources {
                    assert!(text.get(source.clone()).is_some(), "{text:?} {source:?}");
                }
                for span in raw(&Raw::Text(text.into()), &media, &schemas, Vec::new)
                    .spans
                    .iter()
                {
                    assert!(text.get(span.start..span.end).is_some());
                }
            }
            Err(error) => assert!(error.at <= bytes.len() && error.line > 0 && error.column > 0),
        }
    }
}

#[test]
fn large_bodies_take_linear_time() {
    let (schemas, id) = schemas(&sound_schema());
    let form: String = (0..100_000)
        .map(|n| format!("k{n}=v&map[{n}]=%41&"))
        .collect();
    let xml: String = (0..100_000)
        .map(|n| format!("<k{n}>&amp;</k{n}>"))
        .collect();
    let xml = format!("<r><list>{}</list>{xml}</r>", "<i>x</i>".repeat(100_000));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    for (name, body) in [(FORM, form), (XML, xml), (XML, format!("<r{attributes}/>"))] {
        let media = MediaType {
            nesting: Nesting::Brackets,
            ..media_of(name, &schemas, id)
        };
        let decoded = decode(body.as_bytes(), &media, &schemas);
        assert!(decoded.is_ok_and(|decoded| decoded.sources.len() > 100_000));
    }
}
