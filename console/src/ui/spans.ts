/// The spans of time that lists are filtered by.
export const SPANS = ["day", "week", "month"] as const;
export type Span = (typeof SPANS)[number];

const SPAN_HOURS: Record<Span, number> = { day: 24, week: 7 * 24, month: 30 * 24 };
const HOUR_MILLIS = 3_600_000;

/// From when on, in whole hours, so that the same span is the same address for an hour.
export function sinceOf(span: Span, now: number): string {
  return new Date((Math.floor(now / HOUR_MILLIS) - SPAN_HOURS[span]) * HOUR_MILLIS).toISOString();
}
