import { expect, test } from "vitest";
import { parseConfig } from "../config";
import { identityOf } from "./identity";

const NAMES = { tenant: "tenant", role: "role" };

function token(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  const payload = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `e30.${payload.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}.sig`;
}

test("names tenant, role and who it is", () => {
  expect(identityOf(token({ tenant: "acme", role: "admin", sub: "petra", name: "Petra Lindqvist, Jürgen" }), NAMES)).toEqual({
    tenant: "acme",
    role: "admin",
    subject: "petra",
    name: "Petra Lindqvist, Jürgen",
  });
});

test("claims have the names of the stack, and may be lists", () => {
  const names = { tenant: "custom:tenant", role: "cognito:groups" };
  const who = identityOf(token({ "custom:tenant": "acme", "cognito:groups": ["staff", "operator"], sub: "t" }), names);
  expect(who).toEqual({ tenant: "acme", role: "operator", subject: "t", name: "t" });
});

test.each([
  ["no role", { tenant: "acme", sub: "x" }],
  ["an unknown role", { tenant: "acme", role: "king", sub: "x" }],
  ["two roles", { tenant: "acme", role: ["admin", "member"], sub: "x" }],
  ["no tenant", { role: "admin", sub: "x" }],
  ["two tenants", { tenant: "a b", role: "admin", sub: "x" }],
])("a token with %s names nobody", (_, claims) => {
  expect(identityOf(token(claims), NAMES)).toBeUndefined();
});

test("what is no token names nobody", () => {
  expect(identityOf("opaque", NAMES)).toBeUndefined();
});

test("the console's settings name issuer and client; the API is its own origin unless named", () => {
  const config = parseConfig({ issuer: "https://issuer.example/pool", clientId: "console" }, "https://console.example");
  expect(config).toEqual({
    issuer: "https://issuer.example/pool",
    clientId: "console",
    api: "https://console.example",
    cachedBoards: false,
    scope: "openid",
    claims: NAMES,
  });
});

test("settings with something missing say what", () => {
  expect(() => parseConfig({ clientId: "console" }, "https://console.example")).toThrow("issuer is missing");
  expect(() => parseConfig({ issuer: "http://[", clientId: "c" }, "https://console.example")).toThrow("is no address");
  expect(() => parseConfig(null, "https://console.example")).toThrow("no JSON object");
});

test("a member's id stays as it is, with spaces and commas", () => {
  expect(identityOf(token({ tenant: "acme", role: "member", sub: "[Weiß, Jürgen]" }), NAMES)?.subject).toBe("[Weiß, Jürgen]");
});
