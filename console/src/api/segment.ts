/// A member's id as it stands in a path. One with other characters than these is written as `~` and
/// its UTF-8 in base64 for URLs.
export function memberSegment(id: string): string {
  if (/^[A-Za-z0-9._@-]+$/.test(id)) return id;
  const bytes = new TextEncoder().encode(id);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `~${base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}
