"""Other people's solvers on the instances of `cargo xtask bench matching`. One instance and one program a run, so that
memory is that of the program alone. Prints one line of JSON."""

import json
import resource
import sys
import time

import numpy as np


def write_instance(folder, mentees, one_seat):
    rng = np.random.default_rng(1)
    mentors = mentees * 7 // 10
    with open(f"{folder}/edges.csv", "w") as out:
        out.write("mentee,mentor,score\n")
        for at in range(mentees):
            chosen = np.unique(rng.integers(0, mentors, 64))
            chosen = np.sort(rng.permutation(chosen)[:50])
            scores = rng.integers(0, 1001, len(chosen))
            out.writelines(f"{at},{to},{score}\n" for to, score in zip(chosen, scores))
    seats = np.ones(mentors, int) if one_seat else rng.integers(1, 4, mentors)
    with open(f"{folder}/capacity.csv", "w") as out:
        out.write("mentor,capacity\n")
        out.writelines(f"{at},{count}\n" for at, count in enumerate(seats))


def read_instance(folder):
    edges = np.loadtxt(f"{folder}/edges.csv", delimiter=",", skiprows=1, dtype=np.int64)
    seats = np.loadtxt(f"{folder}/capacity.csv", delimiter=",", skiprows=1, dtype=np.int64)[:, 1]
    return edges[:, 0], edges[:, 1], edges[:, 2], seats


def ortools(rows, columns, scores, seats):
    """The sum of scores is the aim, with one more for each pair, as matcher's `fit` does in its second number."""
    from ortools.graph.python import min_cost_flow

    mentees, mentors = rows.max() + 1, len(seats)
    scale = 1 << 20
    started = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = mentees + mentors, mentees + mentors + 1
    each = np.arange(mentees)
    flow.add_arcs_with_capacity_and_unit_cost(np.full(mentees, source), each, np.ones(mentees, int), np.zeros(mentees, int))
    flow.add_arcs_with_capacity_and_unit_cost(each, np.full(mentees, sink), np.ones(mentees, int), np.zeros(mentees, int))
    pairs = flow.add_arcs_with_capacity_and_unit_cost(rows, mentees + columns, np.ones(len(rows), int), -(scores * scale + 1))
    flow.add_arcs_with_capacity_and_unit_cost(mentees + np.arange(mentors), np.full(mentors, sink), seats, np.zeros(mentors, int))
    flow.set_nodes_supplies(np.array([source, sink]), np.array([mentees, -mentees]))
    assert flow.solve() == flow.OPTIMAL
    seconds = time.perf_counter() - started
    return seconds, int(scores[np.asarray(flow.flows(pairs)) > 0].sum())


def expanded(rows, columns, scores, seats):
    """Every seat a column, and a column for each mentee to be left out at 0: what these solvers take."""
    import scipy.sparse

    first = np.concatenate([[0], np.cumsum(seats)])
    counts = seats[columns]
    r = np.repeat(rows, counts)
    s = np.repeat(scores, counts)
    within = np.arange(len(r)) - np.repeat(np.cumsum(counts) - counts, counts)
    c = np.repeat(first[columns], counts) + within
    mentees = rows.max() + 1
    each = np.arange(mentees)
    # Costs from 1: a stored 0 would be no pair.
    r, c = np.concatenate([r, each]), np.concatenate([c, first[-1] + each])
    cost = np.concatenate([1001 - s + 0.0, np.full(mentees, 1001.0)]) + 1
    return scipy.sparse.csr_matrix((cost, (r, c)), shape=(mentees, first[-1] + mentees))


def scipy(rows, columns, scores, seats):
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    matrix = expanded(rows, columns, scores, seats)
    started = time.perf_counter()
    r, c = min_weight_full_bipartite_matching(matrix)
    seconds = time.perf_counter() - started
    return seconds, int(round((1002 - np.asarray(matrix[r, c]).ravel()).sum()))


