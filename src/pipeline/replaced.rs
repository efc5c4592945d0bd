//! Whose folder it is: a site goes over that of another archive, or over one for another audience, only on request.

use std::collections::BTreeMap;

use super::{BuildError, BuildEvent, Reporter, Request};
use crate::model::{Audience, IssueId, Site};
use crate::publish::Output;
use crate::stage::Plan;

/// What the site of this build takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The site of another archive.
    pub archive: bool,
    /// A site that may hold what those outside must not see, while this one is for them: nothing stays that this build does not make itself.
    pub internal: bool,
}

impl Replaced {
    /// Looks at whose site the folder holds, and says that it becomes another's.
    ///
    /// # Errors
    /// Where nobody has asked for that, and where a part of the archive, or one with a series that cannot be read, would be mixed with it.
    pub fn find(
        request: &Request<'_>,
        reporter: &dyn Reporter,
        site: &Site,
        plan: &Plan,
        output: &Output,
    ) -> Result<Self, BuildError> {
        let none = Self {
            archive: false,
            internal: false,
        };
        if output.old().files.is_empty() {
            return Ok(none);
        }
        let folder = request.output.display();
        let now = request.visibility.audience();
        let before = output.old().audience.unwrap_or(Audience::Internal);
        let other = is_other_archive(site, plan, output);
        if !other && before == now {
            return Ok(none);
        }
        let what = if other {
            format!("另一个资料库“{}”", output.old().archive)
        } else {
            format!(
                "为“{}”受众生成的资料库，这次是为“{}”",
                before.word(),
                now.word()
            )
        };
        if !request.replace {
            return Err(BuildError::Refused(format!(
                "{folder} 里是{what}，什么也没有改。用 --output 换一个文件夹；确实要把里面的换成这一次的，加上 --replace"
            )));
        }
        if !request.selection.is_all() {
            return Err(BuildError::Refused(format!(
                "{folder} 里是{what}，不能只换一部分。不带 --series、--issue 完整生成一次"
            )));
        }
        if let Some(broken) = plan.broken_series.first() {
            return Err(BuildError::Refused(format!(
                "{folder} 里是{what}；系列 {broken} 现在读不了，换过来会留下原来的网页，什么也没有改。先改正上面 series.yaml、units.yaml 里的错误"
            )));
        }
        reporter.report(BuildEvent::Replaced(&what));
        Ok(Self {
            archive: other,
            internal: other || (before == Audience::Internal && now == Audience::Public),
        })
    }
}

/// Whether the folder holds the site of another archive: most of its issues are none of ours, by place and date. A site that only has another name, or that
/// was moved, is the same. Under our own name it is another's where most of the issues at our places have other dates; those that are gone are another matter.
fn is_other_archive(site: &Site, plan: &Plan, output: &Output) -> bool {
    /// Under our name so few are no proof: all of them may have been dated anew.
    const FEW: usize = 2;
    if output.old().archive.is_empty() {
        return false;
    }
    let mut dates = BTreeMap::new();
    for issue in &plan.issues {
        // One that cannot be read may have any date.
        let date = issue.spec.as_ref().filter(|spec| spec.date_is_known);
        let date = date.map(|spec| spec.date.value);
        let places = std::iter::once(&issue.id).chain(&issue.publication.former);
        dates.extend(places.map(|id: &IssueId| (id, date)));
    }
    let records = output.old().issues.values();
    let all = records.len();
    let at_our_places = records.filter_map(|record| {
        let date = dates.get(&record.summary.id)?;
        Some(date.is_none_or(|date| date == record.summary.date))
    });
    let (ours, others): (Vec<bool>, Vec<bool>) = at_our_places.partition(|is_ours| *is_ours);
    if output.old().archive == site.name {
        others.len() > FEW && others.len() > ours.len()
    } else {
        ours.len() * 2 < all
    }
}
