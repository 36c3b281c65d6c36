import { t } from "../../texts";
import { sentence } from "../../texts/words";
import type { Failure } from "../../api/types";

const texts = t.ops.editing;

/// Why a failure's message cannot be corrected; undefined if it can.
export function whyNotEditable({ origin, state }: Pick<Failure, "origin" | "state">): string | undefined {
  if (origin.startsWith("stream:")) return texts.stream;
  return state === "open" ? undefined : texts.closed;
}

/// What is wrong with a corrected message, as far as a page can tell; undefined if nothing is. The
/// service compares the rest with the original: kind, client, members, versions.
export function faultOf(before: string, after: string): string | undefined {
  if (after.trim() === before.trim()) return texts.same;
  try {
    JSON.parse(after);
    return undefined;
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return texts.noJson(sentence(why).replace(/\.$/, ""));
  }
}
