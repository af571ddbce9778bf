//! Merging the reports of several workers that share a search into those of one.

use crate::{Place, Report};

/// A report and the bytes beside it.
type Message = (Report, Option<Vec<u8>>);

/// The state of a search that several workers share.
pub struct Merge {
    shares: Vec<ShareProgress>,
    /// The earliest candidate found so far.
    found: Option<(Place, Message)>,
    /// The merged report of the shares that found nothing.
    nothing: Option<Report>,
    /// True if the search's last report was passed on.
    finished: bool,
}

/// The progress of one share.
#[derive(Clone, Copy, Default)]
struct ShareProgress {
    done: usize,
    total: usize,
    place: Place,
    ended: bool,
}

impl Merge {
    /// A search of this many shares.
    pub fn new(count: usize) -> Merge {
        Merge {
            shares: vec![ShareProgress::default(); count],
            found: None,
            nothing: None,
            finished: false,
        }
    }

    /// Takes a share's report and returns the report of the whole search, if there is a new one.
    ///
    /// The result does not depend on which worker is faster: a candidate is reported once every
    /// other share has tried all earlier ones.
    pub fn receive(
        &mut self,
        index: usize,
        report: Report,
        bytes: Option<Vec<u8>>,
    ) -> Option<Message> {
        let share = self.shares.get_mut(index).filter(|_| !self.finished)?;
        let message = match report {
            Report::Progress { done, total, place } => {
                *share = ShareProgress {
                    done,
                    total,
                    place,
                    ended: false,
                };
                self.end().or_else(|| Some((self.progress(), None)))
            }
            Report::Found { place, .. } => {
                share.ended = true;
                if self.found.as_ref().is_none_or(|first| place < first.0) {
                    self.found = Some((place, (report, bytes)));
                }
                self.end()
            }
            Report::Nothing { .. } => {
                share.ended = true;
                self.nothing = Some(match self.nothing.take() {
                    Some(before) => merge_ruled_out(before, report),
                    None => report,
                });
                self.end()
            }
            other => Some((other, bytes)),
        };
        self.finished = message.as_ref().is_some_and(|(report, _)| report.is_last());
        message
    }

    /// Returns the result of the search, once it is certain.
    fn end(&mut self) -> Option<Message> {
        let ended = self.shares.iter().all(|share| share.ended);
        match &self.found {
            Some((first, _)) => {
                let passed = |share: &ShareProgress| share.ended || share.place >= *first;
                let certain = self.shares.iter().all(passed);
                certain
                    .then(|| self.found.take())
                    .flatten()
                    .map(|(_, message)| message)
            }
            None => ended
                .then(|| self.nothing.take())
                .flatten()
                .map(|report| (report, None)),
        }
    }

    /// Returns the progress of the search; each share counts the others' candidates as done when it
    /// passes them.
    fn progress(&self) -> Report {
        let done: usize = self.shares.iter().map(|share| share.done).sum();
        Report::Progress {
            done: done / self.shares.len().max(1),
            total: self
                .shares
                .iter()
                .map(|share| share.total)
                .max()
                .unwrap_or_default(),
            place: Place::default(),
        }
    }
}

/// Merges the candidates that two shares ruled out.
fn merge_ruled_out(one: Report, other: Report) -> Report {
    match (one, other) {
        (
            Report::Nothing {
                ruled: Some(one), ..
            },
            Report::Nothing {
                ruled: Some(mut other),
                next,
                remedies,
            },
        ) => {
            other.tried += one.tried;
            other.guessed += one.guessed;
            other.complete &= one.complete;
            other.singles &= one.singles;
            Report::Nothing {
                ruled: Some(other),
                next,
                remedies,
            }
        }
        (_, other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(body: usize) -> Place {
        let json = format!("[1,{body},0,0]");
        serde_json::from_str(&json).expect("a place")
    }

    fn progress(body: usize) -> Report {
        Report::Progress {
            done: 10 * body,
            total: 100,
            place: place(body),
        }
    }

    fn found(body: usize) -> Report {
        Report::Found {
            sentence: format!("body {body}"),
            remedies: Vec::new(),
            place: place(body),
        }
    }

    #[test]
    fn the_earliest_candidate_is_reported_once_no_other_share_can_find_an_earlier_one() {
        let mut merge = Merge::new(2);
        assert_eq!(
            merge.receive(0, progress(4), None),
            Some((
                Report::Progress {
                    done: 20,
                    total: 100,
                    place: Place::default()
                },
                None
            ))
        );
        // The second share is behind, and may find an earlier candidate.
        assert_eq!(merge.receive(0, found(5), Some(vec![1])), None);
        assert!(matches!(
            merge.receive(1, progress(3), None),
            Some((Report::Progress { .. }, None))
        ));
        assert_eq!(
            merge.receive(1, progress(6), None),
            Some((found(5), Some(vec![1])))
        );
        // The other worker may not have been stopped yet.
        assert_eq!(merge.receive(1, progress(7), None), None);
    }

    #[test]
    fn an_earlier_candidate_is_preferred_however_late_it_is_found() {
        let mut merge = Merge::new(2);
        assert_eq!(merge.receive(1, found(5), None), None);
        assert_eq!(merge.receive(0, found(2), None), Some((found(2), None)));
    }

    #[test]
    fn nothing_is_found_when_no_share_found_anything() {
        let nothing = Report::Nothing {
            ruled: None,
            next: "next".into(),
            remedies: Vec::new(),
        };
        let mut merge = Merge::new(2);
        assert_eq!(merge.receive(1, nothing.clone(), None), None);
        assert_eq!(
            merge.receive(0, nothing.clone(), None),
            Some((nothing, None))
        );
    }
}
