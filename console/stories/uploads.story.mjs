// An administrator's story: members, a bad file, its correction, the board, and taking it back.
import assert from "node:assert/strict";
import { caller, signIn } from "./browser.mjs";
import { day } from "./data.mjs";
import { clean, story } from "./story.mjs";

const tenant = `story-${Date.now().toString(36)}`;
const subject = "petra@example.com";
const { step, end } = story("uploads");

async function choose(page, name, rows) {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(`${rows.join("\n")}\n`) });
}

/// From the list of uploads to the look at how a file is read.
async function send(page, name, rows) {
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("link", { name: "Upload a file" }).click();
  await page.getByRole("heading", { level: 1, name: "Upload a file" }).waitFor();
  await choose(page, name, rows);
  await page.getByRole("button", { name: "Send and look at it" }).click();
}

/// A day as Germans write it.
const german = (offset) => day(offset).split("-").reverse().join(".");

/// What each column of a file was guessed to be.
async function seeGuesses(page, guesses) {
  await page.getByRole("heading", { level: 1, name: "Which column is what?" }).waitFor();
  for (const [column, words] of Object.entries(guesses)) {
    const chosen = await page.getByLabel(column, { exact: true }).evaluate((select) => select.selectedOptions[0].text);
    assert.equal(chosen, words, column);
  }
}

/// The members' scores on a challenge's board, as soon as it shows them.
async function seeOnBoard(page, score, challenge = "Winter Warm-up") {
  await page.getByRole("link", { name: "Challenges" }).first().click();
  await page.getByRole("link", { name: challenge }).click();
  await page.getByRole("cell", { name: score, exact: true }).waitFor({ timeout: 40_000 });
}

step("signs in at the issuer and sees that nothing was sent yet", async (page) => {
  const call = await caller("admin", tenant, subject);
  await call("PUT", "/challenges/warm-up", {
    name: "Winter Warm-up",
    period: { start: day(-20), end: day(20) },
    rule: { type: "total", metric: "steps", daily_cap: 25_000 },
    goal: 15_000,
    rewards: [{ percent: 100, points: 250 }],
  });
  await signIn(page, { role: "admin", tenant, subject });
  await page.waitForURL("**/admin/uploads");
  await page.getByRole("heading", { name: "No files have been sent yet" }).waitFor();
  await page.waitForFunction(() => document.title === "Uploads · Groundswell");
});

step("sends members, looks at how they are read, and stores them", async (page) => {
  await page.getByRole("link", { name: "Upload members" }).click();
  await page.getByRole("heading", { level: 1, name: "Upload a file" }).waitFor();
  await clean(page);
  await choose(page, "members.csv", ["member_id,display_name,team,time_zone,challenges", "000158,Jürgen Weiß,Blue,,warm-up", "000161,Aylin Demir,,,warm-up"]);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.getByRole("heading", { level: 1, name: "Is this how your file is meant?" }).waitFor();
  await page.getByRole("cell", { name: "Jürgen Weiß", exact: true }).waitFor();
  await clean(page);
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("button", { name: "Store 2 values" }).click();
  await page.getByRole("heading", { level: 1, name: "members.csv is stored" }).waitFor();
});

step("is shown each rejected cell of a bad file before anything is stored", async (page) => {
  const bad = ["member_id,date,metric,value", `000158,${day(-2)},steps,8934`, `158,${day(-2)},steps,7000`, `000161,${day(-2)},steps,krank`, `000161,${day(-1)},steps,268418`];
  await send(page, "steps.csv", bad);
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("heading", { level: 1, name: "What this file would do" }).waitFor();
  await page.locator(".cells .at-fault", { hasText: "krank" }).waitFor();
  await page.locator(".cells .at-fault", { hasText: "268418" }).waitFor();
  await page.getByRole("heading", { name: "3 rejected, in 3 groups" }).waitFor();
});

step("stores the good row, and sees what became of each", async (page) => {
  await page.getByRole("button", { name: "Store 1 value", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /steps\.csv is (stored, with rejects|in, and on the boards)/ }).waitFor();
  await page.getByRole("button", { name: "Show rows" }).click();
  const rows = page.getByRole("table", { name: "Rows of the file" });
  await rows.getByRole("row", { name: /^2 Stored/ }).waitFor();
  await rows.getByRole("row", { name: /^4 .*krank/ }).waitFor();
});

