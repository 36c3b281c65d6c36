import type { UseQueryResult } from "@tanstack/react-query";
import type { Api } from "../api/client";
import type { Board, Entered } from "../api/types";
import { BEAT_MILLIS, useLive } from "../live/Live";
import { readAround } from "./calls";
import { comingOf } from "./entered";

/// The rows above and below the member.
export const RADIUS = 5;

/// The rows around a member, best first; none if it is not on the board.
export interface Around {
  /// Of the board that they are from.
  readonly version: number;
  readonly rows: Board["rows"];
}

interface Of {
  readonly api: Api;
  readonly challenge: string;
  readonly member: string;
  /// Of the board that is shown beside; undefined until it is there.
  readonly version: number | undefined;
  /// The answer to the member's last entry, while it may be ahead of the board.
  readonly entered: Entered | undefined;
}

/// What is around a member is for that member only, so no cache has it. It is asked for on a slower
/// beat than the board, and only if the board has changed since; on the board's beat while the
/// board does not show the member's own last entry.
export function useAround({ api, challenge, member, version, entered }: Of): UseQueryResult<Around> {
  const isComing = (known: Around | undefined): boolean => comingOf(entered, challenge, scoreOf(known, member)) !== undefined;
  return useLive<Around>({
    key: ["around", challenge, member, RADIUS],
    isStill: (known) => version !== undefined && known.version >= version && !isComing(known),
    read: async (signal) => {
      const board = await readAround(api, challenge, member, RADIUS, signal);
      return { version: board?.version ?? version ?? 0, rows: board?.rows ?? [] };
    },
    every: (known) => (isComing(known) ? BEAT_MILLIS.live : BEAT_MILLIS.list),
  });
}

function scoreOf(known: Around | undefined, member: string): number | undefined {
  return known?.rows.find((row) => row.member === member)?.score;
}
