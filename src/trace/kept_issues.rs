//! What a build leaves of each issue, so that one that comes after a change makes only those again that the change concerns.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a build leaves of the issues that it showed as the content had them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptIssues {
    /// Checksum over the program that made them.
    pub program: String,
    /// Checksum over what all issues are made from: the program, its options, templates, fonts.
    pub common: String,
    /// When the stamps of the content were read.
    pub moment: Duration,
    /// Stamp of the manifest that the build left.
    pub manifest: String,
    /// By the path of each, `<series>/<year>/<folder>`.
    pub issues: BTreeMap<String, KeptIssue>,
    /// What is known of the texts of those in which nothing says who may see them, by their paths.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, KeptTexts>,
    /// What is drawn from all of them together, group by group; none where the build did not draw it whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<KeptLists>,
}

/// What is kept of the texts of an issue in which nothing says who may see it, so that they need not be read to know that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptTexts {
    /// Stamp of its folder when they were read.
    pub folder: String,
    /// Whether one of them may name a file outside the folder.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads_out: bool,
}

/// What is kept of a group of lists: pages or catalogues that are drawn from what is said of all issues.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLists {
    /// Checksum over what they were drawn from.
    pub inputs: String,
    /// Their paths, in the order in which they were drawn.
    pub paths: Vec<String>,
    /// Stamp of these files in the folder of the site.
    pub files: String,
}

/// What is kept of one issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptIssue {
    /// Checksums over what it was made from, one for each kind of input.
    pub inputs: Vec<String>,
    /// Whether it says what earlier issues of its series brought.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leans_on_series: bool,
    /// Checksum over what its page says of other issues.
    pub around: String,
    /// Stamp of its files in the folder of the site.
    pub files: String,
    /// What was said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<KeptFinding>,
}

/// Something that was found in the content. Files are named by their paths, as their numbers differ from build to build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFinding {
    /// `JB3006`
    pub code: String,
    pub message: String,
    pub place: Option<KeptPlace>,
    pub label: String,
    pub related: Vec<(KeptPlace, String)>,
    pub help: Option<String>,
}

/// A range of bytes in a file of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPlace {
    /// Path below the content folder.
    pub path: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
