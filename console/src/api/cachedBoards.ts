import type { Api } from "./client";
import { read } from "./client";
import { Problem } from "./problem";
import type { Read } from "./reads";
import type { Board } from "./types";

/// Access is renewed when so much of its time is over.
const RENEWED_AT = 0.8;
/// How long boards are read with the token after access failed.
const PAUSE_MILLIS = 60_000;

interface Part {
  /// From 1.
  readonly page: number;
  /// The rows of a page.
  readonly size: number;
}

interface Access {
  readonly tenant: string;
  /// By the clock of `performance`, which nobody sets.
  readonly until: number;
}

/// Boards as all of a tenant see them. Where they are cached, they come from there, with cookies
/// that the API gives; the page never sees those. Everywhere else, and if it is refused, they are
/// read with the token.
export class CachedBoards {
  private readonly api: Api;
  private access: Access | undefined;
  private asked: Promise<void> | undefined;
  private pausedUntil: number;

  constructor(api: Api, cached: boolean) {
    this.api = api;
    this.pausedUntil = cached ? 0 : Infinity;
  }

  /// A page of a board, the best members first.
  page(tenant: string, challenge: string, part: Part): Read<Board> {
    return {
      key: ["board", challenge, part],
      read: async (signal) => (await this.fromTheCache(tenant, challenge, part, signal)) ?? (await this.withToken(challenge, part, signal)),
    };
  }

  private withToken(challenge: string, query: Part, signal: AbortSignal): Promise<Board> {
    const params = { path: { challenge }, query };
    return read(this.api.GET("/challenges/{challenge}/board", { params, signal }));
  }

  /// @return undefined without access
  private async fromTheCache(tenant: string, challenge: string, query: Part, signal: AbortSignal): Promise<Board | undefined> {
    if (!(await this.mayRead(tenant))) return undefined;
    try {
      const params = { path: { tenant, challenge }, query };
      return await read(this.api.GET("/cached/{tenant}/challenges/{challenge}/board", { params, signal }));
    } catch (failure) {
      if (!(failure instanceof Problem) || (failure.status !== 401 && failure.status !== 403)) throw failure;
      this.pause();
      return undefined;
    }
  }

  private async mayRead(tenant: string): Promise<boolean> {
    if (performance.now() < this.pausedUntil) return false;
    if (!this.isGood(tenant)) await (this.asked ??= this.ask().finally(() => (this.asked = undefined)));
    return this.isGood(tenant);
  }

  /// Somebody else may have signed in since.
  private isGood(tenant: string): boolean {
    return this.access?.tenant === tenant && performance.now() < this.access.until;
  }

  private async ask(): Promise<void> {
    try {
      const { tenant, expires_in_seconds } = await read(this.api.POST("/board-access"));
      this.access = { tenant, until: performance.now() + expires_in_seconds * 1_000 * RENEWED_AT };
    } catch {
      this.pause();
    }
  }

  private pause(): void {
    this.access = undefined;
    this.pausedUntil = performance.now() + PAUSE_MILLIS;
  }
}
