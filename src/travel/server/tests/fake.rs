//! A routing server for tests: answers as told, a number of times, then is gone.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// Path and body of a question.
#[derive(Clone, Debug)]
pub struct Question {
    pub path: String,
    pub body: String,
}

/// A server on a port of its own.
pub struct Fake {
    pub url: String,
    questions: Arc<Mutex<Vec<Question>>>,
    thread: JoinHandle<()>,
}

impl Fake {
    /// A server that answers `n_answers` questions with a status and a text.
    pub fn new(
        n_answers: usize,
        answer: impl Fn(&Question) -> (u16, String) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let questions = Arc::new(Mutex::new(Vec::new()));
        let asked = Arc::clone(&questions);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().take(n_answers) {
                let mut stream = stream.unwrap();
                let question = question(&stream);
                let (status, text) = answer(&question);
                asked.lock().unwrap().push(question);
                let head = format!("HTTP/1.1 {status} Said\r\nConnection: close\r\n");
                let length = format!("Content-Length: {}\r\n\r\n", text.len());
                stream
                    .write_all(format!("{head}{length}{text}").as_bytes())
                    .unwrap();
            }
        });
        Self {
            url,
            questions,
            thread,
        }
    }

    /// An address where nobody answers.
    pub fn away() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    }

    /// What was asked, once it is gone: all its answers must have been fetched.
    pub fn questions(self) -> Vec<Question> {
        self.thread.join().unwrap();
        Arc::into_inner(self.questions)
            .unwrap()
            .into_inner()
            .unwrap()
    }
}

fn question(stream: &TcpStream) -> Question {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let path = line().split(' ').nth(1).unwrap().to_owned();
    let mut length = 0;
    loop {
        let header = line().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let body = String::from_utf8(body).unwrap();
    Question { path, body }
}
