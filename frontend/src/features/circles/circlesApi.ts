// The operations of peer circles, as the API describes them.
import type { CareerStage, DeclineReason, EnrolmentRole, Setting } from '../../gen';
import { client } from '../../gen/client.gen';

type CircleRoundState = 'running' | 'ready' | 'published' | 'failed' | 'cancelled';
type CircleState = 'proposed' | 'open' | 'ended';
export type CircleEndReason = 'completed' | 'too_small' | 'other';
export type CirclePlaceState =
  | 'proposed'
  | 'asked'
  | 'joined'
  | 'declined'
  | 'expired'
  | 'left'
  | 'removed';

export interface CircleRoundView {
  id: string;
  cycle_id: string;
  region_id: string | null;
  region_name: string | null;
  state: CircleRoundState;
  size_least: number;
  size_most: number;
  mentors_per_circle: number;
  job_id: string | null;
  mentees: number;
  mentors: number;
  circles: number;
  placed: number;
  most_placed: number;
  /** The average of those placed, in whole points. */
  points: number;
  points_possible: number;
  /** The share of the points, 0 to 1, that a better answer might add at most. */
  gap: number;
  published_at: string | null;
  created_at: string;
  version: number;
}

export interface CirclePlace {
  id: string;
  enrolment_id: string;
  person_id: string;
  person_name: string;
  region_id: string;
  region_name: string;
  role: EnrolmentRole;
  state: CirclePlaceState;
  points: number | null;
  email: string | null;
  setting: Setting;
  career_stage: CareerStage;
  interests: string[];
  goals: string[];
  expertise: string[];
  answered_at: string | null;
  version: number;
}

export interface CircleView {
  id: string;
  round_id: string;
  cycle_id: string;
  cycle_name: string;
  region_id: string | null;
  region_name: string | null;
  name: string;
  state: CircleState;
  answer_by: string | null;
  size_least: number;
  size_most: number;
  places: CirclePlace[];
  points: number;
  points_possible: number;
  topics: Array<{ topic: string; people: number }>;
  my_place_id: string | null;
  end_reason: CircleEndReason | null;
  created_at: string;
  version: number;
}

export interface UnplacedWhy {
  code: string;
  eligible: number | null;
  needed: number | null;
  removed: Array<{ rule: string; mentors: number }>;
  not_available: number | null;
  full: number | null;
  closed: number | null;
  free_mentors: number | null;
}

export interface UnplacedView {
  enrolment_id: string;
  person_id: string;
  person_name: string;
  region_id: string;
  reason: UnplacedWhy;
}

export interface CirclePublicationPreview {
  circles: number;
  mails: number;
  too_small: string[];
  letter: { subject: string; text: string } | null;
}

export interface StartCircleRound {
  region_id?: string | null;
  size_least?: number;
  size_most?: number;
  mentors_per_circle?: number;
}

interface Page<Row> {
  items: Row[];
  next_cursor?: string | null;
}

interface Of {
  path: { id: string };
  signal?: AbortSignal;
}

interface Listed {
  query?: { limit?: number; cursor?: string };
  signal?: AbortSignal;
}

const JSON_BODY = { 'Content-Type': 'application/json' };

const read =
  <Answer>(url: string) =>
  (options: object) =>
    client.get<{ 200: Answer }, unknown, true>({ url: `/api/v1${url}`, ...options });

const act =
  <Answer, Body = undefined>(url: string) =>
  (options: Of & (Body extends undefined ? object : { body: Body })) =>
    client.post<{ 200: Answer }, unknown, true>({
      url: `/api/v1${url}`,
      ...options,
      ...('body' in options ? { headers: JSON_BODY } : {}),
    });

type ReadOne<Answer> = (options: Of) => ReturnType<ReturnType<typeof read<Answer>>>;
type ReadPage<Row> = (options: Of & Listed) => ReturnType<ReturnType<typeof read<Page<Row>>>>;

export const listCircleRounds: ReadPage<CircleRoundView> = read('/cycles/{id}/circle-rounds');
export const getCircleRound: ReadOne<CircleRoundView> = read('/circle-rounds/{id}');
export const listCirclesOfRound: ReadPage<CircleView> = read('/circle-rounds/{id}/circles');
export const listUnplaced: ReadPage<UnplacedView> = read('/circle-rounds/{id}/unplaced');
export const getCirclePublicationPreview: ReadOne<CirclePublicationPreview> = read(
  '/circle-rounds/{id}/publication-preview',
);
export const getCircle: ReadOne<CircleView> = read('/circles/{id}');
export const listMyCircles: (options: Listed) => ReturnType<ReadPage<CircleView>> =
  read('/my-circles');

export const createCircleRound = act<CircleRoundView, StartCircleRound>(
  '/cycles/{id}/circle-rounds',
);
export const publishCircleRound = act<CircleRoundView>('/circle-rounds/{id}/publish');
export const addCirclePlace = act<CircleView, { enrolment_id: string }>('/circles/{id}/places');
export const endCircle = act<CircleView, { reason: CircleEndReason }>('/circles/{id}/end');
export const acceptCirclePlace = act<CircleView>('/circle-places/{id}/accept');
export const declineCirclePlace = act<CircleView, { reason: DeclineReason }>(
  '/circle-places/{id}/decline',
);
export const leaveCircle = act<CircleView>('/circle-places/{id}/leave');

interface Versioned extends Of {
  headers: { 'If-Match': string };
}

export const updateCircle = (options: Versioned & { body: { name: string } }) =>
  client.patch<{ 200: CircleView }, unknown, true>({
    url: '/api/v1/circles/{id}',
    ...options,
    headers: { ...JSON_BODY, ...options.headers },
  });

export const removeCirclePlace = (options: Versioned) =>
  client.delete<{ 204: undefined }, unknown, true>({
    url: '/api/v1/circle-places/{id}',
    ...options,
  });
