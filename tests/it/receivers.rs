//! Receiver code run: every scheme in every language that has code for it and whose program is on this machine.
//!
//! Signpost signs, each language's own cryptography verifies: the request is
//! accepted, and refused once it is spoiled, in the words that the code has
//! for that. Beside it the test that stands in the code itself is run.
//!
//! While one works on a few schemes, `RECEIVERS=adyen,linear` runs only these.

mod cases;
mod languages;
mod signer;
mod vectors;

use std::io::Write;

use receiver::{Error, Language, plan};
use signature::{Kind, Scheme, presets};

use cases::{Case, all_schemes, cases, example};
use languages::Run;

/// Said past the harness, which hides what macros print when a test passes.
fn say(words: &str) {
    let mut out = std::io::stderr();
    out.write_all(["receivers: ", words, "\n"].concat().as_bytes())
        .expect("words");
}

/// Runs every scheme in one language; what comes out is held against each case.
fn run(language: Language) {
    let title = language.title();
    let Some(program) = languages::program(language) else {
        say(&format!("{title} is missing here, so its code is not run"));
        return;
    };
    let some = std::env::var("RECEIVERS").ok();
    let is_wanted = |scheme: &Scheme| {
        let some = some.as_deref();
        some.is_none_or(|some| some.split(',').any(|id| id == scheme.id))
    };
    let (mut runs, mut refused) = (Vec::new(), 0);
    let mut lacking = languages::Lacking::default();
    for scheme in all_schemes().into_iter().filter(is_wanted) {
        let code = match receiver::code(language, &scheme, &example(&scheme)) {
            Ok(code) => code,
            Err(error) => {
                assert!(
                    is_refused(language, &error),
                    "{title} {}: {error}",
                    scheme.id
                );
                refused += 1;
                continue;
            }
        };
        if let Some(package) = lacking.of(language, &program, &code.text) {
            say(&format!(
                "{title}: {} is not run without {package}",
                scheme.id
            ));
            continue;
        }
        runs.push(Run {
            name: ["s_", &scheme.id.replace(['-', '.'], "_")].concat(),
            text: code.text,
            file: code.name,
            cases: cases(&scheme),
        });
    }
    let answers = languages::run(language, &program, &runs);
    let all: Vec<(&Run, &Case)> = runs
        .iter()
        .flat_map(|r| r.cases.iter().map(move |c| (r, c)))
        .collect();
    let least = if refused == 0 { 400 } else { 300 };
    assert!(all.len() > least || some.is_some(), "{} cases", all.len());
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
    assert!(wrong.is_empty(), "{title}\n{}", wrong.join("\n"));
    let genuine = all
        .iter()
        .filter(|(_, case)| case.refusal.is_none())
        .count();
    say(&format!(
        "{title} ran {} of {} schemes, each with its own test: {genuine} requests accepted, {} refused",
        runs.len(),
        runs.len() + refused,
        all.len() - genuine
    ));
}

/// Whether a language has no code for a scheme by its own rule.
fn is_refused(language: Language, error: &Error) -> bool {
    [Error::Json(language), Error::PublicKey(language)].contains(error)
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

/// Every scheme that is in neither list is run in every language by the tests above.
#[test]
fn every_scheme_has_code_in_every_language_or_says_why_not() {
    let ran = all_schemes();
    let mut said = Vec::new();
    for scheme in presets::known() {
        if ran.iter().any(|ran| ran.id == scheme.id) {
            continue;
        }
        let words = plan::lower(scheme, &cases::inputs()).expect_err("a reason");
        said.push(format!("{}: {words}", scheme.id));
    }
    expect_test::expect![[r#"
        none: This scheme signs nothing, so a receiver has nothing to verify"#]]
    .assert_eq(&said.join("\n"));
    let mut refused = Vec::new();
    for language in Language::ALL {
        let mut by_reason = std::collections::BTreeMap::<String, Vec<&str>>::new();
        for scheme in &ran {
            if let Err(error) = receiver::code(language, scheme, &example(scheme)) {
                assert!(is_refused(language, &error), "{} {error}", scheme.id);
                let words = error.to_string();
                by_reason.entry(words).or_default().push(&scheme.id);
            }
        }
        for (words, ids) in by_reason {
            let of = format!("{} of {}: ", ids.len(), ran.len());
            refused.push([&words, "\n", &of, &ids.join(", ")].concat());
        }
    }
    expect_test::expect![[r#"
        There is no C# code for a scheme that reads members of a JSON body; choose another language
        9 of 68: mailgun, adyen, linear, authing, aws-sns, aws-sns-v1, members, checksum, one-function
        There is no C# code for a scheme that signs with a private key; choose another language
        10 of 68: discord, keyauth-1.3, standard-webhooks-v1a, sendgrid, paypal, rsa, rsa-512, ecdsa, ed25519, pem"#]]
    .assert_eq(&refused.join("\n"));
}

#[test]
fn the_code_of_some_schemes_reads_as_it_should() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/goldens/receivers");
    for id in [
        "github",
        "standard-webhooks",
        "stripe",
        "discord",
        "adyen",
        "rfc9421",
        "hubspot-v2",
        "paypal",
        "aws-sns-v1",
    ] {
        let scheme = presets::find(id).expect("a preset");
        for language in Language::ALL {
            // Other keys of RSA are made anew on each machine.
            let example = match scheme.kind {
                Kind::Rsa => vectors::example(&scheme),
                _ => example(&scheme),
            };
            let code = match receiver::code(language, &scheme, &example) {
                Ok(code) => code,
                Err(error) if is_refused(language, &error) => continue,
                Err(error) => panic!("{} {id}: {error}", language.title()),
            };
            let file = folder.join(format!("{id}.{}.txt", language.id()));
            expect_test::expect_file![file].assert_eq(&code.text);
        }
    }
}

#[test]
fn deliveries_that_signpost_did_not_make_are_among_the_cases() {
    let mut without = Vec::new();
    for scheme in all_schemes()
        .iter()
        .filter(|s| presets::find(&s.id).is_some())
    {
        let cases = cases(scheme);
        let mut published = cases.iter().filter(|c| c.name == "a published vector");
        if !published.any(|case| case.refusal.is_none()) {
            without.push(scheme.id.clone());
        }
    }
    // Their vectors may have other constants than the code.
    assert_eq!(without, ["tabby", "authing"]);
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
