//! Tests for the same answers as `regress`, a `RegExp` in Rust, and for bounded time.

use std::time::Instant;

use super::{Patterns, Search, has_backreference};

fn regexp(pattern: &str, text: &str) -> Option<bool> {
    let pattern = regress::Regex::with_flags(pattern, "u").ok()?;
    Some(pattern.find(text).is_some())
}

fn search(pattern: &str, text: &str) -> Search {
    Patterns::new(&regexp).search(pattern, text)
}

/// Compares one answer with that of `regress`.
fn check(pattern: &str, text: &str) {
    let expected = match regexp(pattern, text) {
        Some(true) => Search::Found,
        Some(false) => Search::Absent,
        None => Search::Unreadable,
    };
    assert_eq!(search(pattern, text), expected, "/{pattern}/u in {text:?}");
}

#[test]
fn syntax_follows_ecma_262() {
    let patterns = [
        "",
        "a",
        "^a$",
        "a|b|",
        "(?:a|bc)*d",
        "(a)(?<name>b)?",
        "[^]",
        "[]",
        "[^a-c]",
        "[a\\-z]",
        "[-a]",
        "[a-]",
        "[\\]\\\\^]",
        ".",
        "^.$",
        "\\d+",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "[\\s\\S]",
        "[\\d\\W]",
        "^[\\w.-]+$",
        "\\bfoo\\b",
        "\\Boo",
        "[\\b]",
        "\\t",
        "\\cJ",
        "\\x41",
        "\\u0041",
        "\\u{1F600}",
        "\\uD83D\\uDE00",
        "[\\uD83D\\uDE00-\\uD83D\\uDE4F]",
        "\\uD83D",
        "^\\p{L}+$",
        "\\P{Lu}",
        "[\\p{Nd}_-]",
        "[^\\p{L}]",
        "\\/",
        "\\.",
        "a{2}",
        "a{2,}",
        "a{1,2}?",
        "^a{0}$",
        "a??b",
        "(?=a)",
        "^(?=.*[A-Z])(?=.*\\d).{2,8}$",
        "^(?!.*foo)",
        "(?<=a)b",
        "(?<!a)b",
        "(?<=^a)b",
        "(?=a$)",
        "a(?=b(?!a))",
        "(?<=(?<!b)a)b",
        "$(?![\\s\\S])",
        "^$",
        "\\0",
        "(?:a*)*b",
        "(?:(?=a)a|b)+$",
        "(a|b",
        "a**",
        "{",
        "]",
        "\\-",
        "(?<=a(?=b))b",
    ];
    let texts = [
        "", "a", "b", "ab", "abc", "ba", "aab", "bcd", "A1", "A", "foo", "a foo b", "xfoo", "-",
        "]", "\\", "^", "_", "\n", "a\n", "\r", "\u{2028}", "\u{a0}", "\u{feff}", "\t", "\u{8}",
        "\0", "é", "É", "٣", "😀", "a😀c", "/", ".", "aB3cD", "\u{180e}", "abab", "A1foo",
    ];
    for pattern in patterns {
        for text in texts {
            check(pattern, text);
        }
    }
}

