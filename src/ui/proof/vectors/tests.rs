//! What the published vectors give, row by row.

use expect_test::expect;

use super::*;

fn vectors() -> Vec<Vector> {
    let file = include_str!("../../../../static/proof/vectors.json");
    serde_json::from_str::<File>(file)
        .expect("the file")
        .vectors
}

#[test]
fn every_vector_passes_or_is_left_to_the_browser() {
    let vectors = vectors();
    assert!(vectors.len() >= 60, "{}", vectors.len());
    for vector in &vectors {
        let (ran, task) = vector.run();
        let name = [&vector.scheme, " ", &vector.title].concat();
        match ran {
            Ran::Passed(_) => {}
            Ran::Absent(_) => assert!(matches!(task, Task::Public(_)), "{name}"),
            Ran::Failed(why) => panic!("{name}: {why}"),
        }
        if let Task::Hmac {
            algorithm,
            digest,
            key,
            text,
            ours,
        } = task
        {
            assert_eq!(
                beside(&hmac::mac(algorithm, &key, &text), digest, &ours),
                Ran::Passed("Same HMAC".into()),
                "{name}"
            );
        }
    }
}

#[test]
fn a_spoiled_vector_fails_in_words() {
    let spoiled = |spoil: fn(&mut Vector)| {
        let found = vectors()
            .into_iter()
            .find(|v| v.scheme == "github" && v.signed.is_some());
        let mut vector = found.unwrap_or_default();
        spoil(&mut vector);
        format!("{:?}", vector.run().0)
    };
    let all = [
        spoiled(|_| ()),
        spoiled(|v| v.valid = false),
        spoiled(|v| v.body.push('x')),
        spoiled(|v| v.clock = "too-old".into()),
        spoiled(|v| v.scheme = "nobody".into()),
        spoiled(|v| v.secrets.clear()),
        spoiled(|v| v.with = serde_json::from_str(r#"{"algorithm": "MD5"}"#).ok()),
    ];
    expect![[r#"
        Passed("Same signature, accepted")
        Failed("Accepted, but it is not valid")
        Failed("`X-Hub-Signature-256` differs from the expected value `sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17`")
        Failed("The clock rule gives “” instead of “too-old”")
        Failed("No signature scheme has the id `nobody`.")
        Failed("Cannot be signed: the secret is missing; enter it, or set the scheme to None")
        Failed("`algorithm` cannot be `MD5`. Choose `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`.")"#]].assert_eq(&all.join("\n"));
}

#[test]
fn a_beginning_is_held_against_the_signature() {
    let all = vectors();
    let known = |v: &&Vector| v.begins && v.source == "RFC 4231, test case 5";
    assert_eq!(all.iter().filter(known).count(), 3);
    for mut vector in all.into_iter().filter(|v| v.begins) {
        for (_, value) in vector.signed.iter_mut().flatten() {
            let last = value.pop();
            value.push(if last == Some('0') { '1' } else { '0' });
        }
        assert!(matches!(vector.run().0, Ran::Failed(_)), "{}", vector.title);
    }
}

#[test]
fn a_source_leads_somewhere() {
    let link = |source: &str| {
        Vector {
            source: source.into(),
            ..Vector::default()
        }
        .link()
    };
    let all = [
        "https://example.com/a (test suites)",
        "Node crypto, as https://example.com/docs says",
        "RFC 9421, appendix B.2.5",
        "npm @adyen/api-library 32.1.0 accepts it",
        "Node crypto",
    ]
    .map(|source| link(source).unwrap_or_else(|| "nowhere".into()));
    expect![[r#"
        https://example.com/a
        https://example.com/docs
        https://www.rfc-editor.org/rfc/rfc9421
        https://www.npmjs.com/package/@adyen/api-library/v/32.1.0
        nowhere"#]]
    .assert_eq(&all.join("\n"));
    let linked = vectors().iter().filter(|v| v.link().is_some()).count();
    assert!(linked > 40, "{linked}");
}
