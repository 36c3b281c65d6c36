// Somebody who only reads: sees what administrators see, is offered nothing that changes it, and moves about by single keys.
import assert from "node:assert/strict";
import { caller, goTo, signIn } from "./browser.mjs";
import { day, upload } from "./data.mjs";
import { story } from "./story.mjs";

const tenant = `viewer-${Date.now().toString(36)}`;
const { step, end } = story("viewer");
// What a reader may press: files, members, challenges and months to look at, rows to look up, and copies to keep.
const PERMITTED = [/^(steps|members)\.csv$/, /^(Ada|Bo)$/, /^(Winter Warm-up|Floors for All)$/, /^[A-Z][a-z]+ \d{4}$/, /^Show rows$/, /^Download \d+ (rejected )?rows?$/, /^Download as JSON$/];
let files;

async function offersNoChange(page) {
  const snapshot = await page.locator("main").ariaSnapshot();
  // One without a name is permitted to nobody.
  const offered = [...snapshot.matchAll(/^ *- '?(?:button|link)(?: "((?:[^"\\]|\\.)*)")?/gm)].map(([, name = ""]) => name);
  assert.ok(offered.length > 0, snapshot);
  assert.deepEqual(
    offered.filter((name) => !PERMITTED.some((permitted) => permitted.test(name))),
    [],
  );
}

const focused = (page) => page.evaluate(() => document.activeElement?.textContent);

step("signs in, and sees the uploads, but no button that sends one", async (page) => {
  const call = await caller("admin", tenant, "petra");
  for (const [id, name] of [["warm-up", "Winter Warm-up"], ["floors", "Floors for All"]]) {
    await call("PUT", `/challenges/${id}`, { name, period: { start: day(-20), end: day(20) }, rule: { type: "total", metric: "steps" }, goal: 20_000 });
  }
  await upload(call, { kind: "members", name: "members.csv", content: "member_id,display_name,team,time_zone,challenges\nada,Ada,,,warm-up\nbo,Bo,,,warm-up\n" });
  files = await upload(call, { name: "steps.csv", content: `member_id,date,metric,value\nada,${day(-1)},steps,5000\nbo,${day(-1)},steps,many\n` });
  await signIn(page, { role: "viewer", tenant, subject: "vera" });
  await page.waitForURL("**/admin/uploads");
  await page.getByRole("link", { name: "steps.csv" }).waitFor();
  await page.locator(".who").getByText(/, viewer$/).waitFor();
  await offersNoChange(page);
});

step("looks at a file with rejected rows, and can neither correct it nor take it back", async (page) => {
  await page.getByRole("link", { name: "steps.csv" }).click();
  await page.getByRole("heading", { level: 1, name: /^steps\.csv is/ }).waitFor();
  await page.getByText("many").first().waitFor();
  await offersNoChange(page);
});

step("looks at a challenge and at a member, and cannot change them", async (page) => {
  await goTo(page, "/admin/challenges/warm-up");
  await page.getByRole("heading", { level: 1, name: "Winter Warm-up" }).waitFor();
  await page.getByRole("table").first().waitFor();
  await offersNoChange(page);
  await goTo(page, "/admin/members/ada");
  await page.getByRole("heading", { level: 1, name: "Ada" }).waitFor();
  await page.getByRole("table").first().waitFor();
  await offersNoChange(page);
});

step("is told that forms are for others, if it knows their addresses", async (page) => {
  for (const path of ["/admin/uploads/new", "/admin/challenges/new", "/admin/challenges/warm-up/edit"]) {
    await goTo(page, path);
    await page.getByRole("heading", { name: "This page is for administrators and operators" }).waitFor();
    await goTo(page, "/admin/challenges");
    await page.getByRole("heading", { level: 1, name: "Challenges" }).waitFor();
  }
});

step("is refused by the service as well", async () => {
  const call = await caller("viewer", tenant, "vera");
  await assert.rejects(call("POST", `/uploads/${files.upload}/revert`, {}), /: 403 /);
  await assert.rejects(call("PUT", "/challenges/warm-up", { name: "Mine" }), /: 403 /);
});

step("is told that the operators' pages are not for it", async (page) => {
  await goTo(page, "/ops");
  await page.getByRole("heading", { name: "This page is for operators" }).waitFor();
});

step("moves by j and k, and opens with Enter", async (page) => {
  await goTo(page, "/admin/challenges");
  await page.getByRole("link", { name: "Winter Warm-up" }).waitFor();
  await page.locator("h1").focus();
  await page.keyboard.press("j");
  const first = await focused(page);
  await page.keyboard.press("j");
  const second = await focused(page);
  assert.deepEqual([first, second].sort(), ["Floors for All", "Winter Warm-up"]);
  await page.keyboard.press("k");
  assert.equal(await focused(page), first);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: first }).waitFor();
});

step("goes to the first filter with a slash, where keys are only letters", async (page) => {
  await goTo(page, "/admin/members");
  await page.getByRole("link", { name: "Ada", exact: true }).waitFor();
  await page.locator("h1").focus();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.matches("main .filters :is(select, input), main input[type='search']")), true);
  await page.keyboard.type("b");
  await page.getByRole("link", { name: "Ada", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Bo", exact: true }).waitFor();
});

step("holds the view still with Space, and lets it go on", async (page) => {
  await goTo(page, "/admin/uploads");
  await page.getByRole("link", { name: "steps.csv" }).waitFor();
  await page.locator("h1").focus();
  await page.keyboard.press("Space");
  await page.getByText(/^Held since/).waitFor();
  await page.keyboard.press("Space");
  await page.getByText(/^Held since/).waitFor({ state: "detached" });
});

end();
