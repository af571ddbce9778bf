//! Makes elements, by chained calls: `el("p").class("help").text("…")`.
//!
//! The page is made with this and not with `html!`, whose expansion writes every element out in
//! place: some 200 bytes of program for each, where a chain of calls takes some 50. A third of the
//! first visit hung on it.
//!
//! Yew pairs the children of two renderings by position. What may be absent keeps its place: it is
//! put as [`nothing`], or by [`El::maybe`].

use std::rc::Rc;

use yew::html::{onchange, onclick, oninput};
use yew::prelude::*;
use yew::virtual_dom::{Key, Listener, VList, VTag};

/// An element that is being made.
pub struct El(Box<VTag>);

/// An element with this tag.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(VTag::new(tag)))
}

/// What takes a place and shows nothing.
#[inline(never)]
pub fn nothing() -> Html {
    Html::default()
}

/// Text alone.
#[inline(never)]
pub fn text(text: AttrValue) -> Html {
    Html::VText(yew::virtual_dom::VText::new(text))
}

/// Several nodes in a row, without an element around them.
#[inline(never)]
pub fn row(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// A component with its properties.
pub fn component<C: BaseComponent>(props: C::Properties) -> Html {
    yew::virtual_dom::VChild::<C>::new(props, None).into()
}

/// A component that its key tells from its siblings from one rendering to the next.
pub fn keyed<C: BaseComponent>(key: AttrValue, props: C::Properties) -> Html {
    yew::virtual_dom::VChild::<C>::new(props, Some(Key::from(&*key))).into()
}

impl El {
    /// A text area that begins with this text; what it holds is not Yew's to change.
    #[inline(never)]
    pub fn textarea(text: AttrValue) -> El {
        El(Box::new(VTag::__new_textarea(
            None,
            Some(text),
            NodeRef::default(),
            None,
            Default::default(),
            Default::default(),
        )))
    }

    /// A check box.
    #[inline(never)]
    pub fn checkbox(checked: bool) -> El {
        let mut input = el("input").is("type", "checkbox");
        input.0.set_checked(checked);
        input
    }

    /// An attribute whose value is known when the program is built.
    #[inline(never)]
    pub fn is(mut self, name: &'static str, value: &'static str) -> El {
        self.0.add_attribute(name, AttrValue::Static(value));
        self
    }

    /// An attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: AttrValue) -> El {
        self.0.add_attribute(name, value);
        self
    }

    /// An attribute that is absent for `None`.
    #[inline(never)]
    pub fn attr_if(self, name: &'static str, value: Option<AttrValue>) -> El {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that is there or not, as `disabled` is.
    #[inline(never)]
    pub fn flag(self, name: &'static str, there: bool) -> El {
        match there {
            true => self.is(name, name),
            false => self,
        }
    }

    /// What is drawn in an element that has no text. It is told by an attribute: where a style asks
    /// for `:empty`, each new text has the styles of its element looked up again.
    #[inline(never)]
    pub fn blank(self, empty: bool, words: &'static str) -> El {
        match empty {
            true => self.is("data-empty", words),
            false => self,
        }
    }

    #[inline(never)]
    pub fn class(self, names: &'static str) -> El {
        self.is("class", names)
    }

    #[inline(never)]
    pub fn id(self, id: AttrValue) -> El {
        self.attr("id", id)
    }

    /// What tells it from its siblings from one rendering to the next.
    #[inline(never)]
    pub fn key(mut self, key: AttrValue) -> El {
        self.0.key = Some(Key::from(&*key));
        self
    }

    /// The element in the page, to be had after rendering.
    #[inline(never)]
    pub fn node_ref(mut self, node: &NodeRef) -> El {
        self.0.node_ref = node.clone();
        self
    }

    #[inline(never)]
    pub fn text(mut self, words: &'static str) -> El {
        self.0.add_child(text(AttrValue::Static(words)));
        self
    }

    /// Text that is known only when it is shown.
    #[inline(never)]
    pub fn words(mut self, words: AttrValue) -> El {
        self.0.add_child(text(words));
        self
    }

    /// A child.
    #[inline(never)]
    pub fn put(mut self, child: Html) -> El {
        self.0.add_child(child);
        self
    }

    /// A child element.
    #[inline(never)]
    pub fn el(mut self, child: El) -> El {
        self.0.add_child(child.node());
        self
    }

    /// A child that may be absent, and keeps its place.
    #[inline(never)]
    pub fn maybe(self, child: Option<El>) -> El {
        match child {
            Some(child) => self.el(child),
            None => self.put(nothing()),
        }
    }

    /// Children in a list of their own.
    #[inline(never)]
    pub fn all(self, children: Vec<Html>) -> El {
        self.put(row(children))
    }

    #[inline(never)]
    pub fn on(mut self, listener: Rc<dyn Listener>) -> El {
        self.0.add_listener(listener);
        self
    }

    pub fn onclick(self, callback: Callback<MouseEvent>) -> El {
        self.on(Rc::new(onclick::Wrapper::new(callback)))
    }

    pub fn oninput(self, callback: Callback<InputEvent>) -> El {
        self.on(Rc::new(oninput::Wrapper::new(callback)))
    }

    pub fn onchange(self, callback: Callback<Event>) -> El {
        self.on(Rc::new(onchange::Wrapper::new(callback)))
    }

    /// The finished element.
    #[inline(never)]
    pub fn node(self) -> Html {
        Html::VTag(Rc::new(*self.0))
    }

    /// Text that is copied.
    #[inline(never)]
    pub fn copy(self, words: &str) -> El {
        self.words(AttrValue::Rc(words.into()))
    }
}
