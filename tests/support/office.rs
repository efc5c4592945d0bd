//! LibreOffice, for what only an office program can judge or make.

use std::process::Command;

use super::project::Project;

/// LibreOffice with a profile inside the project; none where it is not installed, which is said loudly and is a failure where CI is set.
/// `what` was not run then.
pub fn libreoffice(project: &Project, what: &str) -> Option<Command> {
    let program = ["soffice", "libreoffice"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok());
    let Some(program) = program else {
        assert!(
            std::env::var_os("CI").is_none(),
            "LibreOffice is not installed, and .ci/run was to install it"
        );
        println!("NOT RUN: {what}, as LibreOffice is not installed");
        return None;
    };
    let profile = project.path("profile");
    let mut command = Command::new(program);
    command
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .arg("--headless");
    Some(command)
}

/// Converts `from`, a file of the project, `to` another form in the folder `into`; false where there is no LibreOffice.
pub fn converted(project: &Project, from: &str, to: &str, into: &str) -> bool {
    let Some(mut command) = libreoffice(project, from) else {
        return false;
    };
    let done = command
        .args(["--convert-to", to, "--outdir"])
        .arg(project.path(into))
        .arg(project.path(from))
        .output()
        .expect("LibreOffice");
    assert!(done.status.success(), "{done:?}");
    true
}
