// A member's story: its own entry at once, the board while others move, and its points.
import assert from "node:assert/strict";
import { caller, signIn } from "./browser.mjs";
import { day, upload } from "./data.mjs";
import { clean, story } from "./story.mjs";

const tenant = `story-${Date.now().toString(36)}`;
const ADA = "ada";
const OTHERS = ["bo", "cem", "dana", "eli"];
const { step, end } = story("board");
// What is asked for is 4 s for 19 of 20; on a machine that does other things as well, this is the most.
const SHOWN_MILLIS_MAX = 15_000;
const ENTRIES = 4;

const scoreOf = (page, name) => page.getByRole("table", { name: "Top of the board" }).getByRole("row", { name: new RegExp(name) }).locator(".strong");

async function shown(cell, text) {
  const began = performance.now();
  await cell.filter({ hasText: new RegExp(`^${text}$`) }).waitFor({ timeout: SHOWN_MILLIS_MAX });
  return performance.now() - began;
}

/// The rows around the member are a read of their own.
const standsAt = (page, rank) => page.locator("dl.figures").first().filter({ hasText: new RegExp(`^Rank${rank}Score`) }).waitFor();

async function enter(member, value) {
  const call = await caller("member", tenant, member);
  await call("POST", `/members/${member}/activity`, { entries: [{ date: day(0), metric: "steps", value }] });
}

step("signs in and sees where it stands in its challenge", async (page) => {
  const call = await caller("admin", tenant, "petra");
  await call("PUT", "/challenges/warm-up", {
    name: "Winter Warm-up",
    period: { start: day(-20), end: day(20) },
    rule: { type: "total", metric: "steps", daily_cap: 25_000 },
    goal: 20_000,
    rewards: [{ percent: 50, points: 100 }],
  });
  const members = [ADA, ...OTHERS].map((id) => `${id},${id.toUpperCase()} Example,Blue,Europe/Berlin,warm-up`);
  await upload(call, { kind: "members", name: "members.csv", content: `member_id,display_name,team,time_zone,challenges\n${members.join("\n")}\n` });
  const steps = [ADA, ...OTHERS].map((id, index) => `${id},${day(-1)},steps,${5_000 + 1_000 * index}`);
  await upload(call, { name: "steps.csv", content: `member_id,date,metric,value\n${steps.join("\n")}\n` });
  await signIn(page, { role: "member", tenant, subject: ADA });
  await page.waitForURL("**/me");
  await page.getByText("5,000 of 20,000").waitFor();
});

step("opens the board, around itself and the top", async (page) => {
  await page.getByRole("link", { name: "Winter Warm-up" }).click();
  await page.getByRole("heading", { level: 2, name: "Around you" }).waitFor({ timeout: 60_000 });
  await scoreOf(page, "ELI").waitFor();
  assert.equal(await scoreOf(page, "ADA").textContent(), "5,000");
});

step("enters its steps, and is told at once what they make", async (page, { context }) => {
  await page.getByRole("link", { name: "My days" }).first().click();
  await page.getByLabel("Value", { exact: true }).fill("8,214");
  const began = performance.now();
  await page.getByRole("button", { name: "Store it" }).click();
  await page.getByText("Winter Warm-up: 13,214 of 20,000, 66%.").waitFor();
  console.log(`own entry answered after ${(performance.now() - began).toFixed(0)} ms`);
  assert.equal(context.pages().length, 1);
});

step("finds its own entry on its challenges and its board before anybody has computed them", async (page) => {
  await page.getByRole("link", { name: "Challenges" }).first().click();
  await page.getByText("13,214 of 20,000").waitFor({ timeout: SHOWN_MILLIS_MAX });
  await page.getByRole("link", { name: "Winter Warm-up" }).click();
  await shown(scoreOf(page, "ADA"), "13,214");
  await standsAt(page, 1);
});

step("sees others move while the board is open", async (page) => {
  const took = [];
  for (let entry = 1; entry <= ENTRIES; entry += 1) {
    const who = OTHERS[entry - 1];
    const own = 5_000 + 1_000 * entry;
    await enter(who, 10_000);
    // The mark stands for two seconds, so that it is waited for before the score is.
    const row = page.getByRole("table", { name: "Top of the board" }).locator("tr.changed").filter({ hasText: who.toUpperCase() });
    const marked = row.waitFor({ timeout: 2 * SHOWN_MILLIS_MAX }).then(() => true, () => false);
    took.push(await shown(scoreOf(page, who.toUpperCase()), (own + 10_000).toLocaleString("en")));
    assert.ok(await marked, `the row of ${who} was not marked`);
  }
  console.log(`entries of others shown after ${took.map((millis) => `${(millis / 1_000).toFixed(1)} s`).join(", ")}`);
  await standsAt(page, 5);
});

step("keeps its own place in view", async (page) => {
  await page.getByText("Rank 5 of 5, score 13,214").waitFor();
});

step("holds the board still while it reads, and goes on", async (page) => {
  await page.getByRole("button", { name: "Hold still" }).click();
  await page.getByText(/^Held since/).waitFor();
  await enter("bo", 12_000);
  await page.getByRole("button", { name: "Go on" }).click();
  await shown(scoreOf(page, "BO"), "18,000");
});

step("sees its points, and what they are for", async (page) => {
  await page.getByRole("link", { name: "My rewards" }).first().click();
  await page.getByRole("heading", { level: 1, name: "My rewards" }).waitFor();
  await page.getByRole("row", { name: /50% of the goal.*granted.*100/i }).waitFor({ timeout: 30_000 });
});

step("takes back a day that it mistyped, and sees it go", async (page) => {
  await page.getByRole("link", { name: "My days" }).first().click();
  await page.getByLabel("Value", { exact: true }).fill("82,140");
  await page.getByRole("button", { name: "Store it" }).click();
  await page.getByRole("button", { name: /^Withdraw 82,140 steps/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Withdraw 82,140 steps/ });
  await dialog.getByText("Your own value no longer counts.").waitFor();
  await clean(page);
  await dialog.getByRole("button", { name: "Withdraw it" }).click();
  await page.getByText(/your value is withdrawn\. The day has no value now\./).waitFor();
  await page.getByRole("row", { name: /manual withdrawn/ }).waitFor();
  assert.equal(await page.getByRole("button", { name: /^Withdraw 82,140/ }).count(), 0);
});

step("goes everywhere by keyboard", async (page) => {
  await page.locator("h1").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.getByRole("heading", { level: 1, name: "My days" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and go to" }).fill("warm");
  await page.getByRole("option", { name: /Winter Warm-up/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Winter Warm-up" }).waitFor();
});

end();
