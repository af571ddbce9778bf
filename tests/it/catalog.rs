//! The documents of the catalog, held to themselves.

mod rules;
mod seeds;

use std::collections::BTreeSet;
use std::rc::Rc;

use exchange::reply::{self, Expectation, Reply, Source};
use openapi::{Control, Operation, Response, ResponseExample};
use signature::secret::Secrets;

use crate::common::{IDS, api, file, found, listed, matches, run};

/// Every control of a request, with the fields around it.
fn controls<'a>(control: &'a Control, found: &mut Vec<&'a Control>) {
    found.push(control);
    let inner = control.members.iter().chain(&control.element);
    inner.for_each(|inner| controls(inner, found));
}

#[test]
fn what_is_secret_in_the_catalog_is_so_by_the_documents_own_word() {
    let mut secret = 0;
    for id in IDS {
        for operation in &api(id).operations {
            let media = operation.body.iter().flat_map(|b| &b.media);
            let bodies = media.filter_map(|m| m.control.as_deref());
            let parameters = operation.parameters.iter().map(|p| &*p.control);
            let mut all = Vec::new();
            bodies.chain(parameters).for_each(|c| controls(c, &mut all));
            let named: Vec<&str> = (all.iter().filter(|c| c.named_secret))
                .map(|c| c.name.as_str())
                .collect();
            assert_eq!(
                named, [""; 0],
                "{id}: say `format: password` or `x-signpost-secret`"
            );
            secret += all.iter().filter(|c| c.secret).count();
        }
    }
    assert!(secret >= 6, "{secret}");
}

#[test]
fn the_index_lists_every_document_with_its_operations() {
    let index = signpost::catalog::read(&file("index.json")).expect("the index reads");
    let start = signpost::catalog::Start {
        request: "genauth/createWebhook".into(),
        example: "signed".into(),
        delivery: "superoffice/postWebhook/delivery".into(),
    };
    assert_eq!(index.start, start);
    let (entries, fault) = (index.entries, index.fault);
    assert_eq!(fault, None);
    let ids: Vec<&str> = entries.iter().map(|e| e.id.as_str()).collect();
    // More may be put beside them; they need only read.
    assert!(ids.starts_with(&IDS), "{ids:?}");
    ids[IDS.len()..].iter().for_each(|id| drop(api(id)));
    for entry in &entries[..IDS.len()] {
        assert!(!entry.title.is_empty(), "{} has no title", entry.id);
        let is_sentence = entry.summary.ends_with('.') && entry.summary.matches(". ").count() == 0;
        assert!(is_sentence, "{}: one sentence says what it is", entry.id);
        let written: Vec<(&str, &str, &str)> = entry
            .operations
            .iter()
            .map(|o| (o.id.as_str(), o.method.as_str(), o.summary.as_str()))
            .collect();
        let document = api(&entry.id);
        let read: Vec<(&str, &str, &str)> = document
            .operations
            .iter()
            .map(|o| (o.id.as_str(), o.method.as_str(), o.summary.as_str()))
            .collect();
        assert_eq!(written, read, "operations of {}", entry.id);
        let written = entry.operations.iter().flat_map(|o| {
            let of = move |d: &signpost::catalog::EntryDelivery| {
                (
                    Some(o.id.clone()),
                    d.name.clone(),
                    d.method.clone(),
                    d.summary.clone(),
                )
            };
            o.deliveries.iter().map(of)
        });
        let read = document.deliveries.iter().map(|l| {
            (
                l.of.clone(),
                l.name.clone(),
                l.method.clone(),
                l.summary.clone(),
            )
        });
        let (written, read): (Vec<_>, Vec<_>) = (written.collect(), read.collect());
        assert_eq!(written, read, "deliveries of {}", entry.id);
    }
}

#[test]
fn every_document_reads_without_a_note() {
    for id in IDS {
        let notes = api(id).notes;
        assert!(notes.is_empty(), "{id}: {notes:#?}");
    }
}

#[test]
fn operations_bear_the_names_that_the_page_is_addressed_by() {
    let names: Vec<String> = IDS
        .iter()
        .flat_map(|id| {
            api(id)
                .operations
                .iter()
                .map(|o| format!("{id}/{}", o.id))
                .collect::<Vec<_>>()
        })
        .collect();
    let expected = [
        "keyauth/webhook",
        "keyauth/webhookGet",
        "genauth/createWebhook",
        "aggregate-intelligence/createWebhook",
        "superoffice/postWebhook",
    ];
    assert_eq!(names, expected);
}

