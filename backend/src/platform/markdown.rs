//! Markdown to HTML that is safe to show: nothing runs, nothing loads, nothing is styled from within.

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// Deeper than anybody writes by intent. What cleans the HTML takes time by the square of the depth.
const DEEPEST: usize = 40;

/// The HTML of `source`. Headings begin at `h2`, since the page that shows it has its title as `h1`;
/// an image becomes a link to it, since the Content-Security-Policy loads none from elsewhere; HTML
/// within the text is text.
#[must_use]
pub fn to_html(source: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut open: Vec<bool> = Vec::new();
    let events = Parser::new_ext(source, options).filter_map(|event| {
        let shown = match &event {
            Event::Start(_) => {
                let shown = open.len() < DEEPEST;
                open.push(shown);
                shown
            }
            Event::End(_) => open.pop().unwrap_or(true),
            _ => true,
        };
        shown.then(|| as_shown(event))
    });
    let mut written = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut written, events);
    Builder::default()
        .rm_tags(["img", "h1", "map", "area"])
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .clean(&written)
        .to_string()
}

fn as_shown(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: vec![], attrs: vec![] })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        Event::Start(Tag::Image { dest_url, title, .. }) => {
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id: CowStr::Borrowed("") })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    }
}

const fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_headings_lists_and_tables_below_the_title() {
        let html = to_html("# Meet\n\n* first\n* second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(html.contains("<h2>Meet</h2>"), "{html}");
        assert!(html.contains("<li>first</li>"), "{html}");
        assert!(html.contains("<td>1</td>"), "{html}");
        assert!(!html.contains("<h1"), "{html}");
    }

    #[test]
    fn nothing_runs_loads_or_styles() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[click](javascript:alert(1))",
            "[click](JaVaScRiPt:alert(1))",
            "[click](data:text/html;base64,PHNjcmlwdD4=)",
            "<a href=\"&#106;avascript:alert(1)\">x</a>",
            "<svg onload=alert(1)><style>*{x:expression(1)}</style></svg>",
            "<p style=\"position:fixed\" onclick=\"alert(1)\">x</p>",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<form action=\"https://evil.example\"><input name=p></form>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "![beacon](https://evil.example/pixel.gif)",
            "<base href=\"https://evil.example\"><meta http-equiv=refresh content=0>",
        ];
        for source in hostile {
            let html = to_html(source).to_lowercase();
            // Every tag that is left, as a browser would see it.
            for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                assert!(["p", "a"].contains(&name), "{source} gave {html}");
                for refused in ["javascript:", "data:", "style", "onclick", "onerror"] {
                    assert!(!tag.contains(refused), "{source} gave {html}");
                }
            }
        }
    }

    #[test]
    fn html_within_the_text_is_text() {
        assert_eq!(to_html("<b>bold</b>"), "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n");
        let html = to_html("<div>\n<script>alert(1)</script>\n</div>\n");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    }

    #[test]
    fn an_image_is_a_link_with_its_words() {
        let html = to_html("![The poster](https://ala.example/poster.png)");
        assert!(html.contains("href=\"https://ala.example/poster.png\""), "{html}");
        assert!(html.contains(">The poster</a>"), "{html}");
        assert!(html.contains("rel=\"noopener noreferrer nofollow\""), "{html}");
    }

    #[test]
    fn nesting_ends_at_a_depth_and_keeps_the_words() {
        let deepest = |html: &str| {
            let mut depth = 0_usize;
            html.split('<').skip(1).fold(0, |deepest, rest| {
                depth = if rest.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
                deepest.max(depth)
            })
        };
        for (opening, times) in
            [(">", 100_000), ("* ", 50_000), ("[", 100_000), ("<div>", 20_000), ("*a _", 25_000)]
        {
            let html = to_html(&format!("{}the words", opening.repeat(times)));
            assert!(html.contains("the words"), "{opening}");
            assert!(deepest(&html) <= DEEPEST + 1, "{opening}");
        }
    }
}
