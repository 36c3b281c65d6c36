// Other screens than the stories' desk, which is light and still: dark, 320 px wide, with motion; and the widths in between.
import assert from "node:assert/strict";
import { caller, goTo, scrollsSideways, signIn } from "./browser.mjs";
import { day, upload } from "./data.mjs";
import { clean, story } from "./story.mjs";

const tenant = `looks-${Date.now().toString(36)}`;
const { step, end } = story("looks", { colorScheme: "dark", reducedMotion: "no-preference", viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });
const WIDTHS = [320, 768, 1024, 1440, 1920];
// Of the shared ground, in the dark.
const DARK_GROUND = "rgb(11, 20, 19)";
let file;

/// A view of an address, when all of it is there.
async function show(page, path, ready) {
  await goTo(page, path);
  await page.locator(ready).first().waitFor();
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
}

/// A view as a phone shows it, and at the other widths.
async function look(page, path, ready) {
  await show(page, path, ready);
  await clean(page);
  const phone = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await scrollsSideways(page), false, `${path} scrolls sideways at ${width} px`);
  }
  await page.setViewportSize(phone);
}

step("sees its files in the dark, on a small phone, with motion", async (page) => {
  const call = await caller("admin", tenant, "petra");
  await call("PUT", "/challenges/warm-up", { name: "Winter Warm-up", period: { start: day(-20), end: day(20) }, rule: { type: "total", metric: "steps" }, goal: 20_000 });
  await upload(call, { kind: "members", name: "members.csv", content: "member_id,display_name,team,time_zone,challenges\nada,Ada Elisabeth von Hohenheim-Sondershausen,Blue,,warm-up\n" });
  file = await upload(call, { name: "steps-of-the-third-week-of-november.csv", content: `member_id,date,metric,value\nada,${day(-1)},steps,5000\nada,${day(-2)},steps,krank\n` });
  await signIn(page, { role: "admin", tenant, subject: "petra" });
  await page.getByRole("link", { name: "steps-of-the-third-week-of-november.csv" }).waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), DARK_GROUND);
  // The ring of what is live moves here; for those who want no motion it stands still.
  await page.waitForFunction(() => document.getAnimations().some((animation) => animation.animationName === "pulse"));
});

step("looks at what became of a file, at a challenge and at a member: at no width they scroll sideways", async (page) => {
  await look(page, "/admin/uploads", "main table");
  await look(page, `/admin/uploads/${file.upload}`, ".cells");
  await look(page, "/admin/challenges/warm-up", "main table");
  await look(page, "/admin/members/ada", "main table");
  await look(page, "/admin/uploads/new", ".drop");
});

step("looks at the pipeline, the failures and the caps as an operator, at each width", async (page) => {
  await signIn(page, { role: "operator", tenant: "ops", subject: "t.okafor" });
  await look(page, "/ops", ".node");
  await look(page, "/ops/failures", "main table, main .state");
  await look(page, "/ops/caps", "main table");
});

end();
