//! Header fields that bear signatures, keys and certificates: every scheme reads them, and no search for a cause panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use diagnosis::{Search, Step, check};
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
    let mut search = Search::new(scheme, &secrets, &received);
    for _ in 0..64 {
        match search.step(1 << 12) {
            Step::More { done, total } => assert!(done <= total),
            Step::Found(explanation) => {
                explanation.sentence();
                break;
            }
            Step::Nothing(ruled) => {
                ruled.sentence();
                break;
            }
        }
    }
});