#[test]
fn patterns_of_the_catalog_match_alike() {
    let mut patterns: Vec<String> = Vec::new();
    for id in [
        "keyauth",
        "genauth",
        "aggregate-intelligence",
        "superoffice",
    ] {
        let path = format!(
            "{}/../../static/catalog/{id}.openapi.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(&path).expect(&path);
        let mut waiting = vec![serde_json::from_str(&text).expect("JSON")];
        while let Some(value) = waiting.pop() {
            if let serde_json::Value::Object(members) = &value {
                let text = |name| members.get(name).and_then(serde_json::Value::as_str);
                let found = [text("pattern"), text("x-signpost-pattern")];
                patterns.extend(found.into_iter().flatten().map(str::to_owned));
            }
            match value {
                serde_json::Value::Object(members) => {
                    waiting.extend(members.into_iter().map(|m| m.1))
                }
                serde_json::Value::Array(items) => waiting.extend(items),
                _ => {}
            }
        }
    }
    patterns.sort();
    patterns.dedup();
    assert!(patterns.len() >= 7, "{patterns:?}");
    let mut random = Random(7);
    for pattern in &patterns {
        for _ in 0..300 {
            // Characters of the pattern itself make near matches likely.
            let own: Vec<char> = pattern
                .chars()
                .chain("azAZ09 ._-:*,;=q\n".chars())
                .collect();
            let text: String = (0..random.below(12))
                .map(|_| own[random.below(own.len())])
                .collect();
            check(pattern, &text);
        }
        for text in [
            "https://example.com/hook",
            "HTTP://x",
            "en-US, de;q=0.5",
            "webhook1.",
            "a.b",
        ] {
            check(pattern, text);
        }
    }
}

#[test]
fn generated_patterns_match_alike() {
    let mut random = Random(1);
    for _ in 0..4000 {
        let pattern = random.pattern(3);
        for _ in 0..6 {
            let text: String = (0..random.below(7))
                .map(|_| ['a', 'b', 'c', ' ', 'é'][random.below(5)])
                .collect();
            check(&pattern, &text);
        }
    }
}

#[test]
fn no_pattern_takes_long() {
    let hostile = [
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "(a*)*b",
        "^(?:a?){40}a{40}$",
        "(x+x+)+y",
        "a*a*a*a*a*b",
        "^(?=(a+)+$)",
        "(?<=(a+)+)b",
        "(?!(a+)+$)c",
        "(a+)+\\1$",
        "((a{1,100}){1,100}){1,100}$",
        "(?:(?:){1000000}){1000000}",
        "(?:a{0,1000}){1000}b",
        "(.*)*(.*)*(.*)*#",
        "^(([a-z])+.)+[A-Z]$",
    ];
    let short = "a".repeat(40) + "!";
    let long = "a".repeat(1_000_000) + "!";
    for pattern in hostile {
        for text in [&short, &long] {
            let begun = Instant::now();
            search(pattern, text);
            let took = begun.elapsed();
            assert!(
                took.as_secs() < 30,
                "/{pattern}/ took {took:?} on {} bytes",
                text.len()
            );
        }
    }
    assert_eq!(
        search("^(a+)+$", &short),
        Search::Absent,
        "the search finishes"
    );
    assert_eq!(search("^(a+)+$", &short[..40]), Search::Found);
    assert_eq!(
        search("(a+)+\\1$", &short),
        Search::Foreign,
        "long texts are not searched for backreferences"
    );
    assert_eq!(search("^(a+)\\1$", "aa"), Search::Found, "short texts are");
    assert_eq!(
        search("^https:", &("https:".to_owned() + &long.repeat(20))),
        Search::Found
    );
    assert_eq!(
        search("^http:", &long.repeat(20)),
        Search::Absent,
        "an anchored search stops early"
    );
}

#[test]
fn backreferences_are_recognised() {
    for pattern in [r"^\1(a)$", r"(?<x>a)\k<x>", r"\\\2(a)(b)"] {
        assert!(has_backreference(pattern), "{pattern}");
    }
    for pattern in [r"a", r"\\1", r"\0", r"\d{1}", r"(?i:abc)"] {
        assert!(!has_backreference(pattern), "{pattern}");
    }
}

#[test]
fn a_check_has_one_limit_of_steps() {
    let patterns = Patterns::new(&regexp);
    let text = "a".repeat(100_000);
    let answers: Vec<Search> = (0..200).map(|_| patterns.search("^a*$", &text)).collect();
    assert_eq!(answers[0], Search::Found);
    assert_eq!(answers[199], Search::TooLong);
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    fn pattern(&mut self, depth: usize) -> String {
        let atom = |random: &mut Random| {
            let atoms = [
                "a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\s", "\\b", "\\B", "^", "$", "é",
            ];
            atoms[random.below(atoms.len())].to_owned()
        };
        if depth == 0 {
            return atom(self);
        }
        match self.below(7) {
            0 => self.pattern(depth - 1) + "|" + &self.pattern(depth - 1),
            1 | 2 => self.pattern(depth - 1) + &self.pattern(depth - 1),
            3 | 4 => {
                let quantifier = ["*", "+", "?", "{2}", "{0,2}", "{1,}", "*?"][self.below(7)];
                format!("(?:{}){quantifier}", self.pattern(depth - 1))
            }
            5 => {
                let look = ["?=", "?!", "?<=", "?<!"][self.below(4)];
                format!("({look}{})", self.pattern(depth - 1))
            }
            _ => atom(self),
        }
    }
}

/// Without a `RegExp` no pattern is read that is none, and all others have the same answer or none.
#[test]
fn without_a_regexp_nothing_is_answered_wrongly() {
    let invalid = [
        "*",
        "a**",
        "a{",
        "a{}",
        "a{,2}",
        "a{2,1}",
        "a{1",
        "{",
        "}",
        "]",
        "(",
        ")",
        "(a",
        "[",
        "[a",
        "[b-a]",
        "[\\d-z]",
        "[a-\\d]",
        "[\\1]",
        "\\q",
        "\\-",
        "\\",
        "\\01",
        "\\c1",
        "\\x1",
        "\\u12",
        "\\u{}",
        "\\u{110000}",
        "\\u{1",
        "^*",
        "\\b+",
        "(?=a)*",
        "(?!a){2}",
        "(?a)",
        "\\p{L}",
        "(?<a>b)",
        "(a)\\1",
        "[\\k]",
    ];
    for pattern in invalid {
        let found = Patterns::without_regexp().search(pattern, "a");
        assert_eq!(found, Search::Unreadable, "{pattern}");
    }
    for (pattern, text, found) in [
        ("^[ab]$", "a", true),
        ("^[ab]$", "c", false),
        ("^(?!a)[\\w\\-]{1,3}?$", "b-c", true),
        ("^(?:low|mid)$", "high", false),
        ("[^\\]\\/]", "]/", false),
    ] {
        let due = if found { Search::Found } else { Search::Absent };
        let patterns = Patterns::without_regexp();
        assert_eq!(patterns.search(pattern, text), due, "{pattern} in {text}");
        check(pattern, text);
    }
    let patterns = Patterns::without_regexp();
    let long = "a".repeat(3_000_000);
    assert_eq!(patterns.search("(a+)+$b", &long), Search::TooLong);
    assert_eq!(patterns.search("a", "b"), Search::TooLong);
}

#[test]
fn a_choice_of_simple_forms_is_read() {
    use crate::form::{Choice, choices};
    let prefix = |text: &str| Choice::Prefix(text.into());
    assert_eq!(
        choices("^(https:|HTTPS:|[^:]*$)"),
        Some(vec![
            prefix("https:"),
            prefix("HTTPS:"),
            Choice::Without(':')
        ])
    );
    assert_eq!(choices(r"^(?:a\.b)"), Some(vec![prefix("a.b")]));
    for other in [
        "^(a|b+)",
        "^(a|)",
        "^(a)$",
        "^(a(b|c))",
        "(a|b)",
        "^([^ab]*$)",
        "^(a)|(b)",
    ] {
        assert_eq!(choices(other), None, "{other}");
    }
}
