// @vitest-environment node
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CachedBoards } from "./cachedBoards";
import { createApi } from "./client";

const BOARD = { challenge: "spring", name: "Spring", version: 7, total: 0, rows: [], poll_after_seconds: 2 };

let server: Server;
let asked: string[];
let tenant: string;
let statuses: Map<string, number>;
let refused: number;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  asked = [];
  refused = 0;
  tenant = "acme";
  statuses = new Map();
  server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    asked.push(`${request.method ?? ""} ${path}`);
    const status = statuses.get(path) ?? 200;
    const body = path === "/board-access" ? { tenant, expires_in_seconds: 600 } : BOARD;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(status === 200 ? body : { message: "no" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

function boards(cached: boolean): CachedBoards {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new CachedBoards(createApi(address, { token: () => "a-token", refused: () => (refused += 1), removed: () => undefined }), cached);
}

function top(of: CachedBoards, who = "acme"): Promise<unknown> {
  return of.page(who, "spring", { page: 1, size: 25 }).read(new AbortController().signal);
}

test("asks once for access, and then reads from the cache", async () => {
  const cached = boards(true);
  expect(await top(cached)).toEqual(BOARD);
  await Promise.all([top(cached), top(cached)]);
  expect(asked).toEqual(["POST /board-access", ...Array.from({ length: 3 }, () => "GET /cached/acme/challenges/spring/board")]);
});

test("renews access before it expires", async () => {
  const cached = boards(true);
  await top(cached);
  vi.advanceTimersByTime(479_000);
  await top(cached);
  expect(asked.filter((call) => call.startsWith("POST"))).toHaveLength(1);
  vi.advanceTimersByTime(2_000);
  await top(cached);
  expect(asked.filter((call) => call.startsWith("POST"))).toHaveLength(2);
});

test("reads with the token where boards are not cached", async () => {
  await top(boards(false));
  expect(asked).toEqual(["GET /challenges/spring/board"]);
});

test.each([401, 403])("reads with the token for a minute when the cache answers %i", async (status) => {
  statuses.set("/cached/acme/challenges/spring/board", status);
  const cached = boards(true);
  expect(await top(cached)).toEqual(BOARD);
  await top(cached);
  expect(asked.slice(2)).toEqual(["GET /challenges/spring/board", "GET /challenges/spring/board"]);
  expect(refused).toBe(0);
  statuses.clear();
  vi.advanceTimersByTime(60_000);
  await top(cached);
  expect(asked.slice(4)).toEqual(["POST /board-access", "GET /cached/acme/challenges/spring/board"]);
});

test("reads with the token when there is no access", async () => {
  statuses.set("/board-access", 404);
  const cached = boards(true);
  await top(cached);
  await top(cached);
  expect(asked).toEqual(["POST /board-access", "GET /challenges/spring/board", "GET /challenges/spring/board"]);
});

test("shows a challenge that is unknown as such", async () => {
  statuses.set("/cached/acme/challenges/spring/board", 404);
  await expect(top(boards(true))).rejects.toMatchObject({ status: 404 });
  expect(asked).not.toContain("GET /challenges/spring/board");
});

test("asks anew for somebody of another client", async () => {
  const cached = boards(true);
  await top(cached);
  tenant = "bravo";
  await top(cached, "bravo");
  expect(asked.slice(2)).toEqual(["POST /board-access", "GET /cached/bravo/challenges/spring/board"]);
});
