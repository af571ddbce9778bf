//! Documentation text whose marks have to be looked for again and again.

use signpost::ui::prose;

use super::check;

#[test]
fn marks_without_end() {
    let marks = [
        "[", "[a](", "[a](b", "![", "[a]", "](", "*a ", "**a", "*a_b", "_a*", "`a", "``a`", "<",
        "<a ", "<!--", "<?", "&", "&#", "\\", "> ", "- ", "1. ", "# ", "a\n", "a  \n", "[a]: b\n",
        "***", "~~~\n",
    ];
    for mark in marks {
        check(mark, |n| mark.repeat(n), |text| prose::inline(text));
        // As blocks: what is longer is drawn in part.
        check(
            mark,
            |n| ["x\n\n", &mark.repeat(n.min(100_000 / mark.len()))].concat(),
            |text| prose::blocks(text),
        );
    }
}