step("sends the corrected rows, read as the first file was", async (page) => {
  await page.getByRole("link", { name: "Send the corrected file" }).click();
  await page.getByRole("heading", { level: 1, name: "Correct the rejected rows of steps.csv" }).waitFor();
  await clean(page);
  await choose(page, "steps-corrected.csv", [
    "member_id,date,metric,value,line,error,field,message",
    `000158,${day(-3)},steps,7000,3,unknown-member,"member_id","x"`,
    `000161,${day(-2)},steps,6480,4,not-a-number,"value","x"`,
  ]);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.getByRole("link", { name: "See what it would do" }).click();
  // 8,934 and 7,000 are above the goal.
  await page.getByText("1 member would get 250 points").waitFor();
  await clean(page);
  await page.getByRole("button", { name: "Store 2 values" }).click();
  await page.getByRole("heading", { level: 1, name: "steps-corrected.csv is in, and on the boards" }).waitFor({ timeout: 60_000 });
});

step("sees the members on the board", async (page) => {
  await seeOnBoard(page, "15,934");
  await page.getByRole("link", { name: "Jürgen Weiß" }).click();
  await page.getByRole("heading", { level: 1, name: "Jürgen Weiß" }).waitFor();
  await page.getByRole("cell", { name: "8,934", exact: true }).first().waitFor();
});

step("takes the corrected file back, and sees the board follow", async (page) => {
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("link", { name: "steps-corrected.csv" }).click();
  await page.getByRole("button", { name: "Take this upload back" }).click();
  const dialog = page.getByRole("dialog", { name: "Take steps-corrected.csv back?" });
  await dialog.waitFor();
  await dialog.getByText("This removes 2 values").waitFor();
  await dialog.getByText("Something changes for 2 members.").waitFor();
  await clean(page);
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("heading", { level: 1, name: "steps-corrected.csv was taken back" }).waitFor({ timeout: 60_000 });
  await clean(page);
  await seeOnBoard(page, "8,934");
});

step("sends a complete file, and is asked before so many members leave", async (page) => {
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("link", { name: "Upload a file" }).click();
  await page.getByRole("button", { name: "Members", exact: true }).click();
  await page.getByRole("radio", { name: /^Leaves/ }).check();
  await clean(page);
  await choose(page, "all-members.csv", ["member_id,display_name,team,time_zone,challenges", "000158,Jürgen Weiß,Blue,,warm-up"]);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await page.getByRole("heading", { level: 1, name: /Should so many members leave\?|Is this how your file is meant\?/ }).waitFor();
  const see = page.getByRole("link", { name: "See what it would do" });
  if (await see.isVisible()) await see.click();
  await page.getByText("1 of 2 members would leave").waitFor();
  await page.getByText("Aylin Demir").first().waitFor();
  await clean(page);
  await page.getByRole("button", { name: "Store it, 1 member leaves" }).click();
  const dialog = page.getByRole("dialog", { name: "Store all-members.csv?" });
  await dialog.getByText("What they did is kept.").waitFor();
  await clean(page);
  await dialog.getByRole("button", { name: "Store it, 1 member leaves" }).click();
  await page.getByRole("heading", { level: 1, name: "all-members.csv is stored" }).waitFor();
  await page.getByText("1 member left, because the file does not name that member.").waitFor();
});

