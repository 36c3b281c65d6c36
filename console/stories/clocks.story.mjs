// Computers whose clock is wrong, by an hour: the service's time counts.
import assert from "node:assert/strict";
import { caller, signIn } from "./browser.mjs";
import { day, upload } from "./data.mjs";
import { story } from "./story.mjs";

const HOUR_MILLIS = 3_600_000;
const tenant = `clocks-${Date.now().toString(36)}`;
const { step, end } = story("clocks");

async function setClock(context, aheadMillis) {
  await context.addInitScript((ahead) => {
    const True = Date;
    globalThis.Date = class extends True {
      constructor(...given) {
        super(...(given.length === 0 ? [True.now() + ahead] : given));
      }
      static now() {
        return True.now() + ahead;
      }
    };
  }, aheadMillis);
}

step("finds a file that arrived just now", async (page, { browser }) => {
  const call = await caller("admin", tenant, "petra");
  await upload(call, { kind: "members", name: "members.csv", content: "member_id,display_name,team,time_zone,challenges\nada,Ada,,,\n" });
  for (const ahead of [-HOUR_MILLIS, HOUR_MILLIS]) {
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC" });
    await setClock(context, ahead);
    const wrong = await context.newPage();
    wrong.setDefaultTimeout(15_000);
    await signIn(wrong, { role: "admin", tenant, subject: "petra" });
    await wrong.getByRole("columnheader", { name: /^Today/ }).waitFor();
    assert.equal(await wrong.evaluate((millis) => Math.abs(Date.now() - millis) > 1_800_000, Date.now()), true);
    await wrong.getByText(/^Live/).waitFor();
    await context.close();
  }
  await signIn(page, { role: "admin", tenant, subject: "petra" });
});

end();
