//! Effects: what a component does beside being drawn, whenever what it depends on has changed.
//!
//! All of them share one hook, which knows them as plain values. Yew's own is made anew for each
//! type that an effect depends on or holds, and takes most of a kilobyte each time.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;

/// What an effect depends on.
#[derive(PartialEq)]
pub enum On {
    /// Nothing: it runs once.
    Start,
    Number(Option<u32>),
    Text(Option<Rc<str>>),
    /// The identity of what is shared, by [`address`].
    Shared([usize; 2]),
}

/// What tells a shared value from others of its type while it is there.
pub fn address<T>(shared: Option<&Rc<T>>) -> usize {
    shared.map_or(0, |shared| Rc::as_ptr(shared).addr())
}

/// What is held until an effect runs again; dropping it undoes what the effect did.
type Held = Box<dyn Any>;

/// An effect that is to run if what it depends on is not what it was.
pub struct Effect {
    on: On,
    run: Box<dyn FnOnce() -> Held>,
}

impl Effect {
    pub fn new<T: 'static>(on: On, run: impl FnOnce() -> T + 'static) -> Effect {
        Effect {
            on,
            run: Box::new(|| Box::new(run())),
        }
    }
}

/// Runs effects after drawing; there are as many at every drawing, in the same order.
#[hook]
pub fn use_effects(effects: Vec<Effect>) {
    let last = use_mut_ref(Vec::<(On, Held)>::new);
    use_effect(move || {
        let mut last = last.borrow_mut();
        for (at, effect) in effects.into_iter().enumerate() {
            match last.get_mut(at) {
                Some((on, _)) if *on == effect.on => {}
                Some((on, held)) => {
                    // What was done is undone before it is done anew.
                    *held = Box::new(());
                    *held = (effect.run)();
                    *on = effect.on;
                }
                None => last.push((effect.on, (effect.run)())),
            }
        }
    });
}
