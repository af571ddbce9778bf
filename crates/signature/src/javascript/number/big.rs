//! Whole numbers of any size, as far as reading and writing a double needs them.

use std::cmp::Ordering;

/// A number by its 32-bit words, the least first; none of them for zero, and no zero at the end.
#[derive(Clone, Default)]
pub struct Big(Vec<u32>);

impl Big {
    pub fn of(number: u64) -> Big {
        let mut big = Big(vec![number as u32, (number >> 32) as u32]);
        big.trim();
        big
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// The number times `factor`, plus `more`.
    pub fn times_plus(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for word in &mut self.0 {
            carry += u64::from(*word) * u64::from(factor);
            *word = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// The number times ten to a power; a negative power changes nothing.
    pub fn times_power_of_ten(&mut self, power: i32) {
        for _ in 0..power {
            self.times_plus(10, 0);
        }
    }

    /// The number times two to a power; a negative power changes nothing.
    pub fn shift(&mut self, power: i32) {
        let power = power.max(0) as usize;
        self.times_plus(1 << (power % 32), 0);
        if !self.0.is_empty() {
            self.0.splice(..0, std::iter::repeat_n(0, power / 32));
        }
    }

    /// How many bits it takes to write the number.
    pub fn bits(&self) -> i32 {
        let last = self.0.last().map_or(0, |word| word.leading_zeros());
        self.0.len() as i32 * 32 - last as i32
    }

    pub fn cmp(&self, other: &Big) -> Ordering {
        let words = |big: &Big| big.0.iter().rev().copied().collect::<Vec<u32>>();
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| words(self).cmp(&words(other)))
    }

    pub fn add(&mut self, other: &Big) {
        let length = self.0.len().max(other.0.len()) + 1;
        self.0.resize(length, 0);
        let mut carry = 0;
        for (at, word) in self.0.iter_mut().enumerate() {
            carry += u64::from(*word) + u64::from(other.0.get(at).copied().unwrap_or(0));
            *word = carry as u32;
            carry >>= 32;
        }
        self.trim();
    }

    /// Takes away a number that is not larger.
    pub fn subtract(&mut self, other: &Big) {
        let mut borrow = 0;
        for (at, word) in self.0.iter_mut().enumerate() {
            borrow += i64::from(*word) - i64::from(other.0.get(at).copied().unwrap_or(0));
            *word = borrow as u32;
            borrow >>= 32;
        }
        self.trim();
    }

    /// The quotient, which has at most that many bits; what stays is the remainder.
    pub fn divide(&mut self, divisor: &Big, bits: i32) -> u64 {
        let mut quotient = 0;
        for bit in (0..bits).rev() {
            let mut part = divisor.clone();
            part.shift(bit);
            if self.cmp(&part).is_ge() {
                self.subtract(&part);
                quotient |= 1 << bit;
            }
        }
        quotient
    }
}
