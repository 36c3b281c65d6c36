import { serverNow } from "../api/clock";
import { dateIn } from "./format";

/// A month as `2026-11`.
export type Month = string;

/// The month that an address names, or else this one.
export function monthOf(value: string | undefined): Month {
  return value !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : dateIn(undefined, serverNow()).slice(0, 7);
}

export function firstDay(month: Month): string {
  return `${month}-01`;
}

export function lastDay(month: Month): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

export function shifted(month: Month, by: number): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

const NAME = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

export function monthName(month: Month): string {
  return NAME.format(new Date(`${month}-01T00:00:00Z`));
}
