/// The service's time, by its answers. A computer's clock may be wrong by minutes, and "3 min ago"
/// has to be right all the same. Answers have whole seconds, so smaller differences are ignored.
const SMALLEST_MILLIS = 2_000;

let aheadMillis = 0;

export function noteServerTime(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const ahead = server - Date.now();
  aheadMillis = Math.abs(ahead) < SMALLEST_MILLIS ? 0 : ahead;
}

export function serverNow(): number {
  return Date.now() + aheadMillis;
}
