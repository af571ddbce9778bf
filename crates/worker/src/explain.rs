//! The evidence that a delivery shows, then the search for the cause.

use std::ops::ControlFlow;
use std::rc::Rc;

use diagnosis::{Evidence, Inquiry, Search, Searched, Share, gather, next};
use json::Tree;
use received::Received;
use signature::secret::Secrets;
use signature::{AddressCoverage, Coverage, Scheme};

use crate::{Report, Shown};

/// Gathers the evidence and, if the inquiry asks for it, searches for the cause.
pub fn run(
    scheme: &Scheme,
    own: Vec<Scheme>,
    (received, secrets): (&Received, &Secrets),
    inquiry: Inquiry,
    known: Vec<String>,
    share: Share,
    send: &mut dyn FnMut(Report, Option<&[u8]>),
) {
    let request = received.signable();
    let coverage = Coverage::of(scheme, &request);
    let evidence = gather(scheme, received, inquiry == Inquiry::Contrary);
    let shown = evidence.iter().map(|found| Shown {
        code: found.code().to_owned(),
        sentence: match inquiry {
            Inquiry::Contrary => found.beside_valid(coverage),
            Inquiry::Cause | Inquiry::Evidence => found.sentence(),
        },
    });
    if share.index == 0 {
        send(Report::Evidence(shown.collect()), None);
    }
    let next = || {
        let address = AddressCoverage::of(scheme, &request);
        next(scheme, (coverage, address), &evidence)
    };
    if inquiry != Inquiry::Cause {
        let nothing = Report::Nothing {
            ruled: None,
            next: next(),
            remedies: Vec::new(),
        };
        return send(nothing, None);
    }
    let own: Vec<Rc<Scheme>> = own.into_iter().map(Rc::new).collect();
    let known = known.into_iter().filter_map(|text| Tree::read(text).ok());
    let search = Search::new(scheme, secrets, received)
        .among(&own)
        .knowing(known.collect())
        .sharing(share);
    let searched = search.run(&mut |progress| {
        let (done, total, place) = (progress.done, progress.total, progress.place);
        send(Report::Progress { done, total, place }, None);
        ControlFlow::Continue(())
    });
    match searched {
        Searched::Found(explanation, place) => {
            let found = Report::Found {
                sentence: explanation.sentence(),
                remedies: explanation.remedies(scheme),
                place,
            };
            send(found, explanation.recovered.as_deref());
        }
        Searched::Nothing(ruled) => {
            let is_changed = evidence.iter().any(Evidence::is_changed);
            let nothing = Report::Nothing {
                next: next(),
                remedies: ruled.remedies(scheme),
                // A changed body is the answer, whatever was tried to undo the change.
                ruled: (!is_changed).then_some(ruled),
            };
            send(nothing, None);
        }
        // Only ending the worker stops a search.
        Searched::Stopped => {}
    }
}