step("says which column is what in a German file of members", async (page) => {
  const call = await caller("admin", tenant, subject);
  await call("PUT", "/challenges/kilometres", {
    name: "Winter Kilometres",
    period: { start: day(-20), end: day(20) },
    rule: { type: "total", metric: "distance_km" },
    goal: 100,
  });
  await page.getByRole("link", { name: "Uploads" }).first().click();
  await page.getByRole("link", { name: "Upload a file" }).click();
  await page.getByRole("button", { name: "Members", exact: true }).click();
  await choose(page, "belegschaft.csv", ["Personalnummer;Name;Abteilung", "000170;Käthe Böhm;Vertrieb", "000171;Jörg Groß;Einkauf"]);
  await page.getByRole("button", { name: "Send and look at it" }).click();
  await seeGuesses(page, { Personalnummer: "Member's id", Name: "Name", Abteilung: "Team" });
  const readSo = page.getByRole("button", { name: "Read it this way" });
  await page.getByLabel("Name", { exact: true }).selectOption({ label: "Not used" });
  await page.getByText("Still missing: name.").waitFor();
  assert.equal(await readSo.isDisabled(), true);
  await clean(page);
  await page.getByLabel("Name", { exact: true }).selectOption({ label: "Name" });
  await page.getByLabel("Challenge for all rows").selectOption({ label: "Winter Kilometres" });
  await clean(page);
  await readSo.click();
  await page.getByRole("heading", { level: 1, name: "Is this how your file is meant?" }).waitFor();
  await page.getByRole("cell", { name: "Käthe Böhm", exact: true }).waitFor();
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("button", { name: "Store 2 values" }).click();
  await page.getByRole("heading", { level: 1, name: "belegschaft.csv is stored" }).waitFor();
});

step("says which column is what in a German file of kilometres, and sees it on the board", async (page) => {
  await send(page, "kilometer.csv", ["Personalnummer;Datum;Kilometer", `000170;${german(-2)};12,5`, `000171;${german(-2)};7,25`, `000170;${german(-1)};3,75`]);
  await seeGuesses(page, { Personalnummer: "Member's id", Datum: "Day", Kilometer: "Distance km a day" });
  await page.getByRole("checkbox", { name: "Remember these columns for next time" }).check();
  const readSo = page.getByRole("button", { name: "Read it this way" });
  await page.getByText("Give the layout a name, or do not remember the columns.").waitFor();
  await page.getByLabel("Name of the layout").fill("garmin");
  await page.getByText("There is a layout garmin already.").first().waitFor();
  assert.equal(await readSo.isDisabled(), true);
  await clean(page);
  await page.getByLabel("Name of the layout").fill("kilometer");
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await clean(page);
  await page.setViewportSize(wide);
  await readSo.click();
  await page.getByRole("heading", { level: 1, name: "Is this how your file is meant?" }).waitFor();
  await page.getByRole("cell", { name: "7.25", exact: true }).waitFor();
  await page.getByRole("link", { name: "See what it would do" }).click();
  await page.getByRole("button", { name: "Store 3 values" }).click();
  await page.getByRole("heading", { level: 1, name: "kilometer.csv is in, and on the boards" }).waitFor({ timeout: 60_000 });
  await seeOnBoard(page, "16.25", "Winter Kilometres");
});

step("sends a file with the same columns again, and is not asked", async (page) => {
  await send(page, "kilometer-2.csv", ["Personalnummer;Datum;Kilometer", `000171;${german(-1)};4,75`]);
  await page.getByRole("heading", { level: 1, name: "Is this how your file is meant?" }).waitFor();
  await page.getByRole("link", { name: "File layouts" }).first().click();
  await page.getByRole("heading", { level: 3, name: /^kilometer\b/ }).waitFor();
});

step("chooses how an ambiguous file is meant", async (page) => {
  await send(page, "strecken.csv", ["Nr;Tag;Strecke", `000170;${day(-2)};1.310`, `000171;${day(-2)};2.204`]);
  await seeGuesses(page, { Nr: "Not used", Tag: "Day", Strecke: "Not used" });
  await page.getByText("Still missing: member's id and a metric, such as steps a day.").waitFor();
  await page.getByLabel("Nr", { exact: true }).selectOption({ label: "Member's id" });
  await page.getByLabel("Strecke", { exact: true }).selectOption({ label: "Distance km a day" });
  await page.getByRole("button", { name: "Read it this way" }).click();
  await page.getByRole("heading", { level: 1, name: "Which of these is meant?" }).waitFor();
  await clean(page);
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Read it this way" }).click();
  await page.getByRole("heading", { level: 1, name: "Is this how your file is meant?" }).waitFor();
});

end();
