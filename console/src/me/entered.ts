import { type QueryClient, skipToken, useQuery } from "@tanstack/react-query";
import type { Entered, Progress } from "../api/types";

/// By then the service has computed an entry in nearly all cases; what is stored is shown again.
const AHEAD_MILLIS = 15_000;

function keyOf(member: string): readonly string[] {
  return ["entered", member];
}

/// Keeps what the service answered to the member's own entry. It knows the entry's effect before
/// progress and boards are computed.
export function keepEntered(queries: QueryClient, member: string, entered: Entered): void {
  queries.setQueryData(keyOf(member), entered);
  setTimeout(() => {
    if (queries.getQueryData(keyOf(member)) !== entered) return;
    queries.setQueryData<Entered | null>(keyOf(member), null);
    // What was loaded before does not have the entry yet.
    for (const queryKey of [["progress", member], ["rewards", member], ["around"]]) void queries.invalidateQueries({ queryKey });
  }, AHEAD_MILLIS);
}

/// Whether the member took values back, and entered none.
export function isWithdrawal({ entries }: Entered): boolean {
  return entries.length > 0 && entries.every(({ value }) => value === undefined);
}

/// The answer to the member's last entry, for as long as it may be ahead of what is stored.
export function useEntered(member: string): Entered | undefined {
  const { data } = useQuery<Entered | null>({ queryKey: keyOf(member), queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY });
  return data ?? undefined;
}

/// The progress that is stored, with that of the answer in its place where there is one.
export function ahead(stored: readonly Progress[], entered: Entered | undefined): readonly Progress[] {
  return stored.map((each) => entered?.progress.find(({ challenge }) => challenge === each.challenge) ?? each);
}

/// The progress of the member's last entry in a challenge, while the board has another score.
export function comingOf(entered: Entered | undefined, challenge: string, score: number | undefined): Progress | undefined {
  return entered?.progress.find((progress) => progress.challenge === challenge && progress.value !== score);
}
