// @vitest-environment node
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApi } from "../../api/client";
import type { Member } from "../../api/types";
import { exportOf, findMembers, listMembers } from "./calls";

let server: Server;
let asked: string[];
let pages: Record<string, unknown>;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    asked.push(`${pathname} ${searchParams.get("cursor") ?? "first"}`);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(pages[searchParams.get("cursor") ?? "first"]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function api() {
  return createApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { token: () => "a-token", refused: () => undefined, removed: () => undefined });
}

const ada: Member = { member: "E-1", state: "registered", display_name: "Ada", version: 1, challenges: [] };

test("a list skips pages on which no member fits", async () => {
  pages = { first: { members: [], next: "b" }, b: { members: [], next: "c" }, c: { members: [ada], next: "d" } };
  expect(await listMembers(api(), { q: "ada" }, AbortSignal.timeout(5_000))).toEqual({ members: [ada], next: "d" });
  expect(asked).toEqual(["/members first", "/members b", "/members c"]);
});

test("a search asks once, also if no member of the first page fits", async () => {
  pages = { first: { members: [], next: "b" }, b: { members: [ada] } };
  expect(await findMembers(api(), "ada", 5, AbortSignal.timeout(5_000))).toEqual([]);
  expect(asked).toEqual(["/members first"]);
});

test("a list ends where the members end, though none fits", async () => {
  pages = { first: { members: [], next: "b" }, b: { members: [] } };
  expect(await listMembers(api(), { q: "ada" }, AbortSignal.timeout(5_000))).toEqual({ members: [] });
});

test("an export has the months of all pages, and the rest once", async () => {
  const month = (number: string) => ({ metric: "steps", month: `2026-${number}`, days: [] });
  const fields = { exported_at: "2026-11-28T10:00:00Z", profile: ada, elsewhere: "in files", rewards: [] };
  const progress = [{ challenge: "spring" }];
  pages = {
    first: { ...fields, progress, months: [month("01")], next: "b" },
    b: { ...fields, progress: [], months: [month("02")], next: "c" },
    c: { ...fields, progress: [], months: [month("03")] },
  };
  expect(await exportOf(api(), "E 1")).toEqual({ ...fields, progress, months: [month("01"), month("02"), month("03")] });
  expect(asked).toEqual(["/members/~RSAx/export first", "/members/~RSAx/export b", "/members/~RSAx/export c"]);
});
