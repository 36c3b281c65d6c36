import { expect, test } from "vitest";
import { everyPage } from "./pages";

test("a list is read to its end, page by page", async () => {
  const asked: (string | undefined)[] = [];
  const pages = await everyPage(({ cursor }: { cursor?: string }) => {
    asked.push(cursor);
    const page = Number(cursor ?? 0);
    return Promise.resolve({ rows: [page], ...(page === 3 ? {} : { next: String(page + 1) }) });
  });
  expect(pages.flatMap(({ rows }) => rows)).toEqual([0, 1, 2, 3]);
  expect(asked).toEqual([undefined, "1", "2", "3"]);
});

test("a page that does not come fails the whole, so that no part passes for all of it", async () => {
  const pages = everyPage(({ cursor }: { cursor?: string }) =>
    cursor === undefined ? Promise.resolve({ next: "1" }) : Promise.reject(new Error("it did not come")),
  );
  await expect(pages).rejects.toThrow("it did not come");
});
