// An administrator's story: members, a challenge, a bad file, its correction, and the board.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { caller, launch, open, scrollsSideways, signIn, violations } from "./browser.mjs";

const tenant = `story-${Date.now().toString(36)}`;
const subject = "petra@example.com";
let browser;
let session;

before(async () => {
  browser = await launch();
  session = await open(browser);
  const call = await caller("admin", tenant, subject);
  const today = new Date();
  const day = (offset) => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  await call("PUT", "/challenges/warm-up", {
    name: "Winter Warm-up",
    period: { start: day(-20), end: day(20) },
    rule: { type: "total", metric: "steps", daily_cap: 25_000 },
    goal: 100_000,
    rewards: [{ percent: 50, points: 100 }],
  });
});

after(() => browser.close());

function day(offset) {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

async function clean(page, where) {
  assert.deepEqual(await violations(page), [], `axe: ${where}`);
  assert.equal(await scrollsSideways(page), false, `scrolls sideways: ${where}`);
}

async function choose(page, name, text) {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

test("signs in at the issuer and sees that nothing was sent yet", async () => {
  const { page } = session;
  await signIn(page, { role: "admin", tenant, subject });
  await page.getByRole("heading", { name: "No file was sent yet" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/admin/uploads");
  assert.match(await page.title(), /^Uploads · Groundswell$/);
  await clean(page, "empty list");
});

test("sends members, looks at how they are read, and stores them", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Upload members" }).click();
  await page.getByRole("heading", { level: 1, name: "Upload a file" }).waitFor();
  await clean(page, "drop");
  await choose(page, "members.csv", "member_id,display_name,team,time_zone,challenges\n000158,Jürgen Weiß,Blue,,warm-up\n000161,Aylin Demir,,,warm-up\n");
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.getByRole("heading", { level: 1, name: "Is this how your file is meant?" }).waitFor();
  await page.getByRole("cell", { name: "Jürgen Weiß", exact: true }).waitFor();
  await clean(page, "understood");
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("button", { name: "Store 2 values" }).click();
  await page.getByRole("heading", { level: 1, name: "members.csv is stored" }).waitFor();
  await clean(page, "report of members");
});

test("is shown each rejected cell of a bad file before anything is stored", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("link", { name: "Upload a file" }).click();
  const bad = [
    "member_id,date,metric,value",
    `000158,${day(-2)},steps,8934`,
    `158,${day(-2)},steps,7000`,
    `000161,${day(-2)},steps,krank`,
    `000161,${day(-1)},steps,268418`,
    "",
  ].join("\n");
  await choose(page, "steps.csv", bad);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("heading", { level: 1, name: "What this file would do" }).waitFor();
  await page.locator(".cells .at-fault", { hasText: "krank" }).waitFor();
  await page.locator(".cells .at-fault", { hasText: "268418" }).waitFor();
  await page.getByRole("heading", { name: "3 rejected, in 3 groups" }).waitFor();
  await clean(page, "check");
  await page.getByRole("button", { name: "Store 1 value", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /steps\.csv is (stored, with rejects|in, and on the boards)/ }).waitFor();
  await clean(page, "report");
});

test("sends the corrected rows, read as the first file was", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Send the corrected file" }).click();
  await page.getByRole("heading", { level: 1, name: "Correct the rejected rows of steps.csv" }).waitFor();
  await clean(page, "correct");
  await choose(page, "steps-corrected.csv", `member_id,date,metric,value,line,error,field,message\n000158,${day(-3)},steps,7000,3,unknown-member,"member_id","x"\n000161,${day(-2)},steps,6480,4,not-a-number,"value","x"\n`);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("button", { name: "Store 2 values" }).click();
  await page.getByRole("heading", { level: 1, name: /steps-corrected\.csv is/ }).waitFor();
});

test("chooses how an ambiguous file is meant", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("link", { name: "Upload a file" }).click();
  await choose(page, "strecken.csv", `Nr;Tag;Strecke\n000158;${day(-2)};1.310\n000161;${day(-2)};2.204\n`);
  await page.getByText("More options").click();
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.locator("h1").filter({ hasText: /Which of these|was refused|Is this how/ }).waitFor();
  await clean(page, "ambiguous");
});

test("sees the members on the board", async () => {
  const { page } = session;
  await page.getByRole("link", { name: "Challenges" }).first().click();
  await page.getByRole("link", { name: "Winter Warm-up" }).click();
  await page.getByRole("link", { name: "Jürgen Weiß" }).waitFor({ timeout: 30_000 });
  await page.getByRole("cell", { name: "15,934" }).waitFor({ timeout: 30_000 });
  await clean(page, "challenge");
  await page.getByRole("link", { name: "Jürgen Weiß" }).click();
  await page.getByRole("heading", { level: 1, name: "Jürgen Weiß" }).waitFor();
  await clean(page, "member");
});

test("breaks no policy and throws nothing", () => {
  assert.deepEqual(session.faults, []);
});
