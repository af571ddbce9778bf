//! The displayed fix suits the cause, for every framework.

use super::super::cause::*;
use super::sentences::{every, explanation};
use super::*;
use expect_test::expect;
use json::Value;
use signature::DigestText;

fn file() -> Value {
    Value::read(include_str!("../../../../static/verify/fixes.json")).expect("JSON")
}

fn text(value: &Value, name: &str) -> String {
    let text = value.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn frameworks(file: &Value) -> Vec<Value> {
    let all = file.get("frameworks").and_then(Value::as_array);
    all.unwrap_or_default().to_vec()
}

/// Returns the usual line and its fix in a framework, as the page shows them.
fn shown(file: &Value, remedy: &Remedy, framework: &Value) -> [String; 2] {
    let entry = file.get("causes").and_then(|all| all.get(&remedy.id));
    let fixes = entry
        .and_then(|entry| entry.get("fixes"))
        .expect(&remedy.id);
    let fix = fixes.get(&text(framework, "id")).expect(&remedy.id);
    let words = framework.get("words").expect("words");
    ["usual", "fix"].map(|part| remedy.fill(&text(fix, part), |name| text(words, name)))
}

#[test]
fn every_cause_has_a_fix_for_every_framework() {
    let file = file();
    let frameworks = frameworks(&file);
    let ids: Vec<String> = frameworks.iter().map(|f| text(f, "id")).collect();
    assert_eq!(
        ids.join(" "),
        "express fastapi flask django rails laravel go axum spring aspnet"
    );
    let mut used: Vec<String> = Vec::new();
    for id in [
        "github",
        "stripe",
        "standard-webhooks",
        "adyen",
        "keyauth",
        "shopify",
    ] {
        use SecretText::{Base64, PrefixCut, PrefixKept, Text};
        let two =
            [[PrefixCut, Base64], [PrefixKept, Text]].map(|two| two.map(Cause::Secret).to_vec());
        let one = every().into_iter().map(|cause| vec![cause]);
        for causes in one.chain(two) {
            let cause = causes[0].clone();
            let alone = causes.len() == 1;
            let remedies = explanation(causes).remedies(&preset(id));
            // Another cause covers the kept prefix. A sender's fault has no fix in a receiver.
            let untold =
                alone && [Cause::Secret(PrefixKept), Cause::ColonsEscaped].contains(&cause);
            assert_eq!(remedies.is_empty(), untold, "{id} {cause:?}");
            for remedy in remedies {
                used.push(remedy.id.clone());
                for framework in &frameworks {
                    let [usual, fix] = shown(&file, &remedy, framework);
                    assert!(!usual.is_empty() && !fix.is_empty(), "{cause:?}");
                    let whole = [&*usual, &fix].concat();
                    assert!(!whole.contains(['«', '»', '\n']), "{whole}");
                    // Another layout may equal the scheme's, and another hash too.
                    let same = matches!(cause, Cause::Layout { .. } | Cause::Algorithm(_));
                    assert!(usual != fix || same, "{id} {cause:?} {usual}");
                }
            }
        }
    }
    for (id, entry) in file
        .get("causes")
        .and_then(Value::as_object)
        .expect("causes")
    {
        assert!(used.contains(&id.to_string()), "{id} is shown for no cause");
        assert!(!text(entry, "title").is_empty() && !text(entry, "about").is_empty());
    }
}

/// Returns the text for one cause in some frameworks.
fn fixes(scheme: &str, causes: &[Cause], wanted: &[&str]) -> String {
    let file = file();
    let mut out = String::new();
    for remedy in explanation(causes.to_vec()).remedies(&preset(scheme)) {
        for framework in frameworks(&file) {
            if wanted.contains(&&*text(&framework, "id")) {
                let [usual, fix] = shown(&file, &remedy, &framework);
                out.push_str(&format!("{}: {usual}\n    {fix}\n", remedy.id));
            }
        }
    }
    out
}

#[test]
fn the_hash_that_was_found_is_the_one_that_is_shown() {
    let sha1 = [Cause::Algorithm(Algorithm::Sha1)];
    let all = [
        "express", "fastapi", "rails", "laravel", "go", "axum", "spring", "aspnet",
    ];
    expect![[r#"
        algorithm: crypto.createHmac('sha256', secret)
            crypto.createHmac('sha1', secret)
        algorithm: hmac.new(secret.encode(), body, hashlib.sha256)
            hmac.new(secret.encode(), body, hashlib.sha1)
        algorithm: OpenSSL::HMAC.digest('SHA256', secret, body)
            OpenSSL::HMAC.digest('SHA1', secret, body)
        algorithm: hash_hmac('sha256', $body, $secret, true)
            hash_hmac('sha1', $body, $secret, true)
        algorithm: hmac.New(sha256.New, []byte(secret))
            hmac.New(sha1.New, []byte(secret))
        algorithm: Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            Hmac::<Sha1>::new_from_slice(secret.as_bytes())
        algorithm: new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256")
            new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1")
        algorithm: new HMACSHA256(Encoding.UTF8.GetBytes(secret))
            new HMACSHA1(Encoding.UTF8.GetBytes(secret))
    "#]]
    .assert_eq(&fixes("github", &sha1, &all));
}

#[test]
fn the_encoding_the_layout_and_the_field_are_those_that_were_found() {
    let two = ["express", "go"];
    let written = |form| vec![Cause::Written(Written::As(form))];
    let layout = |content: &str| {
        vec![Cause::Layout {
            title: String::new(),
            content: content.to_owned(),
        }]
    };
    let said = [
        fixes("github", &written(DigestText::Base64), &two),
        fixes("shopify", &written(DigestText::Hex), &two),
        fixes("github", &layout("{timestamp}.{body}"), &two),
        fixes("stripe", &layout("{body}"), &two),
        fixes("stripe", &layout("v0:{timestamp}:{body}"), &two),
        fixes("stripe", &[Cause::TimeUnit(signature::Unit::Seconds)], &two),
        fixes("slack", &[Cause::TimeUnit(signature::Unit::Seconds)], &two),
        fixes("github", &[Cause::Secret(SecretText::Hex)], &two),
        fixes(
            "standard-webhooks",
            &[
                Cause::Secret(SecretText::PrefixKept),
                Cause::Secret(SecretText::Text),
            ],
            &two,
        ),
        fixes(
            "github",
            &[
                Cause::Secret(SecretText::PrefixCut),
                Cause::Secret(SecretText::Base64),
            ],
            &two,
        ),
        fixes(
            "github",
            &[Cause::Bare {
                prefix: "sha256=".to_owned(),
            }],
            &two,
        ),
    ];
    expect![[r#"
        digest-base64: given === hmac.digest('hex')
            const sent = Buffer.from(given, 'base64'); sent.length === digest.length && crypto.timingSafeEqual(sent, digest)
        digest-base64: given == hex.EncodeToString(digest)
            sent, err := base64.StdEncoding.DecodeString(given); ok := err == nil && hmac.Equal(sent, digest)
        digest-hex: given === hmac.digest('base64')
            const sent = Buffer.from(given, 'hex'); sent.length === digest.length && crypto.timingSafeEqual(sent, digest)
        digest-hex: given == base64.StdEncoding.EncodeToString(digest)
            sent, err := hex.DecodeString(given); ok := err == nil && hmac.Equal(sent, digest)
        layout: hmac.update(req.body);
            hmac.update(timestamp); hmac.update("."); hmac.update(req.body);
        layout: mac.Write(body);
            io.WriteString(mac, timestamp); io.WriteString(mac, "."); mac.Write(body);
        layout: hmac.update(timestamp); hmac.update("."); hmac.update(req.body);
            hmac.update(req.body);
        layout: io.WriteString(mac, timestamp); io.WriteString(mac, "."); mac.Write(body);
            mac.Write(body);
        layout: hmac.update(timestamp); hmac.update("."); hmac.update(req.body);
            hmac.update("v0:"); hmac.update(timestamp); hmac.update(":"); hmac.update(req.body);
        layout: io.WriteString(mac, timestamp); io.WriteString(mac, "."); mac.Write(body);
            io.WriteString(mac, "v0:"); io.WriteString(mac, timestamp); io.WriteString(mac, ":"); mac.Write(body);
        time-unit: const timestamp = String(Date.parse(req.get('Stripe-Signature'))) // or * 1000, or / 1000
            const timestamp = req.get('Stripe-Signature') // of it what stands for {timestamp} in t={timestamp},v1={signature}
        time-unit: timestamp := strconv.FormatInt(sent.UnixMilli(), 10) // or Unix()
            timestamp := r.Header.Get("Stripe-Signature") // of it what stands for {timestamp} in t={timestamp},v1={signature}
        time-unit: const timestamp = String(Date.parse(req.get('X-Slack-Request-Timestamp'))) // or * 1000, or / 1000
            const timestamp = req.get('X-Slack-Request-Timestamp')
        time-unit: timestamp := strconv.FormatInt(sent.UnixMilli(), 10) // or Unix()
            timestamp := r.Header.Get("X-Slack-Request-Timestamp")
        secret-hex: crypto.createHmac('sha256', secret)
            crypto.createHmac('sha256', Buffer.from(secret, 'hex'))
        secret-hex: hmac.New(sha256.New, []byte(secret))
            key, err := hex.DecodeString(secret); mac := hmac.New(sha256.New, key)
        secret-prefix-as-text: crypto.createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
            crypto.createHmac('sha256', secret)
        secret-prefix-as-text: key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_")); mac := hmac.New(sha256.New, key)
            hmac.New(sha256.New, []byte(secret))
        secret-prefix-base64: crypto.createHmac('sha256', secret)
            crypto.createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
        secret-prefix-base64: hmac.New(sha256.New, []byte(secret))
            key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_")); mac := hmac.New(sha256.New, key)
        digest-bare: headers['X-Hub-Signature-256'] = digest
            headers['X-Hub-Signature-256'] = 'sha256=' + digest
        digest-bare: request.Header.Set("X-Hub-Signature-256", digest)
            request.Header.Set("X-Hub-Signature-256", "sha256="+digest)
    "#]].assert_eq(&said.concat());
}

/// Each language writes the input of a hash in its own way, with a separate name for each value.
#[test]
fn a_layout_is_written_in_the_language_of_the_framework() {
    let content = "$a#{{b}\n{header:X-Id}{json:/data/id}{timestamp}";
    let layout = [Cause::Layout {
        title: String::new(),
        content: content.to_owned(),
    }];
    let said = fixes(
        "github",
        &layout,
        &["express", "flask", "rails", "laravel", "axum"],
    );
    let fixes = said.lines().filter(|line| line.starts_with(' '));
    let shown = fixes.map(str::trim);
    expect![[r#"
            hmac.update("$a#{b}\n"); hmac.update(header_x_id); hmac.update(json_data_id); hmac.update(timestamp);
            mac.update("$a#{b}\n".encode()); mac.update(header_x_id.encode()); mac.update(json_data_id.encode()); mac.update(timestamp.encode());
            hmac << "$a\#{b}\n"; hmac << header_x_id; hmac << json_data_id; hmac << timestamp;
            hash_update($hmac, "\$a#{b}\n"); hash_update($hmac, $header_x_id); hash_update($hmac, $json_data_id); hash_update($hmac, $timestamp);
            mac.update("$a#{b}\n".as_bytes()); mac.update(header_x_id.as_bytes()); mac.update(json_data_id.as_bytes()); mac.update(timestamp.as_bytes());"#]].assert_eq(&shown.collect::<Vec<_>>().join("\n"));
}

#[test]
fn members_in_alphabetical_order_are_remarked_with_their_fix() {
    let here = br#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}"#;
    let signed = br#"{"g":7,"a":1,"c":3,"b":2,"d":4,"e":5,"f":6}"#;
    let there = github(here, signed, "application/json");
    let ruled = run(Search::new(&preset("github"), &secrets(SECRET), &there));
    let ruled = ruled.expect_err("the order is lost");
    assert!(
        worded(&ruled).contains("alphabetical order"),
        "{}",
        worded(&ruled)
    );
    let remedies = ruled.remedies(&preset("github"));
    assert_eq!(
        remedies.iter().map(|r| &*r.id).collect::<Vec<_>>(),
        ["order"]
    );
    // No remedy where the members are in another order, or where every order was tried.
    for here in [&signed[..], br#"{"a":1,"b":2,"c":3}"#] {
        let there = github(here, b"another", "application/json");
        let ruled = run(Search::new(&preset("github"), &secrets(SECRET), &there));
        assert!(
            !ruled
                .expect_err("nothing")
                .limits()
                .contains("alphabetical")
        );
    }
}

#[test]
fn an_order_that_is_known_is_found() {
    let known = r#"{"Event": "x", "WebhookId": 1, "Data": {"Zip": 1, "City": 2, "Name": 3, "Id": 0}, "At": 0, "Name": "n", "Tenant": 1, "By": 1}"#;
    let signed = br#"{"Event":"contact","WebhookId":7,"Data":{"Zip":"x","City":"y","Name":"z","Id":9},"At":5,"Name":"m","Tenant":3,"By":4}"#;
    let sorted = br#"{"At": 5, "By": 4, "Data": {"City": "y", "Id": 9, "Name": "z", "Zip": "x"}, "Event": "contact", "Name": "m", "Tenant": 3, "WebhookId": 7}"#;
    let there = github(sorted, signed, "application/json");
    let (scheme, secrets) = (preset("github"), secrets(SECRET));
    let search = || Search::new(&scheme, &secrets, &there);
    assert!(run(search()).is_err());
    let known = json::Tree::read(known).expect("JSON");
    let found = run(search().knowing(vec![known])).expect("the order is known");
    let compact = Cause::Spacing(Spacing::Compact);
    assert_eq!(found.causes, [compact, Cause::Order(Order::Known)]);
}

/// The delivery that SuperOffice documents, sorted on its way as by Python's `json.dumps(v,
/// sort_keys=True)`: the catalog's document shows the order that was signed.
#[test]
fn a_documented_delivery_that_was_sorted_is_explained() {
    let document = include_str!("../../../../static/catalog/superoffice.openapi.json");
    let document = json::Tree::read(document).expect("JSON");
    let like = |view: &json::View<'_>| {
        let names = ["EventId", "Timestamp", "Changes", "Event"];
        view.kind() == json::Kind::Object && names.iter().all(|n| view.get(n).is_some())
    };
    let example = document.all().filter(like).last().expect("an example");
    let program = "import json,sys\nv=json.load(sys.stdin)\n\
         sys.stdout.write(json.dumps(v,separators=(',',':'))+'\\x1e'+json.dumps(v,sort_keys=True))";
    let both = super::bodies::run_program("python3", &["-c", program], example.source());
    let both = String::from_utf8(both).expect("text");
    let (signed, here) = both.split_once('\x1e').expect("two");
    assert!(example.children().count() > 6, "{signed}");
    let there = github(here.as_bytes(), signed.as_bytes(), "application/json");
    let (scheme, secrets) = (preset("github"), secrets(SECRET));
    let search = || Search::new(&scheme, &secrets, &there);
    assert!(run(search()).is_err(), "{here}");
    let found = run(search().knowing(vec![document.clone()])).expect("the order is known");
    assert!(
        found.causes.contains(&Cause::Order(Order::Known)),
        "{:?}",
        found.causes
    );
}
