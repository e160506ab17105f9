//! A mail server that keeps what it is sent, and refuses for good whoever's address begins with `refused`.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Takes mail until the test is over.
pub struct MailReceiver {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
}

impl MailReceiver {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let kept = taken.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = kept.clone();
                std::thread::spawn(move || serve(stream, &kept));
            }
        });
        Self { port, taken }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The mails to an address, whole.
    pub fn to(&self, address: &str) -> Vec<String> {
        let taken = self.taken.lock().unwrap();
        taken.iter().filter(|mail| mail.contains(&format!("<{address}>"))).cloned().collect()
    }
}

fn serve(stream: TcpStream, taken: &Mutex<Vec<String>>) -> Option<()> {
    let mut answer = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    let mut say = move |text: &str| answer.write_all(format!("{text}\r\n").as_bytes()).ok();
    say("220 receiver")?;
    loop {
        let line = lines.next()?.ok()?;
        let command = line.to_lowercase();
        if command.starts_with("rcpt to:<refused") {
            say("550 5.1.1 no such mailbox")?;
        } else if command.starts_with("data") {
            say("354 go on")?;
            let mut mail = String::new();
            loop {
                let line = lines.next()?.ok()?;
                if line == "." {
                    break;
                }
                mail.push_str(&line);
                mail.push('\n');
            }
            taken.lock().ok()?.push(mail);
            say("250 kept")?;
        } else if command.starts_with("quit") {
            say("221 bye")?;
            return Some(());
        } else {
            say("250 fine")?;
        }
    }
}
