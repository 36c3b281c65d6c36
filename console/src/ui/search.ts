/// What an address may say is read by these: everything else in it is left out. The router reads
/// `q=382` as a number.
export function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((each) => each === value);
}

/// The API's last page.
const PAGE_MAX = 10_000_000;

/// The number of a page after the first one; the first needs none.
export function laterPage(value: unknown): number | undefined {
  const page = Number(text(value));
  return Number.isSafeInteger(page) && page > 1 && page <= PAGE_MAX ? page : undefined;
}
