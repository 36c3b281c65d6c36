const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });

/// A figure as people read it: 24,612.
export function figure(value: number): string {
  return NUMBER.format(value);
}

/// A figure with its noun: "1 row", "24,612 rows".
export function count(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`;
}

/// A list in a sentence: "steps, floors and workouts".
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/// What the API says, as a sentence: it begins with a capital letter and ends with a full stop.
export function sentence(text: string): string {
  const said = text.trim();
  if (said === "") return "";
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}${/[.!?]$/.test(said) ? "" : "."}`;
}

export const are = (value: number): string => (value === 1 ? "is" : "are");

export const were = (value: number): string => (value === 1 ? "was" : "were");

export const messages = (value: number): string => count(value, "message");
