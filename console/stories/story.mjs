// A person's way through the console, step by step.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, picture, scrollsSideways, smallTargets, violations } from "./browser.mjs";

/// Nothing that axe finds, nothing too small for a finger on a phone, and no scrolling sideways.
export async function clean(page) {
  assert.deepEqual(await violations(page), [], "axe");
  assert.deepEqual(await smallTargets(page), [], "too low for a finger");
  assert.equal(await scrollsSideways(page), false, "scrolls sideways");
}

/// A story with a browser of its own. axe looks at the page at the end of each step. The steps build on each other: after one
/// that failed, of which there is a picture in target/stories, the rest is left out.
///
/// @param name of the pictures
export function story(name, options = {}) {
  const here = { browser: undefined, context: undefined, page: undefined, faults: undefined };
  let failed = false;
  before(async () => {
    here.browser = await launch();
    Object.assign(here, await open(here.browser, options));
  });
  after(() => here.browser?.close());
  const step = (title, act) =>
    test(title, async (told) => {
      if (failed) {
        told.skip("an earlier step failed");
        return;
      }
      try {
        await act(here.page, here);
        await clean(here.page);
      } catch (failure) {
        failed = true;
        await picture(here.page, name, "stories").catch(() => undefined);
        throw failure;
      }
    });
  /// The last one: what the page did on the way.
  const end = () => test("breaks no policy and throws nothing", () => assert.deepEqual(here.faults, []));
  return { step, end };
}
