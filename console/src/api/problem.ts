import { t } from "../texts";

export type ProblemCode = keyof typeof t.problems;

/// A wrong field of what was sent.
export interface FieldError {
  /// A JSON pointer: `#/period/end`.
  readonly pointer: string;
  readonly detail: string;
}

interface ProblemDetails {
  readonly code?: string;
  readonly detail?: string;
  readonly request_id?: string;
  readonly errors?: readonly FieldError[];
  readonly line?: number;
  readonly column?: number;
}

/// A request that failed: the API's problem (RFC 9457), the gateway's answer without a code, or no
/// answer at all.
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /// The API's own sentence, if it says more than the catalogue.
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];
  readonly line: number | undefined;
  readonly at: Date;

  private constructor(message: string, status: number, code: string, details: ProblemDetails) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.detail = details.detail;
    this.requestId = details.request_id;
    this.errors = details.errors ?? [];
    this.line = details.line;
    this.at = new Date();
  }

  static of(status: number, body: unknown, requestId?: string): Problem {
    const details: ProblemDetails = typeof body === "object" && body !== null ? body : {};
    const known = details.code !== undefined && details.code in t.problems;
    const message = known ? t.problems[details.code as ProblemCode] : gateway(status);
    return new Problem(message, status, details.code ?? `http-${status}`, {
      ...details,
      ...(details.request_id === undefined && requestId !== undefined ? { request_id: requestId } : {}),
    });
  }

  /// What a failed fetch says: nothing came, or not in time.
  static ofFailure(failure: unknown): Problem {
    const timedOut = failure instanceof DOMException && failure.name === "TimeoutError";
    return timedOut
      ? new Problem(t.network.timedOut, 0, "timed-out", {})
      : new Problem(t.network.unreachable, 0, "unreachable", {});
  }

  static unexpected(status: number): Problem {
    return new Problem(t.network.unexpected, status, "unexpected-answer", {});
  }

  /// The error of a field, by its JSON pointer without `#/`: `period/end`.
  field(path: string): string | undefined {
    return this.errors.find((error) => error.pointer === `#/${path}`)?.detail;
  }

  /// Whether trying the same again may help.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

function gateway(status: number): string {
  if (status === 401) return t.network.unauthorized;
  if (status === 429 || status === 503) return t.network.busy;
  return status >= 400 && status < 500 ? t.network.refused : t.problems.fault;
}

/// What was thrown, if a request of ours failed with it.
export function problemOf(failure: unknown): Problem | undefined {
  return failure instanceof Problem ? failure : undefined;
}

/// What to say about anything that was thrown.
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : t.problems.fault;
}
