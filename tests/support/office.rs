//! LibreOffice, for what only an office program can judge or make.

use std::process::Command;

use super::project::Project;

/// Converts `from`, a file of the project, `to` another form in the folder `into`; false where there is no LibreOffice, which is said loudly and is a
/// failure where CI is set.
pub fn converted(project: &Project, from: &str, to: &str, into: &str) -> bool {
    let program = ["soffice", "libreoffice"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok());
    let Some(program) = program else {
        assert!(
            std::env::var_os("CI").is_none(),
            "LibreOffice is not installed, and .ci/run was to install it"
        );
        println!("NOT RUN: {from}, as LibreOffice is not installed");
        return false;
    };
    let profile = project.path("profile");
    let done = Command::new(program)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(project.path(into))
        .arg(project.path(from))
        .output()
        .expect("LibreOffice");
    assert!(done.status.success(), "{done:?}");
    true
}