def lap(rows, columns, scores, seats):
    """lapmod wants a square. Each seat is given a row of its own: that of staying free, or of standing for a mentee who
    could have it and is left out instead."""
    import scipy.sparse
    from lap import lapmod

    wide = expanded(rows, columns, scores, seats)
    mentees = wide.shape[0]
    seat_count = wide.shape[1] - mentees
    free = scipy.sparse.identity(seat_count)
    for_another = (wide[:, :seat_count].T > 0).astype(float)
    square = scipy.sparse.vstack([wide, scipy.sparse.hstack([free, for_another])]).tocsr()
    square.sort_indices()
    started = time.perf_counter()
    _, x, _ = lapmod(
        square.shape[0], square.data, square.indptr.astype(np.int32), square.indices.astype(np.int32)
    )
    seconds = time.perf_counter() - started
    paid = np.asarray(square[np.arange(mentees), x[:mentees]]).ravel()
    return seconds, int(round((1002 - paid).sum()))


def numpy_scores(mentees):
    """The factors of matcher's default policy for every pair: shared counts by BLAS, the rest by broadcasting."""
    rng = np.random.default_rng(1)
    mentors = mentees * 7 // 10
    topics, languages = 40, 3

    def masks(count, width, chance):
        return (rng.random((count, width)) < chance).astype(np.float32)

    a = dict(i=masks(mentees, topics, 0.12), g=masks(mentees, topics, 0.07), l=masks(mentees, languages, 0.5))
    b = dict(i=masks(mentors, topics, 0.12), g=masks(mentors, topics, 0.2), l=masks(mentors, languages, 0.5))
    for side, count in ((a, mentees), (b, mentors)):
        side["setting"] = rng.integers(0, 5, count).astype(np.int8)
        side["stage"] = rng.integers(0, 5, count).astype(np.int8)
        side["region"] = rng.integers(0, 50, count).astype(np.int8)
        side["employer"] = rng.integers(0, mentees // 4 + 1, count).astype(np.int32)
        side["zone"] = rng.integers(0, 6, count).astype(np.int16) * 60
    years = rng.integers(0, 6, mentors).astype(np.float32)

    def share(weight, x, y):
        whole = np.maximum(x.sum(1), 1)
        return np.floor((x * (weight / whole)[:, None]) @ y.T + 0.5)

    started = time.perf_counter()
    best = 0
    for at in range(0, mentees, 1000):  # in blocks, as anybody would whose table does not fit
        part = {name: values[at : at + 1000] for name, values in a.items()}
        points = share(20, part["i"], b["i"]) + share(30, part["g"], b["g"]) + share(5, part["l"], b["l"])
        points += np.where(part["setting"][:, None] == b["setting"], np.float32(10), np.float32(0))
        points += np.where(b["stage"] > part["stage"][:, None], np.float32(15), np.float32(0))
        points += np.where(part["region"][:, None] == b["region"], np.float32(5), np.float32(0))
        apart = np.abs(part["zone"][:, None] - b["zone"]).astype(np.float32)
        points += np.floor(10 * np.maximum(360 - apart, 0) / 360 + 0.5) + years
        points[part["employer"][:, None] == b["employer"]] = -1
        points[(part["l"] @ b["l"].T) == 0] = -1
        best = max(best, points.max())
    return time.perf_counter() - started, int(best)


def main():
    task = sys.argv[1]
    if task == "instance":
        write_instance(sys.argv[2], int(sys.argv[3]), sys.argv[4] == "one")
        return
    runs = int(sys.argv[3])
    if task == "numpy":
        results = [numpy_scores(int(sys.argv[2])) for _ in range(runs)]
    else:
        instance = read_instance(sys.argv[2])
        results = [globals()[task](*instance) for _ in range(runs)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds = sorted(seconds for seconds, _ in results)[len(results) // 2]
    print(json.dumps({"seconds": seconds, "points": results[0][1], "peak_mib": peak}))


main()
