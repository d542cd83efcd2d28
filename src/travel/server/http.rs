//! The only place that knows the HTTP client.

use super::trouble::Trouble;

/// Status and text of an answer, whatever the status.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub text: String,
}

impl Answer {
    /// The answer's own words for why it is no table: the JSON text under `key`, or its start.
    pub fn message(&self, key: &str) -> String {
        let value = serde_json::from_str::<serde_json::Value>(&self.text).ok();
        let message = value.and_then(|value| value.get(key)?.as_str().map(str::to_owned));
        message.unwrap_or_else(|| shown(&self.text))
    }
}

/// The start of a text, on one line.
fn shown(text: &str) -> String {
    const SHOWN_MAX: usize = 200;
    let start: String = text.trim().chars().take(SHOWN_MAX).collect();
    if start.is_empty() {
        return "without a message".to_owned();
    }
    start.escape_debug().to_string()
}

#[cfg(feature = "http")]
pub(super) use client::Client;
#[cfg(not(feature = "http"))]
pub(super) use no_client::Client;

#[cfg(feature = "http")]
mod client {
    use std::time::Duration;

    use ureq::Agent;
    use ureq::http::Response;

    use super::{Answer, Trouble};

    /// Longest wait for a connection.
    const CONNECT_MAX: Duration = Duration::from_secs(10);

    /// Longest wait for an answer: a table of 2500 pairs takes a server seconds.
    const ANSWER_MAX: Duration = Duration::from_secs(120);

    /// Most bytes of an answer; a table of 2500 pairs has less than one million.
    const BYTES_MAX: u64 = 50_000_000;

    /// Asks over plain HTTP, on a connection that is kept.
    pub struct Client(Agent);

    impl Client {
        pub fn new() -> Self {
            let config = Agent::config_builder()
                .http_status_as_error(false)
                .timeout_connect(Some(CONNECT_MAX))
                .timeout_global(Some(ANSWER_MAX))
                .user_agent(concat!("rochdale/", env!("CARGO_PKG_VERSION")))
                .build();
            Self(config.into())
        }

        pub fn get(&self, url: &str) -> Result<Answer, Trouble> {
            answer(self.0.get(url).call())
        }

        pub fn post(&self, url: &str, json: &str) -> Result<Answer, Trouble> {
            let request = self.0.post(url).content_type("application/json");
            answer(request.send(json))
        }
    }

    fn answer(response: Result<Response<ureq::Body>, ureq::Error>) -> Result<Answer, Trouble> {
        let away = |error: ureq::Error| Trouble::Away {
            cause: error.to_string(),
        };
        let mut response = response.map_err(away)?;
        let body = response.body_mut().with_config();
        let text = body.limit(BYTES_MAX).lossy_utf8(true).read_to_string();
        Ok(Answer {
            status: response.status().as_u16(),
            text: text.map_err(away)?,
        })
    }
}

#[cfg(not(feature = "http"))]
mod no_client {
    use super::{Answer, Trouble};

    /// Stands where the feature `http` is off: only caches answer.
    pub struct Client;

    impl Client {
        pub fn new() -> Self {
            Self
        }

        #[expect(clippy::unused_self, reason = "stands for a client that is used")]
        pub fn get(&self, _url: &str) -> Result<Answer, Trouble> {
            Err(Trouble::Away {
                cause: "this program was built without the feature http".to_owned(),
            })
        }

        pub fn post(&self, url: &str, _json: &str) -> Result<Answer, Trouble> {
            self.get(url)
        }
    }
}
