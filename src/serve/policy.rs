//! What the pages of the preview may run: the one script of the live reload, by its hash.
//!
//! The script belongs to the library that answers it. It is asked of the library itself, so that a new version of it cannot fall behind the policy.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use tower_livereload::LiveReloadLayer;

use super::error::ServeError;

/// Where the preview keeps what is no part of the site; no series can be called so.
pub const PREFIX: &str = "/_jianbao";

/// The live reload, and the hash by which its script may run.
pub struct Live {
    /// What adds the script to pages and tells them of changes.
    pub layer: LiveReloadLayer,
    /// As a source of a content security policy: `sha256-…`.
    pub script_hash: String,
}

/// More than the script has.
const LONGEST: usize = 1 << 20;

impl Live {
    /// # Errors
    /// A library that adds no script: the preview would never change.
    pub async fn new() -> Result<Self, ServeError> {
        let failed = |why: String| ServeError::Runtime(std::io::Error::other(why));
        let layer = LiveReloadLayer::new().custom_prefix(PREFIX);
        let empty = || async { ([(header::CONTENT_TYPE, "text/html")], "") };
        let router = Router::new().route("/", get(empty)).layer(layer.clone());
        let answer = router.oneshot(Request::new(Body::empty())).await;
        let answer = answer.map_err(|error| failed(error.to_string()))?;
        let bytes = to_bytes(Body::new(answer.into_body()), LONGEST).await;
        let bytes = bytes.map_err(|error| failed(error.to_string()))?;
        let text = String::from_utf8_lossy(&bytes);
        let script = text
            .split_once('>')
            .and_then(|(_, rest)| Some(rest.rsplit_once("</script>")?.0))
            .ok_or_else(|| failed("没有自动刷新的脚本".to_owned()))?;
        let script_hash = format!("sha256-{}", STANDARD.encode(Sha256::digest(script)));
        Ok(Self { layer, script_hash })
    }
}
