//! The same state gives the same bytes.

use crate::pool::{Dice, Shape, problem, solved, state_wishes};

#[test]
fn the_order_of_the_input_changes_no_byte() {
    for seed in 0..60 {
        let shape = Shape { mentees: 40, mentors: 30, most_seats: 2, topics: 4, regions: 2, employers: 5 };
        let mut problem = problem(seed, shape);
        if seed % 2 == 0 {
            state_wishes(&mut problem, &mut Dice(seed));
        }
        let first = serde_json::to_vec(&solved(&problem)).expect("JSON");
        let dice = &mut Dice(seed);
        for _ in 0..5 {
            dice.shuffle(&mut problem.mentees);
            dice.shuffle(&mut problem.mentors);
            dice.shuffle(&mut problem.locks);
            dice.shuffle(&mut problem.vetoes);
            dice.shuffle(&mut problem.never_again);
            for mentee in &mut problem.mentees {
                dice.shuffle(&mut mentee.interests);
                dice.shuffle(&mut mentee.goals);
                dice.shuffle(&mut mentee.languages);
                dice.shuffle(&mut mentee.excluded);
                dice.shuffle(&mut mentee.wishes);
            }
            for mentor in &mut problem.mentors {
                dice.shuffle(&mut mentor.interests);
                dice.shuffle(&mut mentor.expertise);
                dice.shuffle(&mut mentor.languages);
                dice.shuffle(&mut mentor.excluded);
                dice.shuffle(&mut mentor.shares);
            }
            let again = serde_json::to_vec(&solved(&problem)).expect("JSON");
            assert!(again == first, "seed {seed}");
        }
    }
}
