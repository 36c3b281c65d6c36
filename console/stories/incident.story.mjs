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

async function redrive(page, reason) {
  await page.getByRole("button", { name: new RegExp(`^Redrive ${FAILURES} failures`) }).click();
  const dialog = page.getByRole("dialog", { name: "Redrive this group" });
  await dialog.getByText(`${FAILURES} messages are sent again`).waitFor();
  await clean(page);
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: `Redrive ${FAILURES} messages` }).click();
  await page.getByRole("heading", { level: 1, name: reason }).waitFor();
}

async function rehearse(page, outcome) {
  await page.getByRole("button", { name: "Rehearse 3 failures" }).click();
  await page.getByText(outcome).waitFor(ENDED);
}

step("signs in, and sees the queues", async (page) => {
  await signIn(page, { role: "operator", tenant: "ops", subject: "t.okafor" });
  await page.waitForURL("**/ops");
  await page.getByRole("cell", { name: /ProgressLiveQueue/ }).waitFor();
});

step("finds what broke, for whom and since when", async (page) => {
  for (const tenant of TENANTS) putBack.push(await loseRows(tenant, FILES));
  await page.getByRole("link", { name: "Failures" }).first().click();
  await page.getByText(new RegExp(`^${FAILURES} failures are open`)).waitFor(ENDED);
  await clean(page);
  await page.getByRole("link", { name: ROWS_LOST }).click();
  await page.getByRole("heading", { level: 1, name: ROWS_LOST }).waitFor();
  await page.getByText(TENANTS.join(" and ")).waitFor();
});

step("looks at a message", async (page) => {
  await page.getByRole("button", { name: "Message", exact: true }).first().click();
  await page.getByRole("region", { name: "The message" }).getByText(/partition/).waitFor();
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
  await page.getByRole("heading", { level: 1, name: ROWS_LOST }).waitFor();
  await page.getByText(`${FAILURES} failures are open.`).waitFor(ENDED);
  await rehearse(page, "3 of 3 would succeed.");
});

step("redrives again, step by step, to the end", async (page) => {
  await redrive(page, "The rows are back in the bucket");
  await page.getByText("It has sent all that it was for.").waitFor(ENDED);
  await page.getByRole("list", { name: "The ramp" }).getByText(`${FAILURES - 1} sent: ${FAILURES - 1} succeeded`).waitFor();
});

step("sees both redrives, and that no failure is open", async (page) => {
  await page.getByRole("link", { name: "Redrives" }).first().click();
  await page.getByRole("row", { name: /Perhaps it has passed.*Stopped by itself/ }).waitFor();
  await page.getByRole("row", { name: /The rows are back.*Completed/ }).waitFor();
  await clean(page);
  await page.getByRole("link", { name: "Failures" }).first().click();
  await page.getByText("No failure is open.").waitFor(ENDED);
});

step("sees that no cap holds anything up", async (page) => {
  await page.getByRole("link", { name: "Caps" }).first().click();
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
  await page.getByRole("heading", { name: `Nobody has ordered to remove ${client}` }).waitFor();
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
