//! What each kind of finding means, for those who write: `jianbao explain` and `docs/rules.md` say it in these words.

mod environment;
mod explanation;
mod figures;
mod files;
mod input;
mod issued;
mod numbers;
mod structure;
mod times;

pub use explanation::{Explanation, Sample};

/// The explanation of every kind that is no rule.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    let parts = [
        input::ALL,
        files::ALL,
        structure::ALL,
        times::ALL,
        numbers::ALL,
        issued::ALL,
        figures::ALL,
        environment::ALL,
    ];
    parts.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use crate::diag::code;

    #[test]
    fn every_code_has_one_explanation_and_they_stand_in_the_order_of_the_codes() {
        let explained: Vec<_> = super::all().map(|e| e.code.id).collect();
        let codes: Vec<_> = code::ALL.iter().map(|code| code.id).collect();
        assert_eq!(explained, codes);
    }
}
