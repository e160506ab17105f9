// Circles and places for tests, with everything that a test does not care about.
import type { CirclePlace, CircleView } from '../../gen';

let made = 0;
const next = () => `id${++made}`;

export function aPlace(place: Partial<CirclePlace> = {}): CirclePlace {
  return {
    id: next(),
    enrolment_id: next(),
    person_id: next(),
    person_name: 'Somebody',
    region_id: 'r1',
    region_name: 'Plains',
    role: 'mentee',
    state: 'proposed',
    points: 40,
    email: null,
    setting: 'public',
    career_stage: 'early',
    interests: [],
    goals: [],
    expertise: [],
    answered_at: null,
    decline_reason: null,
    leave_reason: null,
    version: 1,
    ...place,
  };
}

export function aCircle(circle: Partial<CircleView> = {}): CircleView {
  return {
    id: next(),
    round_id: 'round',
    cycle_id: 'cycle',
    cycle_name: 'Spring',
    region_id: null,
    region_name: null,
    name: 'Circle',
    state: 'proposed',
    answer_by: null,
    size_least: 4,
    size_most: 8,
    places: [],
    points: 40,
    points_possible: 100,
    topics: [],
    needs_people: false,
    meetings: 0,
    last_met_on: null,
    my_place_id: null,
    end_reason: null,
    created_at: '2026-11-28T06:00:00Z',
    version: 1,
    ...circle,
  };
}
