//! Callbacks that never make a control be drawn again.

use yew::Callback;
use yew::html::IntoPropValue;

/// A callback that says what a control is for and captures nothing that changes.
#[derive(Clone)]
pub struct Intent<T>(Callback<T>);

impl<T> PartialEq for Intent<T> {
    fn eq(&self, _: &Intent<T>) -> bool {
        true
    }
}

impl<T> Intent<T> {
    pub fn emit(&self, value: T) {
        self.0.emit(value);
    }
}

impl<T: 'static> Default for Intent<T> {
    fn default() -> Intent<T> {
        Intent(Callback::noop())
    }
}

impl<T> From<Callback<T>> for Intent<T> {
    fn from(callback: Callback<T>) -> Intent<T> {
        Intent(callback)
    }
}

impl<T> IntoPropValue<Intent<T>> for Callback<T> {
    fn into_prop_value(self) -> Intent<T> {
        Intent(self)
    }
}
