//! Markdown tables: the first column to the left, figures to the right.

pub struct Table {
    title: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(title: &str, heads: &[&str]) -> Self {
        Self {
            title: title.to_owned(),
            heads: heads.iter().map(|head| (*head).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: String =
            (0..self.heads.len()).map(|column| if column == 0 { "---|" } else { "---:|" }).collect();
        let rows: String = self.rows.iter().map(|cells| line(cells)).collect();
        format!("### {}\n\n{}|{rule}\n{rows}", self.title, line(&self.heads))
    }
}

/// A whole number with its thousands apart, as in 94,700.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown() {
        let mut table = Table::new("Speed", &["what", "req/s"]);
        table.row(vec!["read one".to_owned(), thousands(23_100)]);
        assert_eq!(table.markdown(), "### Speed\n\n| what | req/s |\n|---|---:|\n| read one | 23,100 |\n");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
