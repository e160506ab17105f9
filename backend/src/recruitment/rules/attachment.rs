//! Attachments: what may be sent in, told by the name and by the bytes alike.

use crate::platform::problem::FieldError;

crate::text_enum! {
    /// What an attachment is.
    pub enum AttachmentType {
        Pdf = "application/pdf",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Odt = "application/vnd.oasis.opendocument.text",
        Text = "text/plain",
    }
}

/// The most that a draft may hold.
pub const MOST_ATTACHMENTS: i32 = 3;
/// Largest file, bytes.
pub const ATTACHMENT_LIMIT: usize = 5 * 1024 * 1024;
const LONGEST_NAME: usize = 120;

/// The last part of a name as it came: no folders, no line breaks, nothing that is not seen.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// What the bytes are. Archives are looked at from outside; nothing is unpacked.
fn by_content(bytes: &[u8]) -> Option<AttachmentType> {
    if bytes.starts_with(b"%PDF-") {
        return Some(AttachmentType::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // The first entry of an OpenDocument file says what it is, stored as it stands.
        let first = bytes.get(30..).unwrap_or_default();
        if first.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text") {
            return Some(AttachmentType::Odt);
        }
        let word = holds(bytes, b"[Content_Types].xml") && holds(bytes, b"word/document.xml");
        return word.then_some(AttachmentType::Docx);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let readable = text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}'));
    readable.then_some(AttachmentType::Text)
}

fn by_name(name: &str) -> Option<AttachmentType> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "pdf" => Some(AttachmentType::Pdf),
        "docx" => Some(AttachmentType::Docx),
        "odt" => Some(AttachmentType::Odt),
        "txt" => Some(AttachmentType::Text),
        _ => None,
    }
}

/// What a file with this plain name is.
///
/// # Errors
/// What is wrong with it, under `/name` or `/file`.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<AttachmentType, FieldError> {
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(FieldError::new("/name", "length", "A file has a name of 1 to 120 characters."));
    }
    let Some(named) = by_name(name) else {
        return Err(FieldError::new("/name", "type", "Send a file that ends in .pdf, .docx, .odt or .txt."));
    };
    if bytes.is_empty() {
        return Err(FieldError::new("/file", "empty", "The file is empty."));
    }
    if by_content(bytes) != Some(named) {
        return Err(FieldError::new(
            "/file",
            "type",
            "The file is not what its name says. Save it anew as PDF, DOCX, ODT or plain text.",
        ));
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODT: &[u8] =
        b"PK\x03\x04__________________________mimetypeapplication/vnd.oasis.opendocument.textPK";
    const DOCX: &[u8] = b"PK\x03\x04____[Content_Types].xml____word/document.xml";

    #[test]
    fn name_and_bytes_must_agree() {
        assert_eq!(recognise("cv.pdf", b"%PDF-1.7 ..."), Ok(AttachmentType::Pdf));
        assert_eq!(recognise("CV.PDF", b"%PDF-1.7 ..."), Ok(AttachmentType::Pdf));
        assert_eq!(recognise("cv.odt", ODT), Ok(AttachmentType::Odt));
        assert_eq!(recognise("cv.docx", DOCX), Ok(AttachmentType::Docx));
        assert_eq!(recognise("cv.txt", "Café\n".as_bytes()), Ok(AttachmentType::Text));
        for (name, bytes) in [
            ("cv.pdf", b"<html><script>alert(1)</script>".as_slice()),
            ("cv.txt", b"%PDF-1.7"),
            ("cv.txt", b"a\0b"),
            ("cv.txt", b"\xff\xfe"),
            ("cv.docx", b"PK\x03\x04 any archive"),
            ("cv.docx", ODT),
            ("cv.pdf", b"MZ\x90"),
        ] {
            assert_eq!(recognise(name, bytes).unwrap_err().pointer, "/file", "{name}");
        }
    }

    #[test]
    fn other_names_are_refused_before_the_bytes_are_looked_at() {
        for name in ["", "cv", "cv.exe", "cv.pdf.exe", "cv.svg", &"n".repeat(130)] {
            assert_eq!(recognise(name, b"%PDF-").unwrap_err().pointer, "/name", "{name}");
        }
        assert_eq!(recognise("cv.txt", b"").unwrap_err().code, "empty");
    }

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(plain_name("../../etc/cv.pdf"), "cv.pdf");
        assert_eq!(plain_name("C:\\Users\\ana\\cv.pdf"), "cv.pdf");
        assert_eq!(plain_name(" cv\r\nSet-Cookie: x.pdf"), "cvSet-Cookie: x.pdf");
        assert_eq!(plain_name("/"), "");
    }
}
