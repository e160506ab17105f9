// What the workbench reads and does, in the shapes that several of its parts share.
import {
  type CompareRoundsData,
  compareRounds,
  type GetRoundAlternativesData,
  type GetRoundPairData,
  getRoundAlternatives,
  getRoundFairness,
  getRoundPair,
  getRoundWorkbench,
  type ListProposalsData,
  type ListRoundEditsData,
  type ListUnmatchedData,
  listProposals,
  listRoundEdits,
  listUnmatched,
  type PreviewPublicationData,
  previewPublication,
  type RoundPair,
  type WorkbenchCost,
} from '../../gen';

/** A mentor and the points with them. */
export type Place = NonNullable<RoundPair['present_mentor']>;
/** Somebody who would sit elsewhere. */
export type Move = WorkbenchCost['moves'][number];

type Query<Data extends { query?: unknown }> = NonNullable<Data['query']>;
type Path = { id: string };
const at = (id: string): { path: Path } => ({ path: { id } });

export const getWorkbench = async (id: string, signal: AbortSignal) =>
  (await getRoundWorkbench({ ...at(id), signal })).data;

export const listRows = async (id: string, query: Query<ListProposalsData>, signal: AbortSignal) =>
  (await listProposals({ ...at(id), query, signal })).data;

export const listLeft = async (id: string, query: Query<ListUnmatchedData>, signal: AbortSignal) =>
  (await listUnmatched({ ...at(id), query, signal })).data;

export const listEdits = async (
  id: string,
  query: Query<ListRoundEditsData>,
  signal: AbortSignal,
) => (await listRoundEdits({ ...at(id), query, signal })).data;

export const getPossiblePair = async (
  id: string,
  query: Query<GetRoundPairData>,
  signal: AbortSignal,
) => (await getRoundPair({ ...at(id), query, signal })).data;

export const getAlternatives = async (
  id: string,
  query: Query<GetRoundAlternativesData>,
  signal: AbortSignal,
) => (await getRoundAlternatives({ ...at(id), query, signal })).data;

export const getFairness = async (id: string, signal: AbortSignal) =>
  (await getRoundFairness({ ...at(id), signal })).data;

export const getComparison = async (
  id: string,
  query: Query<CompareRoundsData>,
  signal: AbortSignal,
) => (await compareRounds({ ...at(id), query, signal })).data;

export const getPublicationPreview = async (
  id: string,
  query: Query<PreviewPublicationData>,
  signal: AbortSignal,
) => (await previewPublication({ ...at(id), query, signal })).data;
