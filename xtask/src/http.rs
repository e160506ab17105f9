//! The few requests that xtask itself makes to a server it started on this machine.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// `address` is `127.0.0.1:8080`. HTTP/1.0, so that the answer ends with the connection.
pub fn get(address: &str, path: &str) -> Result<Answer, String> {
    send(address, &format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n"))
}

pub fn get_as(address: &str, path: &str, token: &str) -> Result<Answer, String> {
    send(address, &format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n"))
}

pub fn post_json(address: &str, path: &str, json: &str) -> Result<Answer, String> {
    send(
        address,
        &format!(
            "POST {path} HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            json.len()
        ),
    )
}

pub fn post_json_as(address: &str, path: &str, token: &str, json: &str) -> Result<Answer, String> {
    send(
        address,
        &format!(
            "POST {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            json.len()
        ),
    )
}

fn send(address: &str, request: &str) -> Result<Answer, String> {
    // A round of the nation with all its letters is published in one request.
    let limit = Some(Duration::from_secs(180));
    let exchange = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(limit)?;
        stream.set_write_timeout(limit)?;
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let text = exchange().map_err(|error| format!("{address} did not answer: {error}."))?;
    parse(&text).ok_or_else(|| format!("{address} answered something that is not HTTP."))
}

fn parse(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}

/// The value of a string field that holds no escapes, such as a token or an id.
pub fn text_field<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let after = json.split_once(&format!("\"{name}\""))?.1;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(value, _)| value)
}

/// The value of a field that is a whole number.
pub fn number_field(json: &str, name: &str) -> Option<u64> {
    let after = json.split_once(&format!("\"{name}\""))?.1;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    value.split_once(|c: char| !c.is_ascii_digit()).map_or(value, |(digits, _)| digits).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_a_status_and_a_body() {
        let answer = parse("HTTP/1.1 201 Created\r\nContent-Type: a/b\r\n\r\n{\"a\":1}").unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (201, "{\"a\":1}"));
        assert!(parse("SSH-2.0-OpenSSH\r\n\r\n").is_none());
    }

    #[test]
    fn whole_numbers_are_found() {
        assert_eq!(number_field(r#"{"a": 12,"b":7}"#, "a"), Some(12));
        assert_eq!(number_field(r#"{"a": 12,"b":7}"#, "b"), Some(7));
        assert_eq!(number_field(r#"{"a":"x"}"#, "a"), None);
    }

    #[test]
    fn text_fields_are_found_with_and_without_spaces() {
        assert_eq!(
            text_field(r#"{"access_token":"abc.def","expires_in":900}"#, "access_token"),
            Some("abc.def")
        );
        assert_eq!(text_field("{\n  \"id\" : \"7\"\n}", "id"), Some("7"));
        assert_eq!(text_field(r#"{"expires_in":900}"#, "expires_in"), None);
        assert_eq!(text_field(r#"{"a":"b"}"#, "id"), None);
    }
}
