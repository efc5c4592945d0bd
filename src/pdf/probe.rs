//! Traces a fault to its source: typst says that a picture is bad but not which one, and names a good character when it
//! stands beside a bad one. So each is set once more by itself; this costs nothing until something fails.

use std::collections::BTreeSet;

use super::failure::{BadPicture, Failure, PictureFault};
use super::job::Job;
use super::message::{self, Message};
use super::stage::Stage;
use super::typst_command::TypstCommand;

const PICTURE: &str = "#set document(title: \"probe\", date: datetime(year: 2000, month: 1, day: 1))\n\
    #set text(lang: \"zh\")\n#image(sys.inputs.path, alt: \"probe\")\n";

const CHARACTERS: &str = "#set document(title: \"probe\", date: datetime(year: 2000, month: 1, day: 1))\n\
    #set text(lang: \"zh\", region: \"cn\")\n#for character in json(\"/probe-characters.json\") { par(character) }\n";

const BLANK: &str = "#set document(title: \"probe\", date: datetime(year: 2000, month: 1, day: 1))\n\
    #set text(lang: \"zh\")\n~\n";

/// Whether typst comes to an end at all, with an empty page: one that does not would be blamed on the text.
pub(super) fn answers(command: &TypstCommand<'_>, stage: &Stage) -> bool {
    let written = stage.write("probe-blank.typ", BLANK.as_bytes());
    written.is_err() || command.probe(stage, "probe-blank.typ", None).is_some()
}

/// Turns what typst said about one issue into a failure.
pub(super) fn explain(
    command: &TypstCommand<'_>,
    stage: &Stage,
    job: &Job,
    stderr: &[u8],
) -> Failure {
    let messages = message::read(stderr);
    let about = |test: &dyn Fn(&Message) -> bool| messages.iter().any(|m| m.error && test(m));
    if about(&|m| is_disk(&m.text)) {
        return Failure::environment("写 PDF ", all(&messages));
    }
    let characters = unprintable(&messages);
    if !characters.is_empty() {
        let characters = alone(command, stage, &characters).unwrap_or(characters);
        return Failure::MissingGlyph { characters };
    }
    if about(&|m| picture_fault(&m.text).is_some()) {
        let pictures = pictures(command, stage, job);
        if !pictures.is_empty() {
            return Failure::Pictures { pictures };
        }
    }
    Failure::Template {
        text: all(&messages),
    }
}

/// The messages as text, without the place of the temporary folder.
fn all(messages: &[Message]) -> String {
    let lines: Vec<&str> = messages
        .iter()
        .map(|message| message.line.as_str())
        .collect();
    message::clean(lines.join("\n").as_bytes())
}

fn is_disk(text: &str) -> bool {
    [
        "failed to write",
        "failed to create output directory",
        "failed to create directory",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// The characters that typst names, each once.
fn unprintable(messages: &[Message]) -> Vec<char> {
    let mut seen = BTreeSet::new();
    messages
        .iter()
        .filter(|message| message.error)
        .flat_map(|message| message::characters(&message.text))
        .filter(|character| seen.insert(*character))
        .collect()
}

/// Those of the characters that cannot be printed even alone; none if that cannot be told.
fn alone(command: &TypstCommand<'_>, stage: &Stage, characters: &[char]) -> Option<Vec<char>> {
    if characters.len() < 2 {
        return None;
    }
    let texts: Vec<String> = characters.iter().map(char::to_string).collect();
    let list = serde_json::to_vec(&texts).ok()?;
    stage.write("probe-characters.json", &list).ok()?;
    stage
        .write("probe-characters.typ", CHARACTERS.as_bytes())
        .ok()?;
    let stderr = command.probe(stage, "probe-characters.typ", None)?;
    let found = unprintable(&message::read(&stderr));
    let kept: Vec<char> = characters
        .iter()
        .copied()
        .filter(|c| found.contains(c))
        .collect();
    (!kept.is_empty()).then_some(kept)
}

/// The bad ones among the pictures of an issue.
fn pictures(command: &TypstCommand<'_>, stage: &Stage, job: &Job) -> Vec<BadPicture> {
    if stage
        .write("probe-picture.typ", PICTURE.as_bytes())
        .is_err()
    {
        return Vec::new();
    }
    let mut bad = Vec::new();
    for file in &job.files {
        let input = format!("path={}", file.path_in_root);
        let Some(stderr) = command.probe(stage, "probe-picture.typ", Some(&input)) else {
            continue;
        };
        let fault = message::read(&stderr)
            .iter()
            .filter(|message| message.error)
            .find_map(|message| picture_fault(&message.text));
        bad.extend(fault.map(|fault| BadPicture {
            path: file.source.clone(),
            fault,
        }));
    }
    bad
}

/// What typst says about a picture, in our terms.
fn picture_fault(text: &str) -> Option<PictureFault> {
    let inner = |text: &str| -> String {
        let inside = text
            .split_once('(')
            .and_then(|(_, rest)| rest.strip_suffix(')'));
        inside.unwrap_or(text).to_owned()
    };
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["failed to load linked image"]) {
        // The reason names the temporary folder.
        let end = text.find(" (").unwrap_or(text.len());
        Some(PictureFault::Linked(text.get(..end)?.to_owned()))
    } else if has(&[
        "failed to decode image",
        "failed to parse SVG",
        "failed to process image",
        "failed to load PDF",
    ]) || has(&["unknown image format"])
    {
        Some(PictureFault::Undecodable(inner(text)))
    } else if has(&[
        "embedding PDFs is",
        "16 bit images are",
        "the image contains transparency",
        "the image has smooth",
    ]) || has(&["the version of the PDF is too high"])
    {
        Some(PictureFault::Forbidden(text.to_owned()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_pictures_are_told_from_other_messages() {
        let decode = "failed to decode image (Format error decoding Png: Invalid PNG signature.)";
        assert_eq!(
            picture_fault(decode),
            Some(PictureFault::Undecodable(
                "Format error decoding Png: Invalid PNG signature.".into()
            ))
        );
        let linked =
            "failed to load linked image x.png in SVG (file not found, searched at /tmp/x.png)";
        assert_eq!(
            picture_fault(linked),
            Some(PictureFault::Linked(
                "failed to load linked image x.png in SVG".into()
            ))
        );
        let pdf = "embedding PDFs is currently not supported in this export mode";
        assert!(matches!(
            picture_fault(pdf),
            Some(PictureFault::Forbidden(_))
        ));
        assert_eq!(
            picture_fault("file not found (searched at /tmp/x.png)"),
            None
        );
        assert_eq!(picture_fault("unknown variable: image"), None);
    }
}
