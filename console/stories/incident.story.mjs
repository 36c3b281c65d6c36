// An operator's story: what broke, for whom, since when; a redrive that stops by itself; the cause mended; a redrive that ends.
import { caller, signIn } from "./browser.mjs";
import { loseRows, ROWS_LOST } from "./data.mjs";
import { clean, story } from "./story.mjs";

const stamp = Date.now().toString(36);
const TENANTS = [`acme-${stamp}`, `borealis-${stamp}`];
const FILES = 3;
const FAILURES = TENANTS.length * FILES;
const { step, end } = story("incident");
const ENDED = { timeout: 60_000 };
const putBack = [];
/// As part of a row of the list.
const ROWS_LOST_SOMEWHERE = new RegExp(ROWS_LOST.source.replace(/[$^]/g, ""));

async function redrive(page, reason, failures = FAILURES) {
  await page.getByRole("button", { name: new RegExp(`^Redrive ${failures} failures`) }).click();
  const dialog = page.getByRole("dialog", { name: "Redrive this group" });
  await dialog.getByText(`${failures} messages will be sent again`).waitFor();
  await clean(page);
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: `Redrive ${failures} messages` }).click();
  await page.getByRole("heading", { level: 1, name: reason }).waitFor();
}

async function rehearse(page, outcome) {
  await page.getByRole("button", { name: "Rehearse 3 failures" }).click();
  await page.getByText(outcome).waitFor(ENDED);
}

/// What the first view says has to be done, or be watched. Other stories break things at the same time, and a cap may be reached.
const attention = (page) => page.getByRole("region", { name: "What needs attention" });

/// The group whose rows are lost, in the list: no other story loses any.
const lostGroup = (page) => page.getByRole("row").filter({ hasText: ROWS_LOST_SOMEWHERE });

/// The page of the group whose rows are lost; what is at fault is said by its heading, the exception among the facts.
async function seeGroup(page) {
  await page.getByRole("heading", { level: 1, name: /: activity-loader$/ }).waitFor();
  await page.locator(".facts").getByText(ROWS_LOST).waitFor();
}

step("signs in, and is told that nothing has to be done", async (page) => {
  await signIn(page, { role: "operator", tenant: "ops", subject: "t.okafor" });
  await page.waitForURL("**/ops");
  await page.getByRole("cell", { name: /ProgressLiveQueue/ }).waitFor();
  // Other stories run at the same time, and break things, too.
  await page.getByText(/^(Nothing has to be done|Something has to be done:)/).waitFor();
});

step("is told first, when the queues are empty again, what is open and for whom", async (page) => {
  for (const tenant of TENANTS) putBack.push(await loseRows(tenant, FILES));
  const home = attention(page);
  await page.getByText(/^Something has to be done: \d+ failures? (is|are) open/).waitFor(ENDED);
  await home.getByText(/^\d+ failures? (is|are) open, in \d+ groups?\./).waitFor();
  await home.getByText(/For .*First seen/).waitFor();
  await home.getByText(/(All of them|Most of them, \d+): /).waitFor();
});

step("sees the flow: the boxes of each function, and what it did in the last minutes", async (page) => {
  await page.locator(".node", { hasText: "activity-loader" }).getByText(/^\d+ of \d+ at once$/).waitFor();
  const functions = page.getByRole("table", { name: "Functions, along the pipeline" });
  await functions.getByRole("img", { name: /^[1-9]\d* invocations, \d+ failed, \d+ throttled/ }).first().waitFor(ENDED);
  await functions.getByRole("row", { name: /users-stream-publisher/ }).getByRole("cell", { name: /^\d+ (s|min)$/ }).waitFor(ENDED);
});

step("finds what broke, for whom and since when", async (page) => {
  await page.getByRole("link", { name: "Look at the failures" }).click();
  await page.getByRole("heading", { level: 1, name: "Failures" }).waitFor();
  const group = lostGroup(page);
  await group.getByRole("cell", { name: new RegExp(`^${FAILURES}( |$)`) }).first().waitFor(ENDED);
  await clean(page);
  await group.getByRole("cell", { name: TENANTS.join(" and ") }).waitFor();
  await page.getByLabel("Client").selectOption(TENANTS[0]);
  await page.waitForURL(/tenant=acme/);
  await page.getByLabel("State").selectOption("Parked");
  await page.getByText("Nothing matches these filters").waitFor();
  await page.getByLabel("State").selectOption("Open");
  await group.getByRole("link").click();
  await seeGroup(page);
  await page.getByText(TENANTS.join(" and ")).waitFor();
});

step("looks at a message", async (page) => {
  await page.getByRole("button", { name: "Message", exact: true }).first().click();
  await page.getByRole("region", { name: "The message" }).getByText(/partition/).waitFor();
});

step("is told why a message cannot be corrected as it wants", async (page) => {
  await page.getByRole("button", { name: "Correct and redrive" }).click();
  const dialog = page.getByRole("dialog", { name: "Correct this message" });
  await dialog.getByText("You change what the service works with.").waitFor();
  const message = dialog.getByLabel("Message");
  const send = dialog.getByRole("button", { name: "Send the corrected message" });
  const body = await message.inputValue();
  await dialog.getByLabel("Reason").fill("Another client");
  await message.fill(`${body.slice(0, -1)}`);
  await dialog.getByText(/^This is not JSON: /).waitFor();
  if (await send.isEnabled()) throw new Error("what is not JSON can be sent");
  await clean(page);
  await message.fill(TENANTS.reduce((text, tenant) => text.replaceAll(tenant, "somebody-else"), body));
  await send.click();
  await dialog.getByText(/is about tenant somebody-else; the original is about/).waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
});

