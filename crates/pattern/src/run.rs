//! Patterns as programs, and following all of a program's ways through a text at once.
//!
//! A look-around is a program too: it is run once over the whole text, against the reading
//! direction for a lookahead, and gives the positions at which it holds.

use super::RegExp;
use super::parse::{Edge, Node, Set, is_word};

/// Steps of a program; a documented repetition may ask for millions.
const LARGEST: usize = 20_000;
/// How many steps asking the `RegExp` about one character counts for.
const ASKED: u64 = 20;

/// A compiled pattern.
#[derive(Default)]
pub(super) struct Program {
    steps: Vec<Step>,
    sets: Vec<Set>,
    looks: Vec<Look>,
    /// Whether it can match nowhere but at the start.
    anchored: bool,
}

enum Step {
    One(usize),
    Fork(usize, usize),
    Edge(Edge),
    Look(usize),
    Done,
}

struct Look {
    program: Program,
    behind: bool,
    negative: bool,
}

/// The direction in which a text is read.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Forward,
    Backward,
}

impl Program {
    /// The program of a pattern; `None` when it is too large.
    pub fn of(node: &Node) -> Option<Program> {
        Program::reading(node, Reading::Forward)
    }

    fn reading(node: &Node, reading: Reading) -> Option<Program> {
        let mut program = Program::default();
        program.put(node, reading)?;
        program.steps.push(Step::Done);
        program.anchored = program.is_anchored();
        Some(program)
    }

    fn put(&mut self, node: &Node, reading: Reading) -> Option<()> {
        if self.steps.len() > LARGEST {
            return None;
        }
        match node {
            Node::One(set) => {
                self.steps.push(Step::One(self.sets.len()));
                self.sets.push(set.clone());
            }
            Node::Edge(edge) => self.steps.push(Step::Edge(*edge)),
            Node::Sequence(parts) if reading == Reading::Forward => {
                for part in parts {
                    self.put(part, reading)?;
                }
            }
            Node::Sequence(parts) => {
                for part in parts.iter().rev() {
                    self.put(part, reading)?;
                }
            }
            Node::Either(branches) => self.either(branches, reading)?,
            Node::Repeat { of, min, max } => self.repeat(of, *min, *max, reading)?,
            Node::Look {
                of,
                behind,
                negative,
            } => {
                let reading = match behind {
                    true => Reading::Forward,
                    false => Reading::Backward,
                };
                self.steps.push(Step::Look(self.looks.len()));
                self.looks.push(Look {
                    program: Program::reading(of, reading)?,
                    behind: *behind,
                    negative: *negative,
                });
            }
        }
        Some(())
    }

