// What happens to a form when the session ends, when somebody else was faster, and when the
// service is gone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { caller, fillIssuerPage, launch, open, signIn, violations } from "./browser.mjs";
import { day } from "./data.mjs";

const tenant = `session-${Date.now().toString(36)}`;
const who = { role: "admin", tenant, subject: "petra" };
let browser;
let session;
let call;

before(async () => {
  browser = await launch();
  session = await open(browser);
  call = await caller("admin", tenant, "mika");
  await call("PUT", "/challenges/warm-up", {
    name: "Winter Warm-up",
    period: { start: day(-5), end: day(20) },
    rule: { type: "total", metric: "steps" },
    goal: 100_000,
  });
  await signIn(session.page, who, "/admin/challenges/warm-up/edit");
});

after(() => browser.close());

test("comes back to the address that was asked for", () => {
  assert.equal(new URL(session.page.url()).pathname, "/admin/challenges/warm-up/edit");
  assert.equal(new URL(session.page.url()).search, "");
});

test("keeps no token where another script or a later visit finds it", async () => {
  const kept = await session.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(kept, /ey[A-Za-z0-9_-]{10,}\./);
});

test("keeps what was typed when the session ends, and goes on after signing in again", async () => {
  const { page, context } = session;
  await page.getByLabel("Goal", { exact: true }).fill("240,000");
  // The service no longer takes the token: the next call is refused.
  await page.route("**/challenges/warm-up", (route) => route.fulfill({ status: 401, contentType: "application/json", body: '{"message":"Unauthorized"}' }), { times: 1 });
  await page.getByRole("button", { name: "Change the challenge" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  assert.deepEqual(await violations(page), []);
  const popup = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Sign in again" }).click();
  await fillIssuerPage(await popup, who);
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("Goal", { exact: true }).inputValue(), "240,000");
});

test("tells that somebody else was faster, and undoes nothing", async () => {
  const { page } = session;
  await call("PUT", "/challenges/warm-up", {
    name: "Winter Warm-up",
    period: { start: day(-5), end: day(20) },
    rule: { type: "total", metric: "steps" },
    goal: 250_000,
  });
  await page.getByRole("button", { name: "Change the challenge" }).click();
  await page.getByText("Somebody else changed this since you opened it.").waitFor();
  assert.equal((await call("GET", "/challenges/warm-up")).goal, 250_000);
  assert.equal(await page.getByLabel("Goal", { exact: true }).inputValue(), "240,000");
  await page.getByRole("button", { name: "Show the newer state, and drop what I typed" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "250,000"));
  await page.getByLabel("Goal", { exact: true }).fill("240 000");
  await page.getByRole("button", { name: "Change the challenge" }).click();
  await page.getByRole("heading", { level: 1, name: "Winter Warm-up" }).waitFor();
  assert.equal((await call("GET", "/challenges/warm-up")).goal, 240_000);
});

test("names the first field at fault, and takes the focus there", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Change it" }).click();
  const goal = page.getByLabel("Goal", { exact: true });
  await goal.fill("300.000,5");
  await page.getByRole("button", { name: "Change the challenge" }).click();
  await page.getByText("Write a number, such as 25,000.").waitFor();
  assert.equal(await goal.evaluate((element) => element === document.activeElement), true);
});

test("keeps what was loaded when the service is gone, and says how old it is", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("heading", { name: "No file was sent yet" }).waitFor();
  await page.route("**/uploads?*", (route) => route.abort());
  await page.getByText(/\d+ s old/).waitFor({ timeout: 40_000 });
  await page.getByText(/You see this as of/).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByRole("heading", { name: "No file was sent yet" }).isVisible(), true);
  assert.deepEqual(await violations(page), []);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try now" }).click();
  await page.getByText(/You see this as of/).waitFor({ state: "detached" });
});

test("can be used by keyboard alone", async () => {
  const { page } = session;
  const skip = page.getByRole("link", { name: "To the content" });
  await skip.focus();
  assert.equal(await skip.evaluate((element) => element.getBoundingClientRect().top >= 0), true);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("main") !== null), true);
  await page.getByRole("link", { name: "Upload a file" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Upload a file" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
});

test("breaks no policy and throws nothing", () => {
  assert.deepEqual(session.faults, []);
});