step("rehearses, and sees that it would fail again", async (page) => {
  await rehearse(page, "0 of 3 would succeed.");
});

step("redrives all the same, and it stops by itself after one message", async (page) => {
  await redrive(page, "Perhaps it has passed");
  await page.getByText("It stopped by itself.").waitFor(ENDED);
  await page.getByRole("list", { name: "The ramp" }).getByText("1 sent: 1 failed again").waitFor();
});

step("mends the cause, and a rehearsal says that it would work", async (page) => {
  for (const put of putBack) await put();
  await page.getByRole("link", { name: "To the group" }).click();
  await seeGroup(page);
  await page.getByRole("link", { name: "Perhaps it has passed" }).waitFor();
  await page.getByText(`${FAILURES} failures are open.`).waitFor(ENDED);
  await rehearse(page, "3 of 3 would succeed.");
});

step("corrects one message by hand, and it succeeds", async (page) => {
  await page.getByLabel("State").selectOption("Open");
  await page.getByRole("button", { name: "Message", exact: true }).first().click();
  await page.getByRole("button", { name: "Correct and redrive" }).click();
  const dialog = page.getByRole("dialog", { name: "Correct this message" });
  const message = dialog.getByLabel("Message");
  // The same in other words, which the service takes as a correction.
  await message.fill(JSON.stringify(JSON.parse(await message.inputValue()), undefined, 1));
  await dialog.getByLabel("Reason").fill("Written more clearly");
  await dialog.getByRole("button", { name: "Send the corrected message" }).click();
  await page.getByRole("heading", { level: 1, name: "Written more clearly" }).waitFor();
  await page.getByText("It has sent every message.").waitFor(ENDED);
  await page.goBack();
  await seeGroup(page);
  await page.getByText(`${FAILURES - 1} failures are open.`).waitFor(ENDED);
});

step("redrives the others, step by step, to the end", async (page) => {
  await redrive(page, "The rows are back in the bucket", FAILURES - 1);
  await page.getByText("It has sent every message.").waitFor(ENDED);
  await page.getByRole("list", { name: "The ramp" }).getByText(`${FAILURES - 2} sent: ${FAILURES - 2} succeeded`).waitFor();
});

step("sees all redrives, and that none of its failures is open", async (page) => {
  await page.getByRole("link", { name: "Redrives" }).first().click();
  await page.getByRole("row", { name: /Perhaps it has passed.*Stopped by itself/ }).waitFor();
  await page.getByRole("row", { name: /The rows are back.*Completed/ }).waitFor();
  await clean(page);
  await page.getByRole("link", { name: "Failures" }).first().click();
  await lostGroup(page).getByRole("cell", { name: /^0 ?\d.*resolved/ }).waitFor(ENDED);
  await page.getByRole("link", { name: "Pipeline" }).first().click();
  await page.getByRole("cell", { name: /ProgressLiveQueue/ }).waitFor();
  for (const tenant of TENANTS) await attention(page).getByText(tenant).waitFor({ state: "detached", ...ENDED });
});

step("sees that no cap holds anything up", async (page) => {
  await page.getByRole("link", { name: "Caps" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Caps" }).waitFor();
  await page.getByRole("row", { name: /activity-loader/ }).waitFor();
});

step("finds who did what, and why", async (page) => {
  await page.getByRole("link", { name: "Audit" }).first().click();
  await page.getByRole("row", { name: /t\.okafor.*Perhaps it has passed/ }).first().waitFor();
  await page.getByRole("row", { name: /t\.okafor.*The rows are back in the bucket/ }).first().waitFor();
});

step("looks at a client's file: it is on the boards", async () => {
  const call = await caller("admin", TENANTS[0], "petra");
  const { uploads } = await call("GET", "/uploads?kind=activity");
  if (!uploads.every(({ state }) => state === "completed")) throw new Error(JSON.stringify(uploads.map(({ state }) => state)));
});

step("removes a client for good, after its name was typed once more", async (page) => {
  const [, client] = TENANTS;
  await page.getByRole("link", { name: "Clients" }).first().click();
  await page.getByLabel("Name of the client").fill(client);
  await page.getByRole("button", { name: "Look it up" }).click();
  await page.getByRole("heading", { name: `Nobody has ordered the removal of ${client}` }).waitFor();
  await clean(page);
  await page.getByRole("button", { name: `Remove ${client}` }).click();
  const dialog = page.getByRole("dialog", { name: `Remove ${client} for good?` });
  const remove = dialog.getByRole("button", { name: "Remove it for good" });
  await dialog.getByLabel("Reason").fill("The contract ended");
  if (await remove.isEnabled()) throw new Error("it can be removed before its name is typed");
  await dialog.getByLabel(`To go on, type ${client}`).fill(client);
  await clean(page);
  await remove.click();
  await page.getByText(`${client} is being removed.`).waitFor();
});

step("is told, as its administrator, that the client was removed", async (page) => {
  await signIn(page, { role: "admin", tenant: TENANTS[1], subject: "petra" });
  await page.getByRole("heading", { level: 1, name: `${TENANTS[1]} was removed` }).waitFor();
});

end();
