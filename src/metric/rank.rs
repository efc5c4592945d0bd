//! Ranks (名次), with ties (并列).

use rust_decimal::Decimal;

use super::Direction;

/// One place in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<T> {
    /// What is ranked.
    pub item: T,
    /// Its value.
    pub value: Decimal,
    /// 1 for the best.
    pub rank: usize,
    /// Whether another has the same rank.
    pub tied: bool,
}

/// `items` from the best to the worst; those with one value have one rank, and stand in the order in which they came. With `dense` the rank after a
/// tie counts on (1, 2, 2, 3), else it is the place (1, 2, 2, 4).
#[must_use]
pub fn ranking<T>(items: Vec<(T, Decimal)>, better: Direction, dense: bool) -> Vec<Ranked<T>> {
    let mut items = items;
    items.sort_by(|(_, a), (_, b)| match better {
        Direction::Higher => b.cmp(a),
        Direction::Lower => a.cmp(b),
    });
    let mut ranked: Vec<Ranked<T>> = Vec::with_capacity(items.len());
    for (place, (item, value)) in items.into_iter().enumerate() {
        let mut rank = place + 1;
        let mut tied = false;
        if let Some(before) = ranked.last_mut() {
            if before.value == value {
                (rank, tied, before.tied) = (before.rank, true, true);
            } else if dense {
                rank = before.rank + 1;
            }
        }
        ranked.push(Ranked {
            item,
            value,
            rank,
            tied,
        });
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranks(values: &[i64], better: Direction, dense: bool) -> Vec<usize> {
        let items = values.iter().enumerate();
        let items = items.map(|(place, value)| (place, Decimal::from(*value)));
        let mut ranked = ranking(items.collect(), better, dense);
        ranked.sort_by_key(|ranked| ranked.item);
        ranked.into_iter().map(|ranked| ranked.rank).collect()
    }

    #[test]
    fn ties_share_a_rank_and_what_follows_is_counted_in_two_ways() {
        use Direction::{Higher, Lower};
        assert_eq!(ranks(&[9, 7, 7, 5], Higher, false), [1, 2, 2, 4]);
        assert_eq!(ranks(&[9, 7, 7, 5], Higher, true), [1, 2, 2, 3]);
        assert_eq!(ranks(&[9, 7, 7, 5], Lower, false), [4, 2, 2, 1]);
        assert_eq!(ranks(&[3, 3, 3], Higher, false), [1, 1, 1]);
        assert_eq!(ranks(&[], Higher, false), Vec::<usize>::new());
    }

    proptest! {
        /// The rank is one more than the number of better ones; the dense rank one more than the number of better values.
        #[test]
        fn a_rank_counts_who_is_better(values in proptest::collection::vec(-5_i64..5, 0..30)) {
            let by_place = ranks(&values, Direction::Higher, false);
            let dense = ranks(&values, Direction::Higher, true);
            for (index, value) in values.iter().enumerate() {
                let better: Vec<i64> = values.iter().copied().filter(|other| other > value).collect();
                let different: std::collections::BTreeSet<i64> = better.iter().copied().collect();
                prop_assert_eq!(by_place[index], better.len() + 1);
                prop_assert_eq!(dense[index], different.len() + 1);
            }
        }
    }
}
