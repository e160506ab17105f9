//! What a letter says: a template of the occasion, with words in double braces that are filled in when it is sent
//! (Jinja's syntax, by the `minijinja` crate). Pure: no database, no mail.

use std::collections::BTreeMap;

use minijinja::{Environment, Error, UndefinedBehavior};

use crate::platform::problem::FieldError;

pub const MOST_OF_SUBJECT: usize = 200;
pub const MOST_OF_BODY: usize = 10_000;
/// Far more steps than any letter takes; a loop over a loop ends here.
const FUEL: u64 = 20_000;

/// Something that is filled in.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub name: &'static str,
    pub meaning: &'static str,
    pub sample: &'static str,
    /// Whether a letter without it would be of no use: the link that it is sent for.
    pub needed: bool,
}

impl Word {
    #[must_use]
    pub const fn new(name: &'static str, meaning: &'static str, sample: &'static str) -> Self {
        Self { name, meaning, sample, needed: false }
    }

    #[must_use]
    pub const fn needed(name: &'static str, meaning: &'static str, sample: &'static str) -> Self {
        Self { name, meaning, sample, needed: true }
    }
}

/// The words that we ship for one occasion.
#[derive(Debug)]
pub struct Template {
    pub key: &'static str,
    /// When it is sent, and to whom.
    pub occasion: &'static str,
    pub subject: &'static str,
    pub body: &'static str,
    pub words: &'static [Word],
}

/// A letter as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

/// What the words stand for in one letter.
pub type Values = BTreeMap<&'static str, String>;

/// Names and titles come from people: one line each, whatever they typed.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment
}

fn filled_in(source: &str, values: &Values) -> Result<String, Error> {
    let values: BTreeMap<String, String> =
        values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    environment().template_from_str(source)?.render(minijinja::Value::from(values))
}

/// Fills a wording in.
///
/// # Errors
/// When it is no template, or uses a word that has no value.
pub fn fill_in(subject: &str, body: &str, values: &Values) -> Result<Letter, Error> {
    let body = filled_in(body, values)?;
    Ok(Letter { subject: one_line(&filled_in(subject, values)?), body: format!("{}\n", body.trim()) })
}

impl Template {
    /// The letter with its samples, to be looked at before anybody gets it.
    #[must_use]
    pub fn samples(&self) -> Values {
        self.words.iter().map(|word| (word.name, word.sample.to_owned())).collect()
    }

    /// Checks a wording and answers how it reads with the samples.
    ///
    /// # Errors
    /// Everything that is wrong, by field and in words.
    pub fn check(&self, subject: &str, body: &str) -> Result<Letter, Vec<FieldError>> {
        let mut errors: Vec<FieldError> = self.unknown_words("/subject", subject);
        errors.extend(self.unknown_words("/body", body));
        if !errors.is_empty() {
            return Err(errors);
        }
        let values = self.samples();
        for (pointer, source) in [("/subject", subject), ("/body", body)] {
            if let Err(error) = filled_in(source, &values) {
                errors.push(broken(pointer, &error));
            }
        }
        let Ok(letter) = fill_in(subject, body, &values) else { return Err(errors) };
        if letter.subject.is_empty() || letter.subject.chars().count() > MOST_OF_SUBJECT {
            errors.push(FieldError::new(
                "/subject",
                "length",
                format!("Filled in, the subject has between 1 and {MOST_OF_SUBJECT} characters."),
            ));
        }
        if letter.body.chars().count() > 2 * MOST_OF_BODY {
            errors.push(FieldError::new(
                "/body",
                "length",
                format!("Filled in, the text has {} characters at most.", 2 * MOST_OF_BODY),
            ));
        }
        for word in self.words.iter().filter(|word| word.needed && !letter.body.contains(word.sample)) {
            errors.push(FieldError::new(
                "/body",
                "word_needed",
                format!("Without {{{{ {} }}}} ({}) the letter is of no use.", word.name, word.meaning),
            ));
        }
        if errors.is_empty() { Ok(letter) } else { Err(errors) }
    }

    fn unknown_words(&self, pointer: &str, source: &str) -> Vec<FieldError> {
        let environment = environment();
        let template = match environment.template_from_str(source) {
            Ok(template) => template,
            Err(error) => return vec![broken(pointer, &error)],
        };
        let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
        unknown.retain(|name| self.words.iter().all(|word| word.name != name));
        unknown.sort();
        let known: Vec<&str> = self.words.iter().map(|word| word.name).collect();
        unknown
            .into_iter()
            .map(|name| {
                let detail = format!("{{{{ {name} }}}} is not known here. Known are: {}.", known.join(", "));
                FieldError::new(pointer, "word_unknown", detail)
            })
            .collect()
    }
}

fn broken(pointer: &str, error: &Error) -> FieldError {
    let line = error.line().map(|line| format!("Line {line}: ")).unwrap_or_default();
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    FieldError::new(pointer, "template", format!("{line}{detail}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELCOME: Template = Template {
        key: "welcome",
        occasion: "Somebody joins.",
        subject: "Welcome, {{ name }}",
        body: "Hello {{ name }},\n\nread on: {{ link }}\n",
        words: &[
            Word::new("name", "Who it is to", "Ana Pérez"),
            Word::needed("link", "Where to go on", "https://network.example/start"),
        ],
    };

    fn codes(subject: &str, body: &str) -> Vec<(String, String)> {
        let errors = WELCOME.check(subject, body).unwrap_err();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_wording_is_shown_with_the_samples() {
        let letter = WELCOME.check(WELCOME.subject, WELCOME.body).unwrap();
        assert_eq!(letter.subject, "Welcome, Ana Pérez");
        assert_eq!(letter.body, "Hello Ana Pérez,\n\nread on: https://network.example/start\n");
    }

    #[test]
    fn what_people_are_called_is_text_and_never_a_template() {
        let values = Values::from([("name", "{{ link }}\nBcc: x".to_owned()), ("link", "L".to_owned())]);
        let letter = fill_in(WELCOME.subject, WELCOME.body, &values).unwrap();
        assert_eq!(letter.subject, "Welcome, {{ link }} Bcc: x");
    }

    #[test]
    fn every_wrong_thing_is_named_at_its_field() {
        let pair = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        assert_eq!(
            codes("Welcome {{ nmae }}", "{{ link }} {{ seat }}"),
            [pair("/subject", "word_unknown"), pair("/body", "word_unknown")]
        );
        assert_eq!(codes("Welcome {{ name", "{{ link }}"), [pair("/subject", "template")]);
        assert_eq!(codes("Welcome", "Hello {{ name }}"), [pair("/body", "word_needed")]);
        assert_eq!(
            codes("Welcome", "{% if name == '' %}{{ link }}{% endif %}"),
            [pair("/body", "word_needed")]
        );
        assert_eq!(codes(" \n ", "{{ link }}"), [pair("/subject", "length")]);
    }

    #[test]
    fn a_loop_without_end_is_refused_and_does_not_hang() {
        let long = "{% for a in name %}{% for b in link %}{% for c in link %}{% for d in link %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}{{ link }}";
        assert_eq!(codes("Welcome", long), [("/body".to_owned(), "template".to_owned())]);
    }
}
