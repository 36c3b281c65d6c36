// A slow line: what Lighthouse calls slow 4G.
import assert from "node:assert/strict";
import { fillIssuerPage, BASE } from "./browser.mjs";
import { story } from "./story.mjs";

// https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1_638_400 / 8) * 0.9, uploadThroughput: (675 * 1_024) / 8 };
// The goal is 2.5 s; a machine that does other things as well may take longer.
const FIRST_CONTENT_MILLIS_MAX = 5_000;
const tenant = `slow-${Date.now().toString(36)}`;
const { step, end } = story("slow");

step("shows the first view of a member soon, on a line that is slow", async (page, { context }) => {
  await page.goto(BASE);
  await page.waitForURL(/\/oauth2\/authorize/);
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  await fillIssuerPage(page, { role: "admin", tenant, subject: "petra" });
  const began = performance.now();
  await page.getByRole("heading", { level: 1, name: "Uploads" }).waitFor();
  const millis = performance.now() - began;
  console.log(`the first view on slow 4G after ${(millis / 1_000).toFixed(1)} s`);
  assert.ok(millis < FIRST_CONTENT_MILLIS_MAX);
  await page.getByRole("heading", { name: "No file was sent yet" }).waitFor();
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
  await asked;
  await page.locator(".skeleton").waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await held.continue().catch(() => undefined);
  await page.locator(".skeleton").waitFor({ state: "detached" });
});

end();
