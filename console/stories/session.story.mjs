// What happens to a form when the session ends or another tab was faster; and when the service is gone.
import assert from "node:assert/strict";
import { BASE, caller, fillIssuerPage, signIn } from "./browser.mjs";
import { day } from "./data.mjs";
import { clean, story } from "./story.mjs";

const tenant = `session-${Date.now().toString(36)}`;
const who = { role: "admin", tenant, subject: "petra" };
const { step, end } = story("session");
let call;

const goalOf = (page) => page.getByLabel("Goal", { exact: true });

async function change(page, goal) {
  await goalOf(page).fill(goal);
  await page.getByRole("button", { name: "Change the challenge" }).click();
}

step("comes back to the address that was asked for", async (page) => {
  call = await caller("admin", tenant, "mika");
  await call("PUT", "/challenges/warm-up", { name: "Winter Warm-up", period: { start: day(-5), end: day(20) }, rule: { type: "total", metric: "steps" }, goal: 100_000 });
  await signIn(page, who, "/admin/challenges/warm-up/edit");
  assert.equal(page.url(), new URL("/admin/challenges/warm-up/edit", BASE).href);
});

step("keeps no token where another script or a later visit finds it", async (page) => {
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(kept, /ey[A-Za-z0-9_-]{10,}\./);
});

step("keeps what was typed when the session ends, and goes on after signing in again", async (page, { context }) => {
  // A token that the service does not take: the next call is refused.
  const spoil = (route) => route.continue({ headers: { ...route.request().headers(), authorization: "Bearer e30.e30.spoilt" } });
  await page.route("**/challenges/warm-up", spoil, { times: 1 });
  await change(page, "240,000");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await clean(page);
  const popup = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Sign in again" }).click();
  await fillIssuerPage(await popup, who);
  await dialog.waitFor({ state: "detached" });
  assert.equal(await goalOf(page).inputValue(), "240,000");
});

step("tells that another tab was faster, and undoes nothing", async (page, { context }) => {
  const other = await context.newPage();
  await signIn(other, who, "/admin/challenges/warm-up/edit");
  await change(other, "250,000");
  await other.getByRole("heading", { level: 1, name: "Winter Warm-up", exact: true }).waitFor();
  await other.close();
  await change(page, "240,000");
  await page.getByText("Somebody else changed this since you opened it.").waitFor();
  await clean(page);
  assert.equal((await call("GET", "/challenges/warm-up")).goal, 250_000);
  assert.equal(await goalOf(page).inputValue(), "240,000");
});

step("takes the newer state, and changes that", async (page) => {
  await page.getByRole("button", { name: "Show the newer state, and drop what I typed" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "250,000"));
  await change(page, "240 000");
  await page.getByRole("heading", { level: 1, name: "Winter Warm-up", exact: true }).waitFor();
  assert.equal((await call("GET", "/challenges/warm-up")).goal, 240_000);
});

step("names the first field at fault, and takes the focus there", async (page) => {
  await page.getByRole("link", { name: "Change it" }).click();
  await change(page, "300.000,5");
  await page.getByText("Enter a number, such as 25,000.").waitFor();
  assert.equal(await goalOf(page).evaluate((element) => element === document.activeElement), true);
});

step("creates a challenge as YAML, whose sources the settings decide", async (page) => {
  const { metrics, ...settings } = await call("GET", "/settings");
  await call("PUT", "/settings", { ...settings, metrics, sources: { count: "sum" } });
  await page.getByRole("link", { name: "Challenges" }).first().click();
  await page.getByRole("link", { name: "Create a challenge" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Spring Steps");
  await page.getByLabel("Id", { exact: true }).fill("spring-steps");
  await page.getByLabel("First day").fill(day(5));
  await page.getByLabel("Last day").fill(day(40));
  await goalOf(page).fill("300,000");
  await page.getByRole("button", { name: "YAML" }).click();
  const yaml = page.getByLabel("YAML", { exact: true });
  const text = await yaml.inputValue();
  assert.doesNotMatch(text, /sources/);
  await yaml.fill(text.replace("goal: 300000", "goal: 280000"));
  await page.getByRole("button", { name: "Form", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Go back to the form?" });
  await dialog.waitFor();
  await clean(page);
  await dialog.getByRole("button", { name: "Stay with the YAML" }).click();
  await page.getByRole("button", { name: "Create the challenge" }).click();
  await page.getByRole("heading", { level: 1, name: "Spring Steps", exact: true }).waitFor();
  const { goal, sources } = await call("GET", "/challenges/spring-steps");
  assert.deepEqual({ goal, sources }, { goal: 280_000, sources: { count: "sum" } });
});

step("keeps what was loaded when the service is gone, and says how old it is", async (page) => {
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("heading", { name: "No files have been sent yet" }).waitFor();
  await page.route("**/uploads?*", (route) => route.abort());
  await page.getByText(/\d+ s old/).waitFor({ timeout: 40_000 });
  await page.getByText(/You see this as of/).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByRole("heading", { name: "No files have been sent yet" }).isVisible(), true);
});

step("goes on when the service is back", async (page) => {
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try now" }).click();
  await page.getByText(/You see this as of/).waitFor({ state: "detached" });
});

step("can be used by keyboard alone", async (page) => {
  const skip = page.getByRole("link", { name: "Skip to content" });
  await skip.focus();
  assert.equal(await skip.evaluate((element) => element.getBoundingClientRect().top >= 0), true);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.matches("main *")), true);
  await page.getByRole("link", { name: "Upload a file" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Upload a file" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
});

step("opens the palette, looks for a challenge, and goes there", async (page) => {
  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: "Search and go to" });
  await search.fill("winter");
  await page.getByRole("option", { name: /Winter Warm-up/ }).waitFor();
  await clean(page);
  await search.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Winter Warm-up", exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
});

step("shows the keys, and lets go of them", async (page) => {
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await dialog.waitFor();
  await clean(page);
  await dialog.getByLabel("Single keys act").uncheck();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and go to" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/admin/challenges/warm-up");
  await page.keyboard.press("Escape");
});

end();
