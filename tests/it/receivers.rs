//! Receiver code run: every scheme in every language whose program is on this machine.
//!
//! Signpost signs, each language's own cryptography verifies: the request is
//! accepted, and refused once it is spoiled, in the words that the code has
//! for that. Beside it the test that stands in the code itself is run.

mod cases;
mod languages;

use std::io::Write;

use signpost::receiver::{self, Language};
use signpost::sign::presets;

use cases::{Case, all_schemes, cases, example};
use languages::Run;

/// Runs every scheme in one language; what comes out is held against each case.
fn run(language: Language) {
    let Some(program) = languages::program(language) else {
        let title = language.title();
        let words = format!("receivers: {title} is missing here, so its code is not run\n");
        // Not by a macro: what those print is hidden when a test passes.
        std::io::stderr()
            .write_all(words.as_bytes())
            .expect("words");
        return;
    };
    let mut runs = Vec::new();
    for scheme in all_schemes() {
        let example = example(&scheme);
        match receiver::code(language, &scheme, &example) {
            Ok(code) => runs.push(Run {
                name: ["s_", &scheme.id.replace('-', "_")].concat(),
                text: code.text,
                file: code.name,
                cases: cases(&scheme),
            }),
            Err(words) => assert!(
                scheme.id == "authing" && words.starts_with(language.title()),
                "{}: {words}",
                scheme.id
            ),
        }
    }
    let answers = languages::run(language, &program, &runs);
    let all: Vec<(&Run, &Case)> = runs
        .iter()
        .flat_map(|r| r.cases.iter().map(move |c| (r, c)))
        .collect();
    assert!(all.len() > 150, "{} cases", all.len());
    assert_eq!(answers.len(), all.len(), "{answers:#?}");
    let mut wrong = Vec::new();
    for ((run, case), answer) in all.iter().zip(&answers) {
        let right = match case.refusal {
            None => answer == "ok",
            Some(words) => answer
                .strip_prefix("refused: ")
                .is_some_and(|a| a.contains(words)),
        };
        if !right {
            wrong.push(format!("{} {}: {answer}", run.name, case.name));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{}",
        language.title(),
        wrong.join("\n")
    );
}

#[test]
fn node_accepts_and_refuses() {
    run(Language::Node);
}

#[test]
fn python_accepts_and_refuses() {
    run(Language::Python);
}

#[test]
fn go_accepts_and_refuses() {
    run(Language::Go);
}

#[test]
fn rust_accepts_and_refuses() {
    run(Language::Rust);
}

#[test]
fn php_accepts_and_refuses() {
    run(Language::Php);
}

#[test]
fn ruby_accepts_and_refuses() {
    run(Language::Ruby);
}

#[test]
fn java_accepts_and_refuses() {
    run(Language::Java);
}

#[test]
fn csharp_accepts_and_refuses() {
    run(Language::CSharp);
}

#[test]
fn every_scheme_has_code_in_every_language_or_says_why_not() {
    let mut said = Vec::new();
    for scheme in all_schemes() {
        for language in Language::ALL {
            if let Err(words) = receiver::code(language, &scheme, &example(&scheme)) {
                said.push([&scheme.id, ": ", &words].concat());
            }
        }
    }
    expect_test::expect![[r#""#]].assert_eq(&said.join("\n"));
}

#[test]
fn the_code_of_three_schemes_reads_as_it_should() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/goldens/receivers");
    for id in ["github", "standard-webhooks", "stripe"] {
        let scheme = presets::find(id).expect("a preset");
        for language in Language::ALL {
            let code = receiver::code(language, &scheme, &example(&scheme)).expect("code");
            let file = folder.join(format!("{id}.{}.txt", language.id()));
            expect_test::expect_file![file].assert_eq(&code.text);
        }
    }
}

#[test]
fn secrets_do_not_stand_in_the_code() {
    for scheme in all_schemes() {
        for language in Language::ALL {
            let Ok(code) = receiver::code(language, &scheme, &example(&scheme)) else {
                continue;
            };
            for canary in [cases::SECRET, cases::ENCKEY, "not for the code"] {
                assert!(!code.text.contains(canary), "{} {canary}", scheme.id);
            }
        }
    }
}
