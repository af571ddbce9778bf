//! Mounts the page.

fn main() {
    signpost::ui::start();
}
