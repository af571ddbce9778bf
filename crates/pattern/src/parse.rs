//! A parser of patterns (ECMA-262 with the `u` flag). It does not check the names of groups and
//! properties.

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    One(Set),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        of: Box<Node>,
        min: u32,
        /// `None` for no limit.
        max: Option<u32>,
    },
    Edge(Edge),
    Look {
        of: Box<Node>,
        behind: bool,
        negative: bool,
    },
}

/// A condition on a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
    Word,
    NotWord,
}

/// The characters that match at one position.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    /// Inclusive, sorted.
    pub ranges: Vec<Range>,
    /// Escapes such as `\p{L}` and `\P{Lu}`, as written.
    pub properties: Vec<String>,
    pub negated: bool,
}

/// The first and the last code point.
type Range = (u32, u32);

/// The limit of nested groups.
const DEPTH: usize = 100;

const LAST: u32 = 0x10_FFFF;
const DIGITS: [Range; 1] = [(0x30, 0x39)];
const WORD: [Range; 4] = [(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
const LINE_ENDS: [Range; 3] = [(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)];
/// WhiteSpace and LineTerminator.
const SPACES: [Range; 10] = [
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];

/// Parses a pattern; `None` for a text that is not one, backreferences, modifiers and groups nested too
/// deep.
pub(super) fn parse(pattern: &str) -> Option<Node> {
    let mut parser = Parser {
        chars: pattern.chars().collect(),
        at: 0,
        depth: 0,
    };
    let node = parser.either()?;
    (parser.at == parser.chars.len()).then_some(node)
}

pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate();
        let found = found.fold(true, |all, (i, c)| {
            all && self.chars.get(self.at + i) == Some(&c)
        });
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn either(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Some(Node::Either(branches))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let part = self.atom()?;
            parts.push(self.repeated(part)?);
        }
        Some(Node::Sequence(parts))
    }

    fn atom(&mut self) -> Option<Node> {
        Some(match self.next()? {
            '^' => Node::Edge(Edge::Start),
            '$' => Node::Edge(Edge::End),
            '(' => self.group()?,
            '[' => Node::One(self.class()?),
            '.' => Node::One(Set::except(&LINE_ENDS)),
            '\\' if self.eat("b") => Node::Edge(Edge::Word),
            '\\' if self.eat("B") => Node::Edge(Edge::NotWord),
            '\\' if matches!(self.peek(), Some('1'..='9' | 'k')) => return None,
            '\\' => Node::One(self.escape()?),
            '*' | '+' | '?' | '{' | '}' | ']' => return None,
            c => Node::One(Set::one(c.into())),
        })
    }

    fn group(&mut self) -> Option<Node> {
        let look = [
            ("?=", false, false),
            ("?!", false, true),
            ("?<=", true, false),
            ("?<!", true, true),
        ];
        let look = look.into_iter().find(|look| self.eat(look.0));
        if look.is_none() && !self.eat("?:") && self.eat("?") {
            if self.next()? != '<' {
                return None;
            }
            while self.next()? != '>' {}
        }
        let inside = self.either()?;
        if !self.eat(")") {
            return None;
        }
        Some(match look {
            None => inside,
            Some((_, behind, negative)) => Node::Look {
                of: Box::new(inside),
                behind,
                negative,
            },
        })
    }

    /// Applies the quantifier that follows a part; whether it is greedy does not matter.
    fn repeated(&mut self, of: Node) -> Option<Node> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let min = self.number()?;
                let max = match self.eat(",") {
                    false => Some(min),
                    true if self.peek() == Some('}') => None,
                    true => Some(self.number()?),
                };
                let is_whole = self.peek() == Some('}') && max.is_none_or(|max| min <= max);
                is_whole.then_some((min, max))?
            }
            _ => return Some(of),
        };
        if matches!(of, Node::Edge(_) | Node::Look { .. }) {
            return None;
        }
        self.at += 1;
        self.eat("?");
        let of = Box::new(of);
        Some(Node::Repeat { of, min, max })
    }

    fn number(&mut self) -> Option<u32> {
        let mut number: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let before = number.unwrap_or(0).saturating_mul(10);
            number = Some(before.saturating_add(digit));
            self.at += 1;
        }
        number
    }

    fn class(&mut self) -> Option<Set> {
        let mut set = Set {
            negated: self.eat("^"),
            ..Set::default()
        };
        while !self.eat("]") {
            let first = self.class_atom()?;
            let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1) != Some(&']');
            let end = match is_range {
                true => {
                    self.at += 1;
                    let range = (first.single()?, self.class_atom()?.single()?);
                    (range.0 <= range.1).then_some(range)?.into()
                }
                false => None,
            };
            match end {
                Some(range) => set.ranges.push(range),
                None => {
                    set.ranges.extend(first.ranges);
                    set.properties.extend(first.properties);
                }
            }
        }
        set.ranges = merged(set.ranges);
        Some(set)
    }

    fn class_atom(&mut self) -> Option<Set> {
        match self.next()? {
            '\\' if self.eat("b") => Some(Set::one(8)),
            '\\' if self.eat("-") => Some(Set::one('-'.into())),
            '\\' => self.escape(),
            c => Some(Set::one(c.into())),
        }
    }

    fn escape(&mut self) -> Option<Set> {
        let set = |ranges: &[Range]| Set {
            ranges: ranges.to_vec(),
            ..Set::default()
        };
        Some(match self.next()? {
            'd' => set(&DIGITS),
            'w' => set(&WORD),
            's' => set(&SPACES),
            'D' => Set::except(&DIGITS),
            'W' => Set::except(&WORD),
            'S' => Set::except(&SPACES),
            'p' | 'P' => {
                let start = self.at - 2;
                while self.next()? != '}' {}
                Set {
                    properties: vec![self.chars[start..self.at].iter().collect()],
                    ..Set::default()
                }
            }
            't' => Set::one(9),
            'n' => Set::one(10),
            'v' => Set::one(11),
            'f' => Set::one(12),
            'r' => Set::one(13),
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => Set::one(0),
            'c' => Set::one(u32::from(self.next().filter(char::is_ascii_alphabetic)?) % 32),
            'x' => Set::one(self.hex(2)?),
            'u' if self.eat("{") => {
                let mut code = self.hex(1)?;
                while !self.eat("}") {
                    code = code.checked_mul(16)?.checked_add(self.hex(1)?)?;
                }
                Set::one(Some(code).filter(|code| *code <= LAST)?)
            }
            'u' => Set::one(self.unit()?),
            c if "^$\\.*+?()[]{}|/".contains(c) => Set::one(c.into()),
            _ => return None,
        })
    }

    /// Reads four digits, and four more if they complete a surrogate pair.
    fn unit(&mut self) -> Option<u32> {
        let high = self.hex(4)?;
        let before = self.at;
        if (0xD800..0xDC00).contains(&high) && self.eat("\\u") {
            match self.hex(4) {
                Some(low) if (0xDC00..0xE000).contains(&low) => {
                    return Some(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                }
                _ => self.at = before,
            }
        }
        Some(high)
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.next()?.to_digit(16)?;
        }
        Some(code)
    }
}

impl Set {
    fn one(code: u32) -> Set {
        Set {
            ranges: vec![(code, code)],
            ..Set::default()
        }
    }

    fn except(ranges: &[Range]) -> Set {
        let mut from = 0;
        let mut rest = Vec::new();
        for (first, last) in ranges {
            if from < *first {
                rest.push((from, first - 1));
            }
            from = last + 1;
        }
        rest.push((from, LAST));
        Set {
            ranges: rest,
            ..Set::default()
        }
    }

    /// The only character of the set, if it has just one.
    fn single(&self) -> Option<u32> {
        match (&self.ranges[..], self.properties.is_empty()) {
            (&[(first, last)], true) if first == last => Some(first),
            _ => None,
        }
    }
}

/// Sorts and merges ranges.
fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut merged: Vec<Range> = Vec::new();
    for (first, last) in ranges {
        match merged.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}
