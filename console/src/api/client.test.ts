// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApi, read, readTagged } from "./client";
import { Problem } from "./problem";
import { memberSegment } from "./segment";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let address: string;
let answer: Handler;
let refused: number;
let removed: number;

beforeEach(async () => {
  refused = 0;
  removed = 0;
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers });
  response.end(JSON.stringify(body));
}

function api() {
  return createApi(address, { token: () => "a-token", refused: () => (refused += 1), removed: () => (removed += 1) });
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const failure = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(failure instanceof Problem)) throw new Error("it did not fail with a problem");
  return failure;
}

test("sends the token, and reads the answer", async () => {
  let sent: string | undefined;
  answer = (request, response) => {
    sent = request.headers.authorization;
    json(response, 200, { challenges: [] });
  };
  expect(await read(api().GET("/challenges"))).toEqual({ challenges: [] });
  expect(sent).toBe("Bearer a-token");
});

test("asks for what it knows with its tag, and shows the same answer again", async () => {
  const tags: (string | undefined)[] = [];
  answer = (request, response) => {
    tags.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === '"7"') response.writeHead(304, { etag: '"7"' }).end();
    else json(response, 200, { challenges: [{ id: "warm-up" }] }, { etag: '"7"' });
  };
  const calls = api();
  const first = await readTagged(calls.GET("/challenges"));
  const second = await readTagged(calls.GET("/challenges"));
  expect(tags).toEqual([undefined, '"7"']);
  expect(second).toEqual(first);
  expect(second.tag).toBe('"7"');
});

test("knows nothing by another token: the same version is another thing for another client", async () => {
  const tags: (string | undefined)[] = [];
  answer = (request, response) => {
    tags.push(request.headers["if-none-match"]);
    json(response, 200, { challenges: [] }, { etag: '"7"' });
  };
  let token = "of-acme";
  const calls = createApi(address, { token: () => token, refused: () => undefined, removed: () => undefined });
  await read(calls.GET("/challenges"));
  token = "of-globex";
  await read(calls.GET("/challenges"));
  expect(tags).toEqual([undefined, undefined]);
});

test("a problem has the catalogue's words, the API's sentence, and the fields at fault", async () => {
  answer = (_, response) =>
    json(response, 422, {
      status: 422,
      code: "invalid",
      detail: "1 field is invalid",
      request_id: "r-1",
      errors: [{ pointer: "#/period/end", detail: "is missing" }],
    });
  const problem = await problemOf(read(api().GET("/challenges")));
  expect(problem.message).toBe("Some fields cannot be saved as they are.");
  expect(problem.requestId).toBe("r-1");
  expect(problem.field("period/end")).toBe("is missing");
  expect(problem.field("period/start")).toBeUndefined();
  expect(problem.passing).toBe(false);
});

test("the gateway's answers have no code, and words all the same", async () => {
  answer = (_, response) => json(response, 503, { message: "Service Unavailable" }, { "apigw-requestid": "r-2" });
  const problem = await problemOf(read(api().GET("/challenges")));
  expect(problem.code).toBe("http-503");
  expect(problem.message).toBe("The service is starting or busy. Try again in a moment.");
  expect(problem.requestId).toBe("r-2");
  expect(problem.passing).toBe(true);
});

test("a token that is no longer taken ends the session", async () => {
  answer = (_, response) => json(response, 401, { message: "Unauthorized" });
  const problem = await problemOf(read(api().GET("/challenges")));
  expect(problem.status).toBe(401);
  expect(refused).toBe(1);
});

test("a service that is not there is told as such", async () => {
  answer = (_, response) => response.destroy();
  expect((await problemOf(read(api().GET("/challenges")))).code).toBe("unreachable");
});

test("an answer that is not the API's is told as such", async () => {
  answer = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>");
  expect((await problemOf(read(api().GET("/challenges")))).code).toBe("unexpected-answer");
});

test("an id with other characters than a path may have is written as its bytes", () => {
  expect(memberSegment("m-17")).toBe("m-17");
  expect(memberSegment("zoë/1")).toBe("~em_Dqy8x");
});

test("says once and for all that the client was removed", async () => {
  answer = (_, response) => json(response, 410, { code: "tenant-removed", detail: "tenant acme was removed" });
  const problem = await problemOf(read(api().GET("/challenges")));
  expect(problem.code).toBe("tenant-removed");
  expect(problem.passing).toBe(false);
  expect(removed).toBe(1);
  expect(refused).toBe(0);
});
