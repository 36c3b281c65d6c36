import type { Api } from "../api/client";
import { read } from "../api/client";
import { Problem } from "../api/problem";
import { memberSegment } from "../api/segment";
import type { Board } from "../api/types";

/// The rows above and below a member, as the API answers them to this member only.
///
/// @return null if the member is not on the board
export async function readAround(api: Api, challenge: string, member: string, radius: number, signal: AbortSignal): Promise<Board | null> {
  try {
    const query = { around: member, radius };
    return await read(api.GET("/challenges/{challenge}/board", { params: { path: { challenge }, query }, signal }));
  } catch (failure) {
    if (failure instanceof Problem && failure.code === "not-on-board") return null;
    throw failure;
  }
}

/// A member's points and rewards.
export function rewardsOf(api: Api, member: string) {
  const params = { path: { member: memberSegment(member) } };
  return {
    key: ["rewards", member],
    read: (signal: AbortSignal) => read(api.GET("/members/{member}/rewards", { params, signal })),
  };
}
