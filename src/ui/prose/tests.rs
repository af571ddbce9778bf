//! Documentation text as markup: what it becomes, and that nothing of it gets through or gets lost.

use yew::LocalServerRenderer;

use super::*;

#[derive(Properties, Clone, PartialEq)]
struct TextProps {
    text: String,
    inline: bool,
}

#[component]
fn Text(props: &TextProps) -> Html {
    match props.inline {
        true => inline(&props.text),
        false => blocks(&props.text),
    }
}

fn rendered(text: &str, inline: bool) -> String {
    let props = TextProps {
        text: text.to_owned(),
        inline,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|e| panic!("{e}"));
    let renderer = LocalServerRenderer::<Text>::with_props(props).hydratable(false);
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}

#[track_caller]
fn blocks_are(text: &str, expected: &str) {
    assert_eq!(rendered(text, false), expected);
}

#[track_caller]
fn inline_is(text: &str, expected: &str) {
    assert_eq!(rendered(text, true), expected);
}

#[test]
fn blocks_of_descriptions() {
    blocks_are(
        "One\nline\n\nand `two`",
        "<p>One line</p><p>and <code>two</code></p>",
    );
    blocks_are("# Title", "<p><strong>Title</strong></p>");
    blocks_are(
        "- a\n- **b**",
        "<ul><li>a</li><li><strong>b</strong></li></ul>",
    );
    blocks_are("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
    blocks_are(
        "```json\n{\"a\": 1}\n\n[]\n```",
        "<pre class=\"prose-code\"><code>{\"a\": 1}\n\n[]</code></pre>",
    );
    blocks_are("> said\n\n---", "<blockquote><p>said</p></blockquote><hr>");
}

#[test]
fn links_lead_to_the_web_or_to_mail_alone() {
    let to = |address: &str| {
        format!("<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer\">w</a>")
    };
    for address in [
        "https://a.example/",
        "HTTP://a.example/",
        "mailto:a@b.example",
    ] {
        inline_is(&format!("[w]({address})"), &to(address));
    }
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "#x",
        "https:a",
    ] {
        let text = format!("[w]({address}) `c`");
        inline_is(&text, &format!("[w]({address}) <code>c</code>"));
    }
    inline_is(
        "![a picture](https://a.example/p.png)",
        "<a href=\"https://a.example/p.png\" target=\"_blank\" rel=\"noopener noreferrer\">a picture</a>",
    );
}

#[test]
fn html_is_text() {
    blocks_are(
        "<img src=x onerror=alert(1)>\n",
        "<p>&lt;img src=x onerror=alert(1)&gt;\n</p>",
    );
    inline_is("a <b>c</b> `d`", "a &lt;b&gt;c&lt;/b&gt; <code>d</code>");
}

#[test]
fn a_line_is_no_block() {
    for line in [
        "- a", "+ a", "12. a", "1) a", "# a", "> a", "---", "[a]: b", "<div>", "~~~",
    ] {
        let text = [line, " `c`"].concat();
        let shown = line.replace('>', "&gt;").replace('<', "&lt;");
        inline_is(&text, &format!("{shown} <code>c</code>"));
    }
    inline_is("*a* b", "<em>a</em> b");
    inline_is("**a** b", "<strong>a</strong> b");
    for marks in ["*", "-", "* * *", "***", "_"] {
        inline_is(marks, marks);
    }
    inline_is(
        "<https://a.example/>",
        "<a href=\"https://a.example/\" target=\"_blank\" rel=\"noopener noreferrer\">https://a.example/</a>",
    );
    inline_is("no marks - at all", "no marks - at all");
}

#[test]
fn what_is_deep_is_shown_without_its_own_elements() {
    let deep = [">".repeat(100_000), "a".to_owned()].concat();
    let shown = rendered(&deep, false);
    assert!(shown.contains('a'));
    assert!(shown.matches("<blockquote>").count() <= DEEPEST + 1);
}
