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
  ["no role", { tenant: "acme", sub: "x" }, "no-role"],
  ["an unknown role", { tenant: "acme", role: "king", sub: "x" }, "no-role"],
  ["two roles", { tenant: "acme", role: ["admin", "member"], sub: "x" }, "several-roles"],
  ["no tenant", { role: "admin", sub: "x" }, "no-tenant"],
  ["two tenants", { tenant: "a b", role: "admin", sub: "x" }, "several-tenants"],
])("a token with %s names nobody, and it is said why", (_, claims, why) => {
  expect(identityOf(token(claims), NAMES)).toBe(why);
});

test("a role that is named twice is one role", () => {
  expect(identityOf(token({ tenant: "acme", role: ["member", "member"], sub: "x" }), NAMES)).toMatchObject({ role: "member" });
});

test("what is no token names nobody", () => {
  expect(identityOf("opaque", NAMES)).toBe("no-role");
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
  expect(() => parseConfig({ clientId: "console" }, "https://console.example")).toThrow("does not have issuer");
  expect(() => parseConfig({ issuer: "http://[", clientId: "c" }, "https://console.example")).toThrow('issuer has to be an address, and "http://[" is not');
  expect(() => parseConfig(null, "https://console.example")).toThrow("has to be a JSON object");
});

test("a member's id stays as it is, with spaces and commas", () => {
  expect(identityOf(token({ tenant: "acme", role: "member", sub: "[Weiß, Jürgen]" }), NAMES)).toMatchObject({ subject: "[Weiß, Jürgen]" });
});
