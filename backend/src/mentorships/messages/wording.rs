//! What a message says: the coordinator's words, filled in for each person, and how to get no more of them.

use std::collections::HashMap;

use crate::identity::Addressee;
use crate::platform::db::Id;
use crate::platform::letters::{Letter, Template, Values, Word, fill_in};
use crate::platform::problem::{FieldError, Problem};

/// The key under which mails say what they were written from.
pub const KEY: &str = "coordinator_message";

/// The words of messages. It has no wording of its own, and the network cannot reword it.
pub const MESSAGE: Template = Template {
    key: KEY,
    occasion: "A coordinator writes to a selection of people.",
    subject: "",
    body: "",
    words: &[
        Word::new("name", "Who it is to", "Ana Pérez"),
        Word::new("first_name", "The first part of their name", "Ana"),
        Word::new("partner", "The other one of their pairing; several with commas", "Kim Osei"),
        Word::new("cycle", "The cycle that they were chosen from", "Spring 2027"),
        Word::new("region", "Their region", "Great Lakes"),
        Word::new("link", "The start page", "https://network.example/"),
    ],
};

/// Checks subject and body, and answers how they read with samples.
///
/// # Errors
/// Everything that is wrong, by field.
pub fn check(subject: &str, body: &str) -> Result<Letter, Vec<FieldError>> {
    MESSAGE.check(subject, body)
}

/// What every mail of one message shares.
pub struct Frame {
    pub subject: String,
    pub body: String,
    pub cycle: String,
    pub regions: HashMap<Id, String>,
    pub public_url: String,
}

impl Frame {
    /// The mail to one person.
    ///
    /// # Errors
    /// 422 when the wording cannot be filled in.
    pub fn letter(
        &self,
        to: &Addressee,
        region: Option<Id>,
        partner: &str,
        leave: &str,
    ) -> Result<Letter, Problem> {
        let first = to.name.split_whitespace().next().unwrap_or_default();
        let region = region.and_then(|id| self.regions.get(&id)).cloned().unwrap_or_default();
        let values = Values::from([
            ("name", to.name.clone()),
            ("first_name", first.to_owned()),
            ("partner", partner.to_owned()),
            ("cycle", self.cycle.clone()),
            ("region", region),
            ("link", format!("{}/", self.public_url)),
        ]);
        let mut letter = fill_in(&self.subject, &self.body, &values)
            .map_err(|error| Problem::field("/body", "template", error.to_string()))?;
        letter.body.push_str(&footer(&to.locale, leave));
        Ok(letter)
    }
}

fn footer(locale: &str, leave: &str) -> String {
    let words = if locale.starts_with("es") {
        "Un coordinador de la red escribió este mensaje. Para no recibir más mensajes como este:"
    } else {
        "A coordinator of the network wrote this message. To get no more messages like this one:"
    };
    format!("\n-- \n{words}\n{leave}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_named_at_its_field() {
        let errors = check("Hello {{ first_nmae }}", "{{ secret }}").unwrap_err();
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/subject", "/body"]);
        assert!(check("Hello {{ first_name }}", "About {{ partner }} in {{ cycle }}").is_ok());
    }

    #[test]
    fn the_footer_is_in_the_language_of_the_reader() {
        assert!(footer("es", "L").contains("no recibir más") && footer("en", "L").contains("no more"));
    }
}
