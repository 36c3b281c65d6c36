import { serverNow } from "../api/clock";
import { t } from "../texts";
import { figure } from "../texts/words";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const shortClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayName = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
// A date of the calendar has no zone; it must not move to the day before in the west.
const calendarDay = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const calendarDayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

type Instant = string | number | Date;

/// 22:14:05
export function clockTime(at: Instant): string {
  return clock.format(new Date(at));
}

/// 22:14 today; with the date on other days.
export function moment(at: Instant): string {
  const then = new Date(at);
  const sameDay = then.toDateString() === new Date(serverNow()).toDateString();
  return sameDay ? shortClock.format(then) : `${dayAndYear.format(then)}, ${shortClock.format(then)}`;
}

/// "just now", "40 s ago", "12 min ago", then the time.
export function ago(at: Instant): string {
  const age = serverNow() - new Date(at).getTime();
  if (age < 5 * SECOND) return t.time.now;
  return age < HOUR ? t.time.ago(span(age)) : moment(at);
}

/// A length of time in its largest unit: "40 s", "12 min".
export function span(millis: number): string {
  const seconds = Math.floor(millis / SECOND);
  return seconds < 120 ? t.time.seconds(seconds) : t.time.minutes(Math.floor(millis / MINUTE));
}

/// The day of a moment as a heading: "Today", "Yesterday", or its name, each with the date.
export function dayOf(at: Instant): { name: string; full: string } {
  const then = new Date(at);
  const now = new Date(serverNow());
  const full = dayName.format(then);
  if (then.toDateString() === now.toDateString()) return { name: t.time.today, full };
  if (then.toDateString() === new Date(now.getTime() - DAY).toDateString()) return { name: t.time.yesterday, full };
  const [weekday = full, ...date] = full.split(" ");
  return { name: weekday.replace(",", ""), full: date.join(" ") };
}

/// A date of the calendar, such as 2026-11-15: "Sun 15 Nov"; with the year unless it is this one.
export function day(date: string): string {
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return date;
  const thisYear = parsed.getUTCFullYear() === new Date(serverNow()).getFullYear();
  return (thisYear ? calendarDay : calendarDayOfYear).format(parsed).replace(",", "");
}

/// The date of a moment where days begin at midnight of this zone, such as 2026-11-15.
export function dateIn(zone: string | undefined, at: number): string {
  // Swedish dates are those of ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", ...(zone === undefined ? {} : { timeZone: zone }) }).format(at);
}

/// 1.4 MB
export function bytes(value: number): string {
  let unit = 0;
  let scaled = value;
  while (scaled >= 1_000 && unit < t.bytes.length - 1) {
    scaled /= 1_000;
    unit += 1;
  }
  return `${figure(unit === 0 ? scaled : Number(scaled.toPrecision(3)))} ${t.bytes[unit] ?? ""}`;
}

/// "0.9%": what is above nothing is never shown as 0.
export function percent(part: number, whole: number): string {
  if (whole === 0) return "0%";
  const value = (part / whole) * 100;
  if (value > 0 && value < 0.1) return "< 0.1%";
  if (value < 100 && value > 99.9) return "> 99.9%";
  return `${figure(Number(value.toFixed(1)))}%`;
}

/// What people type as a number: `25,000`, `25 000`, `25000.5`. A comma groups thousands, as the
/// console writes them; what could be read in two ways is not a number.
export function parseFigure(text: string): number | undefined {
  const plain = text.trim().replaceAll(/[\s\u00a0\u202f]/g, "");
  if (!/^\d+(\.\d+)?$/.test(plain) && !/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return undefined;
  return Number(plain.replaceAll(",", ""));
}
