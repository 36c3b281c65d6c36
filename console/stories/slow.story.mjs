// A slow line: what Lighthouse calls slow 4G.
import assert from "node:assert/strict";
import { BASE, caller, fillIssuerPage, signIn } from "./browser.mjs";
import { day, upload } from "./data.mjs";
import { story } from "./story.mjs";

// https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1_638_400 / 8) * 0.9, uploadThroughput: (675 * 1_024) / 8 };
// The goal is 2.5 s. The machine of a test does other things as well, so this is what is sure, and the time is printed.
const FIRST_CONTENT_MILLIS_MAX = 5_000;
// "Good" by https://web.dev/articles/cls. All shifts are added up here, which is at least what the definition counts.
const SHIFT_MAX = 0.1;
const tenant = `slow-${Date.now().toString(36)}`;
const ADA = "ada";
const { step, end } = story("slow");
const ASKED_MILLIS_MAX = 15_000;

const rejectedAfter = (millis, why) => new Promise((_, reject) => setTimeout(() => reject(new Error(why)), millis).unref());

/// How far what is shown moved by itself since the last load.
const shiftOf = (page) => page.evaluate(() => globalThis.shifted);

step("shows a member's challenges soon, on a line that is slow, and without jumping about", async (page, { context }) => {
  const call = await caller("admin", tenant, "petra");
  await call("PUT", "/challenges/warm-up", { name: "Winter Warm-up", period: { start: day(-20), end: day(20) }, rule: { type: "total", metric: "steps" }, goal: 20_000 });
  await upload(call, { kind: "members", name: "members.csv", content: `member_id,display_name,team,time_zone,challenges\n${ADA},Ada,,,warm-up\n` });
  await upload(call, { name: "steps.csv", content: `member_id,date,metric,value\n${ADA},${day(-1)},steps,5000\n` });
  await context.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifted += value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(BASE);
  await page.waitForURL(/\/oauth2\/authorize/);
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  // The first request from here on is that of the issuer's button.
  let began;
  page.once("request", () => {
    began = performance.now();
  });
  await fillIssuerPage(page, { role: "member", tenant, subject: ADA });
  await page.getByText("5,000 of 20,000").waitFor();
  const millis = performance.now() - began;
  await page.evaluate(() => document.fonts.ready);
  assert.equal(await page.evaluate(() => PerformanceObserver.supportedEntryTypes.includes("layout-shift")), true);
  const shift = await shiftOf(page);
  console.log(`a member's challenges on slow 4G after ${(millis / 1_000).toFixed(1)} s; what was shown shifted by ${shift.toFixed(3)}`);
  assert.ok(millis < FIRST_CONTENT_MILLIS_MAX, `${millis.toFixed(0)} ms`);
  assert.ok(shift <= SHIFT_MAX, `shifted by ${shift}`);
});

step("moves nothing by itself while an administrator's first view comes", async (page) => {
  await signIn(page, { role: "admin", tenant, subject: "petra" });
  await page.getByRole("link", { name: "steps.csv" }).waitFor();
  const shift = await shiftOf(page);
  console.log(`an administrator's uploads on slow 4G shifted by ${shift.toFixed(3)}`);
  assert.ok(shift <= SHIFT_MAX, `shifted by ${shift}`);
});

step("says that it is waiting when an answer is slow, and shows it when it comes", async (page) => {
  let answer;
  const asked = new Promise((resolve) => {
    answer = resolve;
  });
  let held;
  await page.route("**/challenges", (route) => {
    if (route.request().resourceType() === "document") return route.continue();
    held = route;
    answer();
    return undefined;
  });
  await page.getByRole("link", { name: "Challenges" }).first().click();
  await Promise.race([asked, rejectedAfter(ASKED_MILLIS_MAX, "the challenges were not asked for")]);
  await page.locator(".skeleton").waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await held.continue().catch(() => undefined);
  await page.locator(".skeleton").waitFor({ state: "detached" });
});

end();
