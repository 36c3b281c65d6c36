import type { Api } from "../../api/client";
import { read } from "../../api/client";
import type { Upload, UploadReport } from "../../api/types";
import { t } from "../../texts";
import type { Part } from "../../ui/Fates";

export interface UploadFilter {
  readonly state: Upload["state"] | undefined;
  readonly kind: Upload["kind"] | undefined;
  readonly by: string | undefined;
  readonly span: "day" | "week" | "month" | undefined;
  readonly cursor: string | undefined;
}

const HOUR_MILLIS = 3_600_000;
const SPAN_HOURS = { day: 24, week: 7 * 24, month: 30 * 24 } as const;

/// From when on, in whole hours, so that the same filter is the same address for an hour.
export function fromOf(span: keyof typeof SPAN_HOURS, now: number): string {
  const hour = Math.floor(now / HOUR_MILLIS) * HOUR_MILLIS;
  return new Date(hour - SPAN_HOURS[span] * HOUR_MILLIS).toISOString();
}

/// Leaves out what is undefined.
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export async function listUploads(api: Api, filter: Partial<UploadFilter>, now: number, signal: AbortSignal) {
  const { state, kind, by, span, cursor } = filter;
  const query = given({
    state,
    kind,
    created_by: by,
    from: span === undefined ? undefined : fromOf(span, now),
    cursor,
    limit: 20,
  });
  return read(api.GET("/uploads", { params: { query }, signal }));
}

/// The fates of a report's rows. They add up to the rows received.
export function fatesOf(report: UploadReport): readonly Part[] {
  const words = t.admin.fates;
  return [
    { fate: "stored", count: report.accepted, words: words.stored },
    { fate: "there", count: report.unchanged, words: words.there },
    { fate: "replaced", count: report.superseded, words: words.replaced },
    { fate: "rejected", count: report.rejected, words: words.rejected },
  ];
}
