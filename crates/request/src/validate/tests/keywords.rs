//! Each keyword by cases in the style of the official suite: values that match, values that do not.

use super::faults;

/// Each value of a JSON array `good` matches; each of `bad` has a fault with this code.
fn check(schema: &str, code: &str, good: &[&str], bad: &[&str]) {
    for value in good {
        let found = faults(schema, value);
        assert!(found.is_empty(), "{schema} against {value}: {found:?}");
    }
    for value in bad {
        let found = faults(schema, value);
        let codes: Vec<_> = found.iter().map(|fault| fault.cause.code()).collect();
        assert!(codes.contains(&code), "{schema} against {value}: {codes:?}");
    }
}

#[test]
fn types() {
    let all = ["1", "1.5", "\"a\"", "{}", "[]", "true", "null"];
    let only = |good: &[&str]| {
        all.into_iter()
            .filter(|v| !good.contains(v))
            .collect::<Vec<_>>()
    };
    for (kind, good) in [
        ("integer", &["1"][..]),
        ("number", &["1", "1.5"]),
        ("string", &["\"a\""]),
        ("object", &["{}"]),
        ("array", &["[]"]),
        ("boolean", &["true"]),
        ("null", &["null"]),
    ] {
        let bad = only(good);
        check(&format!(r#"{{"type":"{kind}"}}"#), "type", good, &bad);
    }
    // A number is an integer by its value, not by its spelling.
    check(
        r#"{"type":"integer"}"#,
        "type",
        &[
            "1.0",
            "1e3",
            "-0",
            "10.50e1",
            "123456789012345678901234567890",
            "1e400",
        ],
        &["1.05e1", "1e-1", "\"1\"", "0.000001"],
    );
    check(
        r#"{"type":["string","null"]}"#,
        "type",
        &["\"\"", "null"],
        &["0", "false"],
    );
}

#[test]
fn constants_and_sets() {
    check(
        r#"{"const":2}"#,
        "const",
        &["2", "2.0", "0.2e1"],
        &["5", "\"2\"", "true"],
    );
    check(
        r#"{"const":0}"#,
        "const",
        &["0", "0.0", "-0"],
        &["false", "{}", "\"\""],
    );
    check(
        r#"{"const":false}"#,
        "const",
        &["false"],
        &["0", "[0]", "[false]"],
    );
    check(
        r#"{"const":{"foo":"bar","baz":[1,"x"]}}"#,
        "const",
        &[
            r#"{"foo":"bar","baz":[1,"x"]}"#,
            r#"{ "baz":[1.0,"\u0078"],"foo":"bar"}"#,
        ],
        &[r#"{"foo":"bar"}"#, r#"{"foo":"bar","baz":["x",1]}"#],
    );
    check(
        r#"{"const":9007199254740993}"#,
        "const",
        &["9007199254740993"],
        &["9007199254740992", "9007199254740992.0"],
    );
    check(
        r#"{"enum":[6,"foo",[],true,{"foo":12}]}"#,
        "enum",
        &["6.0", "[]", r#"{"foo":12}"#],
        &["null", r#"{"foo":false}"#, "\"Foo\""],
    );
    check(
        r#"{"enum":["hello\u0000there"]}"#,
        "enum",
        &[r#""hello\u0000there""#],
        &["\"hellothere\""],
    );
}

#[test]
fn texts() {
    check(
        r#"{"minLength":2}"#,
        "minLength",
        &["\"foo\"", "\"fo\"", "1"],
        &["\"f\"", "\"💩\""],
    );
    // Code points are counted: neither bytes nor UTF-16 units.
    check(
        r#"{"maxLength":2}"#,
        "maxLength",
        &["\"f\"", "\"fo\"", "100", "\"💩💩\"", "\"\\ud83d\\udca9é\""],
        &["\"foo\"", "\"e\\u0301x\""],
    );
    check(
        r#"{"pattern":"^a*$"}"#,
        "pattern",
        &["\"aaa\"", "\"\"", "true"],
        &["\"abc\""],
    );
    check(
        r#"{"pattern":"a+"}"#,
        "pattern",
        &["\"xxaayy\""],
        &["\"xyz\""],
    );
    check(
        r#"{"pattern":"^\\p{L}$"}"#,
        "pattern",
        &["\"é\""],
        &["\"1\""],
    );
}

#[test]
fn numbers() {
    check(
        r#"{"minimum":1.1}"#,
        "minimum",
        &["2.6", "1.1", "1.10", "\"x\""],
        &["0.6", "-1e300"],
    );
    check(
        r#"{"maximum":3}"#,
        "maximum",
        &["2.6", "3.0", "3e0"],
        &["3.5", "3.0000000000000000001"],
    );
    check(
        r#"{"exclusiveMinimum":1.1}"#,
        "exclusiveMinimum",
        &["1.2"],
        &["1.1", "1.10", "0.6"],
    );
    check(
        r#"{"exclusiveMaximum":3}"#,
        "exclusiveMaximum",
        &["2.2"],
        &["3.0", "3.5"],
    );
    check(
        r#"{"multipleOf":2}"#,
        "multipleOf",
        &["10", "0", "-4", "\"foo\""],
        &["7", "1.5"],
    );
    check(
        r#"{"multipleOf":1.5}"#,
        "multipleOf",
        &["0", "4.5"],
        &["35"],
    );
    check(
        r#"{"multipleOf":0.0001}"#,
        "multipleOf",
        &["0.0075", "1e308"],
        &["0.00751"],
    );
    check(
        r#"{"type":"integer","format":"int32"}"#,
        "format",
        &["2147483647", "-2147483648", "2147483647.0", "1e3"],
        &["2147483648", "-2147483649", "1e10"],
    );
    check(
        r#"{"type":"integer","format":"int64"}"#,
        "format",
        &["9223372036854775807", "-9223372036854775808"],
        &["9223372036854775808", "-9223372036854775809"],
    );
}

#[test]
fn arrays() {
    check(
        r#"{"items":{"type":"integer"}}"#,
        "type",
        &["[1,2,3]", "[]", r#"{"foo":"bar"}"#],
        &[r#"[1,"x"]"#],
    );
    check(
        r#"{"prefixItems":[{"type":"integer"},{"type":"string"}]}"#,
        "type",
        &[r#"[1,"foo"]"#, "[1]", r#"[1,"foo",true]"#, "[]"],
        &[r#"["foo",1]"#],
    );
    check(
        r#"{"prefixItems":[{"type":"integer"}],"items":{"type":"string"}}"#,
        "type",
        &[r#"[1,"a","b"]"#],
        &["[1,2]", r#"["a"]"#],
    );
    check(
        r#"{"prefixItems":[{}],"items":false}"#,
        "false",
        &["[1]"],
        &["[1,2]"],
    );
    check(
        r#"{"minItems":1}"#,
        "minItems",
        &["[1,2]", "[1]", "\"\""],
        &["[]"],
    );
    check(
        r#"{"maxItems":2}"#,
        "maxItems",
        &["[1]", "[1,2]", "\"foobar\""],
        &["[1,2,3]"],
    );
    check(
        r#"{"contains":{"minimum":5}}"#,
        "contains",
        &["[3,4,5]", "[3,5,5]", "{}"],
        &["[2,3,4]", "[]"],
    );
    check(
        r#"{"contains":{"const":5}}"#,
        "contains",
        &["[5,5]"],
        &["[1,2]"],
    );
    check(
        r#"{"contains":{"const":5},"minContains":2}"#,
        "minContains",
        &["[5,5]", "[5,1,5,5]", "{}"],
        &["[]", "[5]", "[1,5,2]"],
    );
    check(
        r#"{"contains":{"const":5},"minContains":0,"maxContains":1}"#,
        "maxContains",
        &["[]", "[1]", "[5]", "[5,1]"],
        &["[5,5]", "[5,1,5.0]"],
    );
    // Neither says anything without `contains`, and the least is 1 where only the most is said.
    check(
        r#"{"minContains":2,"maxContains":0}"#,
        "",
        &["[]", "[1,2,3]"],
        &[],
    );
    check(
        r#"{"contains":{"const":5},"maxContains":1}"#,
        "contains",
        &["[5]"],
        &["[]", "[1]"],
    );
}

#[test]
fn unique_items() {
    check(
        r#"{"uniqueItems":true}"#,
        "uniqueItems",
        &[
            "[1,2]",
            r#"["foo","bar"]"#,
            r#"[{"foo":"bar"},{"foo":"baz"}]"#,
            "[1,true]",
            "[0,false]",
            "[[1],[true]]",
            r#"[{"a":1,"b":2},{"a":2,"b":1}]"#,
            r#"[{},[1],true,null,1,"{}"]"#,
            r#"["\ud800","\ud801"]"#,
        ],
        &[
            "[1,1]",
            "[1,2,1]",
            "[1.0,1.00,1]",
            r#"["foo","bar","f\u006fo"]"#,
            r#"[{"a":1,"b":2},{"b":2,"a":1}]"#,
            r#"[["foo"],["foo"]]"#,
            "[[1,2],3,[4],[1,2]]",
            "[{},[1],true,null,{},1]",
        ],
    );
}

#[test]
fn objects() {
    check(
        r#"{"required":["foo"]}"#,
        "required",
        &[r#"{"foo":1}"#, "[]", "\"\"", "12"],
        &[r#"{"bar":1}"#, "{}"],
    );
    check(
        r#"{"required":["foo\nbar","foo\"bar"]}"#,
        "required",
        &[r#"{"foo\nbar":1,"foo\"bar":1}"#],
        &[r#"{"foo\nbar":1}"#],
    );
    check(
        r#"{"properties":{"foo":{"type":"integer"},"bar":{"type":"string"}}}"#,
        "type",
        &[r#"{"foo":1,"bar":"baz"}"#, r#"{"quux":[]}"#, "[]"],
        &[r#"{"foo":1,"bar":{}}"#, r#"{"f\u006fo":[],"bar":"x"}"#],
    );
    check(
        r#"{"properties":{"foo":true,"bar":false}}"#,
        "false",
        &["{}", r#"{"foo":1}"#],
        &[r#"{"bar":2}"#],
    );
    check(
        r#"{"properties":{"foo":{}},"patternProperties":{"^v":{}},"additionalProperties":false}"#,
        "additionalProperties",
        &[r#"{"foo":1}"#, r#"{"foo":1,"vroom":2}"#, "[1]"],
        &[r#"{"foo":1,"quux":"boom"}"#],
    );
    check(
        r#"{"properties":{"foo":{}},"additionalProperties":{"type":"boolean"}}"#,
        "type",
        &[r#"{"foo":1,"quux":true}"#],
        &[r#"{"foo":1,"quux":12}"#],
    );
    check(
        r#"{"patternProperties":{"f.*o":{"type":"integer"},"a*":{"maximum":20}}}"#,
        "type",
        &[r#"{"foo":1,"foooooo":2}"#, "[]"],
        &[r#"{"foo":"bar"}"#],
    );
    check(
        r#"{"propertyNames":{"maxLength":3}}"#,
        "propertyNames",
        &[r#"{"f":{},"foo":{}}"#, "{}"],
        &[r#"{"foo":{},"foobar":{}}"#],
    );
    check(
        r#"{"propertyNames":false}"#,
        "propertyNames",
        &["{}"],
        &[r#"{"foo":1}"#],
    );
    check(
        r#"{"minProperties":1}"#,
        "minProperties",
        &[r#"{"foo":1}"#, "[]"],
        &["{}"],
    );
    check(
        r#"{"maxProperties":1}"#,
        "maxProperties",
        &["{}"],
        &[r#"{"a":1,"b":2}"#],
    );
    check(
        r#"{"dependentRequired":{"quux":["foo","bar"]}}"#,
        "dependentRequired",
        &[
            "{}",
            r#"{"foo":1,"bar":2}"#,
            r#"{"foo":1,"bar":2,"quux":3}"#,
        ],
        &[r#"{"foo":1,"quux":2}"#, r#"{"quux":1}"#],
    );
    check(
        r#"{"dependentSchemas":{"bar":{"required":["foo"]}}}"#,
        "required",
        &["{}", r#"{"foo":1}"#, r#"{"foo":1,"bar":2}"#],
        &[r#"{"bar":2}"#],
    );
}

#[test]
fn combinations() {
    check(
        r#"{"properties":{"bar":{"type":"integer"}},"allOf":[{"required":["foo"]},{"required":["baz"]}]}"#,
        "required",
        &[r#"{"foo":1,"bar":2,"baz":null}"#],
        &[r#"{"foo":1,"bar":2}"#, r#"{"bar":2}"#],
    );
    check(
        r#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#,
        "anyOf",
        &["1", "2.5", "3"],
        &["1.5"],
    );
    check(r#"{"anyOf":[true,false]}"#, "anyOf", &["1"], &[]);
    check(r#"{"anyOf":[false,false]}"#, "anyOf", &[], &["1"]);
    check(
        r#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#,
        "oneOf",
        &["1", "2.5"],
        &["3", "1.5"],
    );
    check(r#"{"oneOf":[true,true,false]}"#, "oneOf", &[], &["1"]);
    check(
        r#"{"not":{"type":"integer"}}"#,
        "not",
        &["\"a\"", "1.1"],
        &["1", "1.0"],
    );
    check(r#"{"not":{}}"#, "not", &[], &["1", "null", "{}"]);
    check(r#"{"not":{"not":{"minimum":3}}}"#, "not", &["3"], &["2"]);
    check(
        r#"{"if":{"exclusiveMaximum":0},"then":{"minimum":-10},"else":{"multipleOf":2}}"#,
        "minimum",
        &["-1", "4"],
        &["-100"],
    );
    check(
        r#"{"if":{"exclusiveMaximum":0},"then":{"minimum":-10},"else":{"multipleOf":2}}"#,
        "multipleOf",
        &[],
        &["3"],
    );
    check(r#"{"if":{"const":0}}"#, "const", &["0", "1"], &[]);
    check(
        r#"{"then":{"const":0},"else":{"const":0}}"#,
        "const",
        &["0", "1"],
        &[],
    );
    check(
        r#"{"if":true,"then":{"const":"a"},"else":false}"#,
        "const",
        &["\"a\""],
        &["1"],
    );
}

#[test]
fn references() {
    check(
        r##"{"properties":{"foo":{"$ref":"#/components/schemas/Again"}},"additionalProperties":false}"##,
        "additionalProperties",
        &[r#"{"foo":false}"#, r#"{"foo":{"foo":false}}"#],
        &[r#"{"bar":false}"#, r#"{"foo":{"bar":false}}"#],
    );
    // Keywords beside a reference apply too.
    check(
        r##"{"properties":{"foo":{"$ref":"#/components/schemas/Again","maxProperties":0}}}"##,
        "maxProperties",
        &[r#"{"foo":{}}"#, r#"{"foo":[]}"#],
        &[r#"{"foo":{"a":1}}"#],
    );
}

fn format(name: &str, good: &[&str], bad: &[&str]) {
    let schema = format!(r#"{{"format":"{name}"}}"#);
    for text in good {
        check(&schema, "format", &[&format!("\"{text}\"")], &[]);
    }
    for text in bad {
        check(&schema, "format", &[], &[&format!("\"{text}\"")]);
    }
    // A format does not apply to values that are not text.
    check(
        &schema,
        "format",
        &["12", "13.7", "{}", "[]", "false", "null"],
        &[],
    );
}

#[test]
fn uris() {
    format(
        "uri",
        &[
            "http://foo.bar/?baz=qux#quux",
            "http://foo.com/blah_(wikipedia)_blah#cite-1",
            "http://foo.bar/?q=Test%20URL-encoded%20stuff",
            "http://xn--nw2a.xn--j6w193g/",
            "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com",
            "http://223.255.255.254",
            "ftp://ftp.is.co.za/rfc/rfc1808.txt",
            "ldap://[2001:db8::7]/c=GB?objectClass?one",
            "mailto:John.Doe@example.com",
            "news:comp.infosystems.www.servers.unix",
            "tel:+1-816-555-1212",
            "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
            "https://[::1]:8080/hook",
            "https://example.com:",
            "https://[v1.a:b]/",
        ],
        &[
            "//foo.bar/?baz=qux#quux",
            "/abc",
            "\\\\\\\\WINDOWS\\\\fileshare",
            "abc",
            "",
            "http:// shouldfail.com",
            ":// should fail",
            "bar,baz:foo",
            "https://[@example.org/test.txt",
            "https://example.org/foobar\\\\.txt",
            "https://example.org/foobar<>.txt",
            "https://example.org/foobar{}.txt",
            "https://example.org/foobar^.txt",
            "https://example.org/foobar`.txt",
            "https://example.org/foo bar.txt",
            "https://example.org/foobar|.txt",
            "https://example.org/%1g",
            "https://example.org/é",
            "https://example.org:80a/",
            "https://example.org:65536/",
            "https://",
            "https:example.org",
            "https://a@b@c/",
            "https://example.org/#a#b",
            "https://example.org/[x]",
            "https://[::1/",
            "https://[::1]x/",
            " https://example.org",
        ],
    );
    format(
        "uri-reference",
        &[
            "http://foo.bar/?baz=qux#quux",
            "//foo.bar/",
            "/abc",
            "abc",
            "#fragment",
            "",
            "?q",
            "./a:b",
        ],
        &[
            "\\\\\\\\WINDOWS\\\\fileshare",
            "#frag\\\\ment",
            "1a:b",
            "a b",
            "%zz",
        ],
    );
}

#[test]
fn dates() {
    format(
        "date-time",
        &[
            "1963-06-19T08:30:06.283185Z",
            "1963-06-19T08:30:06Z",
            "1937-01-01T12:00:27.87+00:20",
            "1990-12-31T15:59:50.123-08:00",
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.123-08:00",
            "1963-06-19t08:30:06.283185z",
            "2018-04-05T08:28:01.5732501Z",
            "2020-02-29T00:00:00+23:59",
            "0001-01-01T00:00:00Z",
        ],
        &[
            "1998-12-31T23:59:61Z",
            "1998-12-31T23:58:60Z",
            "1998-12-31T22:59:60Z",
            "1990-02-31T15:59:59.123-08:00",
            "1990-12-31T15:59:59-24:00",
            "1963-06-19T08:30:06.28123+01:00Z",
            "06/19/1963 08:30:06 PST",
            "2013-350T01:01:01",
            "1963-6-19T08:30:06.283185Z",
            "1963-06-1T00:00:00Z",
            "1963-06-1৪T00:00:00Z",
            "1963-06-11T0৪:00:00Z",
            "1963-06-19T08:30:06",
            "1963-06-19T08:30:06.Z",
            "1963-06-19",
            "1963-06-19 08:30:06Z",
            "2100-02-29T00:00:00Z",
            "2020-01-01T24:00:00Z",
            "",
        ],
    );
    format(
        "date",
        &["1963-06-19", "2020-02-29", "2000-02-29"],
        &[
            "2021-02-29",
            "1900-02-29",
            "06/19/1963",
            "2013-350",
            "1998-1-20",
            "1998-01-1",
            "2020-13-01",
            "2020-04-31",
            "1963-06-1৪",
            "20230328",
            "2020-00-01",
            "2020-01-00",
        ],
    );
    format(
        "time",
        &[
            "08:30:06Z",
            "23:59:60Z",
            "23:59:60+00:00",
            "01:29:60+01:30",
            "15:59:60-08:00",
            "23:20:50.52Z",
        ],
        &[
            "22:59:60Z",
            "23:58:60Z",
            "24:00:00Z",
            "00:60:00Z",
            "00:00:61Z",
            "01:02:03+24:00",
            "01:02:03+00:60",
            "08:30:06",
            "08:30Z",
            "08:30:06 PST",
            "01:01:01,1111",
            "8:30:06Z",
            "08:30:06#00:20",
            "ab:cd:efZ",
        ],
    );
}

#[test]
fn other_formats() {
    format(
        "email",
        &[
            "joe.bloggs@example.com",
            "te~st@example.com",
            "a@localhost",
            "joe@[127.0.0.1]",
            "joe@[IPv6:::1]",
        ],
        &[
            "2962",
            ".test@example.com",
            "te..st@example.com",
            "test.@example.com",
            "joe@",
            "@example.com",
            "a b@example.com",
            "joe@invalid=domain.com",
            "joe@[127.0.0.300]",
            "joe@-a.com",
            "a@b@c",
            "é@example.com",
        ],
    );
    format(
        "uuid",
        &[
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
        ],
        &[
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "2eb8aa08aa9811eab4aa73b441d16380",
            "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
            "",
        ],
    );
    format(
        "ipv4",
        &["192.168.0.1", "127.0.0.1"],
        &[
            "127.0.0.0.1",
            "256.256.256.256",
            "127.0",
            "0x7f000001",
            "87.10.0.01",
            "১27.0.0.1",
        ],
    );
    format(
        "ipv6",
        &[
            "::1",
            "::abcd:10.0.0.1",
            "1:2:3:4:5:6:7:8",
            "::ffff:192.168.0.1",
        ],
        &[
            "12345::",
            "1:1:1:1:1:1:1:1:1",
            "::laptop",
            "1::2::3",
            "fe80::a%eth1",
            "::1 ",
            "1:2:3:4:5:6:7:",
        ],
    );
    format(
        "byte",
        &["", "aGVsbG8=", "aGVsbG8h", "aGVsbA=="],
        &["aGVsbG8", "aGVs bG8=", "aGVsbG-_", "aG=sbG8=", "a==="],
    );
    format("unheard-of", &["anything", ""], &[]);
    format("password", &["anything", ""], &[]);
}

#[test]
fn booleans() {
    check("true", "false", &["1", "null", "{}"], &[]);
    check(
        "false",
        "false",
        &[],
        &["1", "null", "{}", "[]", "\"\"", "true"],
    );
}

#[test]
fn repeated_names() {
    check(
        "{}",
        "duplicate",
        &[r#"{"a":1,"A":2,"b":{"a":1}}"#, r#"[{"a":1},{"a":1}]"#],
        &[
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"b":2,"\u0061":3}"#,
            r#"[[{"x":{"a":1,"a":2}}]]"#,
        ],
    );
    let many: Vec<String> = (0..40).map(|n| format!("\"n{n}\":{n}")).collect();
    let object = format!("{{{},\"n7\":0}}", many.join(","));
    let found = faults("{}", &object);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].node, found[0].cause.code()), (41, "duplicate"));
}
