use matcher::model::*;
use matcher::*;
use std::ops::ControlFlow;
use std::time::Instant;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let tight = std::env::args().nth(2).is_some_and(|a| a == "tight");
    let pairs = std::env::args().nth(3).is_some_and(|a| a == "pairs");
    let m = n * 7 / 10;
    let mut s = 7u64;
    let mut r = move || {
        s = s.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = s;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    let mut arcs = Vec::new();
    let mut ends = Vec::new();
    for _ in 0..n {
        let mut c: Vec<u32> = (0..50).map(|_| (r() % m as u64) as u32).collect();
        c.sort_unstable();
        c.dedup();
        for to in c {
            arcs.push(Arc { to, score: (r() % 1001) as i32 });
        }
        ends.push(arcs.len() as u32);
    }
    let sides = Sides {
        rows: (0..n).map(|i| mentee_key(&i.to_string())).collect(),
        columns: (0..m)
            .map(|j| (mentor_key(&j.to_string()), if tight { 1 } else { 1 + (r() % 3) as u32 }))
            .collect(),
    };
    let unit = if pairs { Unit::most_pairs(1000) } else { Unit::MOST_FIT };
    let lists = Lists::new(&ends, arcs);
    let t = Instant::now();
    let ControlFlow::Continue(mut model) = Model::solve(sides, lists, unit, &[], &mut |x| {
        eprintln!("{x:.2} {:?}", t.elapsed());
        ControlFlow::Continue(())
    }) else {
        panic!()
    };
    println!("solve {:?}", t.elapsed());
    let pts: i64 = (0..n).filter_map(|i| model.column_of(i).map(|c| model.score(i, c).unwrap() as i64)).sum();
    println!("points {pts} matched {}", (0..n).filter(|i| model.column_of(*i).is_some()).count());
    let t = Instant::now();
    let p = model.lowest_prices();
    println!("prices {:?} {}", t.elapsed(), p.rows[0].0);
    let mut times = Vec::new();
    for k in 0..2000 {
        let row = (r() % n as u64) as u32;
        let edit = match k % 3 {
            0 => Edit::RowLeaves { row },
            1 => match model.column_of(row as usize) {
                Some(c) => Edit::Veto { row, column: c as u32 },
                None => continue,
            },
            _ => {
                let c = model.choices(row as usize)[0].to;
                Edit::Lock { row, column: c }
            }
        };
        let t = Instant::now();
        if model.apply(edit).is_ok() {
            times.push(t.elapsed());
        }
    }
    times.sort();
    println!(
        "edits p50 {:?} p99 {:?} max {:?}",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1]
    );
}
