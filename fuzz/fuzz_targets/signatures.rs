//! Header fields that bear signatures, keys and certificates: every scheme reads them, and no search for a cause panics.
#![no_main]

use std::ops::ControlFlow;

use diagnosis::{Search, Searched, check};
use libfuzzer_sys::fuzz_target;
use received::read;
use signature::secret::{Secret, Secrets};
use signature::{certificate, presets, public, recognise};

fuzz_target!(|input: (u8, String, Vec<u8>)| {
    let (choice, secret, raw) = input;
    let received = read(&raw);
    let found = recognise(&received.headers, &received.body);
    let schemes = presets::known();
    let scheme = &schemes[usize::from(choice) % schemes.len()];
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new(secret));
    check(scheme, &secrets, &received, &found, 1_700_000_000_000);
    let _ = public::material(scheme, &secrets, &received.signable());
    certificate::public_key(&received.body);
    let mut reports = 0;
    let searched = Search::new(scheme, &secrets, &received).run(&mut |progress| {
        assert!(progress.done <= progress.total);
        reports += 1;
        match reports < 4 {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    match searched {
        Searched::Found(explanation, _) => drop(explanation.sentence()),
        Searched::Nothing(ruled) => drop((ruled.summary(), ruled.groups(), ruled.limits())),
        Searched::Stopped => {}
    }
});
