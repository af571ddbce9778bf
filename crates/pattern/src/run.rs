//! Patterns compiled to programs, and a matcher that follows all paths of a program at once.
//!
//! A look-around is a program too: it runs once over the whole text, backwards for a lookahead,
//! and yields the positions at which it holds.

use super::RegExp;
use super::parse::{Edge, Node, Set, is_word};

/// The limit of a program's steps, since a documented repetition may ask for millions.
const MOST_STEPS: usize = 20_000;
/// The cost, in steps, of asking the `RegExp` about one character.
const REGEXP_COST: u64 = 20;

/// A compiled pattern.
#[derive(Default)]
pub(super) struct Program {
    steps: Vec<Step>,
    sets: Vec<Set>,
    looks: Vec<Look>,
    /// True if it can match only at the start of the text.
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
    /// Compiles a pattern; `None` if the program would be too large.
    pub fn compile(node: &Node) -> Option<Program> {
        Program::compile_for(node, Reading::Forward)
    }

    fn compile_for(node: &Node, reading: Reading) -> Option<Program> {
        let mut program = Program::default();
        program.put(node, reading)?;
        program.steps.push(Step::Done);
        program.anchored = program.is_anchored();
        Some(program)
    }

    fn put(&mut self, node: &Node, reading: Reading) -> Option<()> {
        if self.steps.len() > MOST_STEPS {
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
                    program: Program::compile_for(of, reading)?,
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
            // Repeating an empty part adds nothing.
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

    /// Returns whether every path begins with `^`.
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

    /// Returns whether the program matches anywhere in a text; `None` if the steps run out.
    pub fn matches(&self, text: &str, regexp: RegExp<'_>, left: &mut u64) -> Option<bool> {
        let mut found = false;
        self.follow(text, Reading::Forward, regexp, left, &mut |_| {
            found = true;
            false
        })?;
        Some(found)
    }

    /// The positions, in characters, at which any match ends.
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

    /// Reads a text once and calls `done` at each position where a match ends, until it returns `false`.
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
        // Positions count from the start of the text, so reading backwards begins at its length.
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

/// The steps that a program has reached at one position of the text, each only once.
struct Threads {
    /// Steps still to be followed.
    waiting: Vec<usize>,
    /// Steps that wait for a character.
    ready: Vec<usize>,
    /// The last round in which each step was followed.
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

    /// Follows the steps that consume no character; returns whether the end was reached.
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
    /// Returns whether the set contains a character; `None` if the steps run out.
    fn has(&self, c: char, regexp: RegExp<'_>, left: &mut u64) -> Option<bool> {
        let code = u32::from(c);
        let next = self.ranges.partition_point(|range| range.1 < code);
        let mut has = self.ranges.get(next).is_some_and(|range| range.0 <= code);
        for property in &self.properties {
            *left = left.checked_sub(REGEXP_COST)?;
            let one = ["^", property, "$"].concat();
            has |= regexp(&one, c.encode_utf8(&mut [0; 4])) == Some(true);
        }
        Some(has != self.negated)
    }
}
