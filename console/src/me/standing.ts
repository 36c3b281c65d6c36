import type { Board } from "../api/types";

type Row = Board["rows"][number];

const PLACES = 1_000;

/// What is missing from a score to a mark, in the score's unit; undefined if it is reached. Rounded
/// up to three places, as figures are shown, so that what is missing is never shown as 0.
export function missing(score: number, mark: number): number | undefined {
  // Scores have up to six places; the whole number of millionths is exact.
  const millionths = Math.round((mark - score) * 1_000_000);
  return millionths <= 0 ? undefined : Math.ceil(millionths / PLACES) / PLACES;
}

export type Next =
  | { readonly is: "first" }
  /// The rows do not reach up to another rank: all of those above have mine.
  | { readonly is: "beyond" }
  | { readonly is: "rank"; readonly rank: number; readonly missing: number };

export interface Standing {
  readonly mine: Row;
  readonly next: Next;
  /// Whether others have the same rank.
  readonly shared: boolean;
}

/// Where a member stands, by the rows around it, best first. Members with the same score share a
/// rank, so the next rank is that of the nearest row above with a better one, and its score is
/// enough to share it.
///
/// @return undefined if the member is not among the rows
export function standingOf(rows: readonly Row[], member: string): Standing | undefined {
  const mine = rows.find((row) => row.member === member);
  if (mine === undefined) return undefined;
  const above = rows.findLast((row) => row.rank < mine.rank);
  const shared = rows.some((row) => row !== mine && row.rank === mine.rank);
  return { mine, next: nextOf(mine, above), shared };
}

interface Seen {
  readonly version: number;
  readonly rows: readonly Row[];
}

/// The rows by which a member's standing is told: those around it, or those of a page of the board, if
/// these are newer and have it. A page that begins with the member's own rank does not tell the next
/// rank, unless it is the first.
///
/// @param around undefined as long as they are not there
/// @return undefined if nothing tells yet where the member stands
export function newest(around: Seen | undefined, page: Seen, member: string): readonly Row[] | undefined {
  const mine = page.rows.find((row) => row.member === member);
  const [best] = page.rows;
  const tells = mine !== undefined && (mine.rank === 1 || (best !== undefined && best.rank < mine.rank));
  return tells && (around === undefined || page.version > around.version) ? page.rows : around?.rows;
}

function nextOf(mine: Row, above: Row | undefined): Next {
  if (mine.rank === 1) return { is: "first" };
  if (above === undefined) return { is: "beyond" };
  return { is: "rank", rank: above.rank, missing: missing(mine.score, above.score) ?? 0 };
}