#[test]
fn every_field_says_what_it_is_and_of_which_type() {
    let mut lacking = Vec::new();
    each_operation(|operation| {
        let place = format!("{}/{}", operation.api, operation.id);
        for parameter in &operation.parameters {
            let at = format!("{place} {}:", parameter.place.word());
            describe(&parameter.control, &at, true, &mut lacking);
        }
        let bodies = operation.body.iter().flat_map(|b| &b.media);
        let replies = operation.responses.iter().flat_map(|r| &r.media);
        let said = bodies.map(|media| (media, true));
        // What stands only in a sample of a response bears no description.
        for (media, in_words) in said.chain(replies.map(|media| (media, false))) {
            for member in media.control.iter().flat_map(|c| &c.members) {
                let at = format!("{place} {} ", media.name);
                describe(member, &at, in_words, &mut lacking);
            }
        }
    });
    assert!(lacking.is_empty(), "{lacking:#?}");
}

fn describe(control: &Rc<Control>, above: &str, in_words: bool, lacking: &mut Vec<String>) {
    let at = format!("{above}/{}", control.name);
    if in_words && control.description.trim().is_empty() {
        lacking.push(format!("{at} has no description"));
    }
    if ["", "any", "array of any"].contains(&control.type_words.as_str()) {
        lacking.push(format!("{at} has no type"));
    }
    let element = control.element.iter().flat_map(|e| &e.members);
    for member in control.members.iter().chain(element) {
        describe(member, &at, in_words, lacking);
    }
}

#[test]
fn every_request_example_gives_exactly_the_problems_it_is_listed_with() {
    let mut wrong = Vec::new();
    each_operation(|operation| {
        for example in &operation.examples {
            let (has, lists) = (
                found(&run(operation, example).problems),
                listed(&example.expected),
            );
            if has != lists {
                let place = format!("{}/{} {}", operation.api, operation.id, example.name);
                wrong.push((place, format!("gives {has:?}"), format!("lists {lists:?}")));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn examples_that_break_a_rule_say_so_and_no_others() {
    each_operation(|operation| {
        let mut names = BTreeSet::new();
        for example in &operation.examples {
            let place = format!("{}/{} {}", operation.api, operation.id, example.name);
            assert!(names.insert(&example.name), "{place} is there twice");
            assert!(!example.summary.is_empty(), "{place} has no summary");
            if example.breaks {
                assert!(!example.expected.is_empty(), "{place} breaks nothing");
            }
        }
        assert!(
            !operation.examples[0].breaks,
            "{} begins with a sound example",
            operation.api
        );
    });
}

#[test]
fn every_response_example_gives_exactly_the_problems_it_is_listed_with() {
    let mut wrong = Vec::new();
    each_response_example(|operation, response, media, example| {
        let reply = as_reply(response, media, example);
        let reading = reply::read(
            operation,
            &reply,
            Expectation::default(),
            &Secrets::default(),
            &matches,
        );
        let (has, lists) = (found(&reading.problems), listed(&example.expected));
        if has != lists {
            let place = format!(
                "{}/{} {} {}",
                operation.api, operation.id, response.status, example.name
            );
            wrong.push((place, format!("gives {has:?}"), format!("lists {lists:?}")));
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The reply that an example stands for.
fn as_reply(response: &Response, media: &str, example: &ResponseExample) -> Reply {
    Reply {
        source: Source::Example,
        status: response.status.replace('X', "0").parse().unwrap_or(200),
        reason: String::new(),
        headers: vec![("content-type".into(), media.into())],
        body: example.text.as_bytes().into(),
        millis: 0.0,
        redirected_to: None,
        sample: None,
    }
}

fn each_operation(mut look: impl FnMut(&Operation)) {
    for id in IDS {
        api(id)
            .operations
            .iter()
            .for_each(|operation| look(operation));
    }
}

fn each_response_example(mut look: impl FnMut(&Operation, &Response, &str, &ResponseExample)) {
    each_operation(|operation| {
        for response in &operation.responses {
            for media in &response.media {
                for example in &media.examples {
                    look(operation, response, &media.name, example);
                }
            }
        }
    });
}