    fn either(&mut self, branches: &[Node], reading: Reading) -> Option<()> {
        let mut ends = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let fork = self.steps.len();
            let is_last = index + 1 == branches.len();
            if !is_last {
                self.steps.push(Step::Fork(fork + 1, 0));
            }
            self.put(branch, reading)?;
            if !is_last {
                ends.push(self.steps.len());
                self.steps.push(Step::Fork(0, 0));
                self.steps[fork] = Step::Fork(fork + 1, self.steps.len());
            }
        }
        let end = self.steps.len();
        for at in ends {
            self.steps[at] = Step::Fork(end, end);
        }
        Some(())
    }

    fn repeat(&mut self, of: &Node, min: u32, max: Option<u32>, reading: Reading) -> Option<()> {
        for _ in 0..min {
            let before = self.steps.len();
            self.put(of, reading)?;
            // Nothing, however often, is nothing.
            if self.steps.len() == before {
                return Some(());
            }
        }
        let mut forks = Vec::new();
        for _ in min..max.unwrap_or(min.saturating_add(1)) {
            forks.push(self.steps.len());
            self.steps.push(Step::Fork(0, 0));
            self.put(of, reading)?;
        }
        if let (None, Some(fork)) = (max, forks.first()) {
            self.steps.push(Step::Fork(*fork, *fork));
        }
        let end = self.steps.len();
        for at in forks {
            self.steps[at] = Step::Fork(at + 1, end);
        }
        Some(())
    }

    /// Whether every way begins with `^`.
    fn is_anchored(&self) -> bool {
        let mut seen = vec![false; self.steps.len()];
        let mut waiting = vec![0];
        while let Some(at) = waiting.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match &self.steps[at] {
                Step::Edge(Edge::Start) => {}
                Step::Fork(one, other) => waiting.extend([*one, *other]),
                _ => return false,
            }
        }
        true
    }

    /// Whether it matches anywhere in a text; `None` when the steps that are left do not suffice.
    pub fn is_in(&self, text: &str, regexp: RegExp<'_>, left: &mut u64) -> Option<bool> {
        let mut found = false;
        self.follow(text, Reading::Forward, regexp, left, &mut |_| {
            found = true;
            false
        })?;
        Some(found)
    }

    /// The positions, in characters, at which a match that begins anywhere ends.
    fn ends(
        &self,
        text: &str,
        reading: Reading,
        regexp: RegExp<'_>,
        left: &mut u64,
    ) -> Option<Vec<bool>> {
        let mut ends = vec![false; text.chars().count() + 1];
        self.follow(text, reading, regexp, left, &mut |at| {
            ends[at] = true;
            true
        })?;
        Some(ends)
    }

    /// Reads a text once; `done` hears of each position where a match ends, and says whether to go on.
    fn follow(
        &self,
        text: &str,
        reading: Reading,
        regexp: RegExp<'_>,
        left: &mut u64,
        done: &mut dyn FnMut(usize) -> bool,
    ) -> Option<()> {
        let mut looks = Vec::new();
        for look in &self.looks {
            let reading = match look.behind {
                true => Reading::Forward,
                false => Reading::Backward,
            };
            looks.push(look.program.ends(text, reading, regexp, left)?);
        }
        let backward = reading == Reading::Backward;
        let (mut forward, mut reverse) = (text.chars(), text.chars().rev());
        let mut next = || match backward {
            true => reverse.next(),
            false => forward.next(),
        };
        // Positions count from the text's start; only look-arounds need them when reading back.
        let mut at = match backward {
            true => text.chars().count(),
            false => 0,
        };
        let mut threads = Threads::new(self.steps.len());
        let mut current = Vec::new();
        let (mut behind, mut ahead) = (None, next());
        loop {
            if !(self.anchored && behind.is_some() && !backward) {
                threads.waiting.push(0);
            }
            let (before, after) = match backward {
                true => (ahead, behind),
                false => (behind, ahead),
            };
            let holds = |step: &Step| match step {
                Step::Edge(edge) => is_at(*edge, before, after),
                Step::Look(index) => looks[*index][at] != self.looks[*index].negative,
                _ => false,
            };
            if threads.close(&self.steps, &holds, left)? && !done(at) {
                return Some(());
            }
            let Some(c) = ahead else { return Some(()) };
            if threads.ready.is_empty() && self.anchored && !backward {
                return Some(());
            }
            *left = left.checked_sub(1 + threads.ready.len() as u64)?;
            std::mem::swap(&mut threads.ready, &mut current);
            for step in current.drain(..) {
                if let Step::One(set) = &self.steps[step]
                    && self.sets[*set].has(c, regexp, left)?
                {
                    threads.waiting.push(step + 1);
                }
            }
            at = match backward {
                true => at - 1,
                false => at + 1,
            };
            (behind, ahead) = (Some(c), next());
        }
    }
}

fn is_at(edge: Edge, before: Option<char>, after: Option<char>) -> bool {
    let is_edge_of_word = before.is_some_and(is_word) != after.is_some_and(is_word);
    match edge {
        Edge::Start => before.is_none(),
        Edge::End => after.is_none(),
        Edge::Word => is_edge_of_word,
        Edge::NotWord => !is_edge_of_word,
    }
}

/// Where a program is at one position of the text: in several steps at once, in each only once.
struct Threads {
    /// Steps that are to be looked at.
    waiting: Vec<usize>,
    /// Steps that wait for a character.
    ready: Vec<usize>,
    /// The round in which a step was looked at last.
    seen: Vec<u32>,
    round: u32,
}

impl Threads {
    fn new(steps: usize) -> Threads {
        Threads {
            waiting: Vec::new(),
            ready: Vec::new(),
            seen: vec![0; steps],
            round: 0,
        }
    }

    /// Follows what takes no character; says whether the end was reached.
    fn close(
        &mut self,
        steps: &[Step],
        holds: &dyn Fn(&Step) -> bool,
        left: &mut u64,
    ) -> Option<bool> {
        self.round += 1;
        let mut done = false;
        while let Some(at) = self.waiting.pop() {
            if std::mem::replace(&mut self.seen[at], self.round) == self.round {
                continue;
            }
            *left = left.checked_sub(1)?;
            match &steps[at] {
                Step::One(_) => self.ready.push(at),
                Step::Fork(one, other) => self.waiting.extend([*one, *other]),
                Step::Done => done = true,
                step if holds(step) => self.waiting.push(at + 1),
                _ => {}
            }
        }
        Some(done)
    }
}

impl Set {
    /// Whether a character is one of the set; `None` when the steps that are left do not suffice.
    fn has(&self, c: char, regexp: RegExp<'_>, left: &mut u64) -> Option<bool> {
        let code = u32::from(c);
        let next = self.ranges.partition_point(|range| range.1 < code);
        let mut has = self.ranges.get(next).is_some_and(|range| range.0 <= code);
        for property in &self.properties {
            *left = left.checked_sub(ASKED)?;
            let one = ["^", property, "$"].concat();
            has |= regexp(&one, c.encode_utf8(&mut [0; 4])) == Some(true);
        }
        Some(has != self.negated)
    }
}
