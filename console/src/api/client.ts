import createClient from "openapi-fetch";
import { noteServerTime } from "./clock";
import { ConditionalReads } from "./conditional";
import { Problem } from "./problem";
import type { paths } from "./schema";

const TIMEOUT_MILLIS = 10_000;

/// Of all that the API knows, only a client can be gone: `tenant-removed`.
const GONE = 410;

/// What is read with cookies for the cache. Its refusal says nothing about the token.
const CACHED = /\/cached\/[^/]+\/challenges\/[^/]+\/board$/;

/// Who calls: the token of the session, and what to do when the service no longer takes it.
export interface Caller {
  readonly token: () => string | undefined;
  readonly refused: () => void;
  /// All that belongs to the client of the session was erased.
  readonly removed: () => void;
}

export type Api = ReturnType<typeof createApi>;

/// A client of the API, typed by its document. Calls answer `{data, error, response}`; `read` makes
/// a value or a `Problem` of that.
export function createApi(address: string, caller: Caller) {
  const reads = new ConditionalReads();
  const send = async (request: Request): Promise<Response> => {
    const token = caller.token();
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MILLIS)]);
    const timed = new Request(request, { signal });
    if (token !== undefined) timed.headers.set("Authorization", `Bearer ${token}`);
    const response = await reads.fetch(timed);
    noteServerTime(response.headers.get("Date"));
    if (response.status === 401 && !CACHED.test(new URL(request.url).pathname)) caller.refused();
    if (response.status === GONE) caller.removed();
    return response;
  };
  return createClient<paths>({ baseUrl: address, fetch: send });
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/// The value of an answer.
///
/// @throws Problem if the request failed
export async function read<T>(answer: Promise<Answer<T>>): Promise<T> {
  return (await readTagged(answer)).value;
}

/// The value of an answer, and the tag for a write that is refused if somebody else was faster.
export async function readTagged<T>(answer: Promise<Answer<T>>): Promise<{ value: T; tag: string | null }> {
  let settled: Answer<T>;
  try {
    settled = await answer;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    if (failure instanceof SyntaxError) throw Problem.unexpected(200);
    throw Problem.ofFailure(failure);
  }
  const { data, error, response } = settled;
  if (!response.ok) throw Problem.of(response.status, error, response.headers.get("apigw-requestid") ?? undefined);
  if (data === undefined) throw Problem.unexpected(response.status);
  return { value: data, tag: response.headers.get("ETag") };
}
