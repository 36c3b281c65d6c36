import type { Challenge } from "../../api/types";
import { serverNow } from "../../api/clock";
import { dateIn } from "../../ui/format";

/// Where it is in its life, by the calendar of whoever looks. A member's own zone decides for a
/// member; it differs by a day at most.
export function lifeOf({ period, grace_days: grace }: Challenge): "upcoming" | "running" | "late" | "ended" {
  const today = dateIn(undefined, serverNow());
  if (today < period.start) return "upcoming";
  if (today <= period.end) return "running";
  const last = new Date(Date.parse(`${period.end}T00:00:00Z`) + grace * 86_400_000).toISOString().slice(0, 10);
  return today <= last ? "late" : "ended";
}
