interface Kept {
  readonly tag: string;
  readonly body: string;
  readonly type: string;
}

/// Reads of the same address that say what they know (`If-None-Match`), so that an unchanged answer
/// costs a few bytes. Callers see the whole answer in both cases. An answer is kept for the token
/// that it was given to: the same version of the same address is another thing for another client.
export class ConditionalReads {
  private readonly kept = new Map<string, Kept>();
  private readonly max: number;

  constructor(max = 100) {
    this.max = max;
  }

  async fetch(request: Request): Promise<Response> {
    if (request.method !== "GET") return fetch(request);
    const key = `${request.headers.get("Authorization") ?? ""} ${request.url}`;
    const kept = this.kept.get(key);
    if (kept !== undefined) request.headers.set("If-None-Match", kept.tag);
    const response = await fetch(request, { cache: "no-store" });
    if (response.status === 304 && kept !== undefined) {
      const headers = new Headers(response.headers);
      headers.set("Content-Type", kept.type);
      return new Response(kept.body, { status: 200, headers });
    }
    const tag = response.headers.get("ETag");
    if (response.status !== 200 || tag === null) return response;
    const body = await response.clone().text();
    this.keep(key, { tag, body, type: response.headers.get("Content-Type") ?? "application/json" });
    return response;
  }

  private keep(key: string, answer: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, answer);
    const oldest = this.kept.keys().next();
    if (this.kept.size > this.max && oldest.done === false) this.kept.delete(oldest.value);
  }
}
