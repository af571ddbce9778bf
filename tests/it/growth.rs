//! Twice the input takes at most two and a half times as long, whatever its shape.
//!
//! The processor time of the thread is measured, which other programs do not lengthen. Of several runs
//! the shortest counts, and a shape fails only when it is too slow in every round. What is quadratic
//! takes four times as long.

mod deliveries;
mod documents;
mod prose;
mod replies;
mod requests;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

/// Twice the input may take so many times as long.
const MOST: f64 = 2.5;
/// A measured run takes at least so long.
const LEAST: Duration = Duration::from_millis(20);
/// Beyond so many, what is measured is the memory.
const LARGEST: usize = 1 << 18;
/// A run that is as long as this has grown too fast for the sizes to go on.
const LONGEST: Duration = Duration::from_secs(20);
const ROUNDS: usize = 4;
const RUNS: usize = 2;

/// Holds a shape to linear growth: `make` gives an input of a size, `run` is measured on it.
#[track_caller]
fn check<I, O>(shape: &str, make: impl Fn(usize) -> I, run: impl Fn(&I) -> O) {
    let time = |size: usize, runs: usize| {
        let input = make(size);
        let times = (0..runs).map(|_| {
            let begun = ThreadTime::now();
            let made = run(&input);
            let took = begun.elapsed();
            drop(black_box(made));
            took
        });
        times.min().unwrap_or_default()
    };
    let mut size = 256;
    while time(size, 1) < LEAST {
        size *= 2;
        if size > LARGEST {
            // So much in so little time is not quadratic.
            return;
        }
    }
    let mut found = Vec::new();
    for _ in 0..ROUNDS {
        let (once, twice) = (time(size, RUNS), time(2 * size, RUNS));
        let growth = twice.as_secs_f64() / once.as_secs_f64();
        if growth <= MOST {
            return;
        }
        found.push(format!("{growth:.2}"));
        if twice > LONGEST {
            break;
        }
    }
    panic!(
        "{shape}, {size} and twice as many: {} times as long",
        found.join(", ")
    );
}
