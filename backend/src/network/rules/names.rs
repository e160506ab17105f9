//! Names of institutions, compared as people read them.

/// The words of a name: case, spaces, punctuation, a leading 'the', and '&' for 'and' make no difference.
#[must_use]
pub fn words_of_name(name: &str) -> Vec<String> {
    let spelled = name.to_lowercase().replace('&', " and ").replace(['’', '\''], "");
    let mut words: Vec<String> = spelled
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}
