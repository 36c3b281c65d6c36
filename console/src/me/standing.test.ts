import { describe, expect, test } from "vitest";
import { missing, standingOf } from "./standing";

function row(rank: number, member: string, score: number) {
  return { rank, member, name: member, score, days: 1 };
}

describe("what is missing to a mark", () => {
  test.each([
    ["a whole number", 9_500, 10_000, 500],
    ["an exact decimal, not 0.19999", 0.1, 0.3, 0.2],
    ["the least that is shown, if it is less", 9.999_999, 10, 0.001],
    ["rounded up, so that it is enough", 1.000_1, 2, 1],
  ])("is %s", (_, score, mark, expected) => expect(missing(score, mark)).toBe(expected));

  test.each([
    ["at the mark", 10, 10],
    ["above it", 12, 10],
  ])("is undefined %s", (_, score, mark) => expect(missing(score, mark)).toBeUndefined());
});

describe("where a member stands", () => {
  test("the next rank is that of the row above", () => {
    const rows = [row(1, "a", 300), row(2, "b", 200), row(3, "me", 120.5), row(4, "c", 100)];
    expect(standingOf(rows, "me")).toEqual({ mine: rows[2], next: { is: "rank", rank: 2, missing: 79.5 }, shared: false });
  });

  test("those who share my rank are passed over", () => {
    const rows = [row(1, "a", 300), row(2, "b", 200), row(2, "c", 200), row(2, "me", 200), row(5, "d", 100)];
    expect(standingOf(rows, "me")).toEqual({ mine: rows[3], next: { is: "rank", rank: 1, missing: 100 }, shared: true });
  });

  test("among several with the next rank it is their rank", () => {
    const rows = [row(4, "a", 300), row(4, "b", 300), row(6, "me", 299)];
    expect(standingOf(rows, "me")?.next).toEqual({ is: "rank", rank: 4, missing: 1 });
  });

  test("who is first has no next rank, also together with others", () => {
    expect(standingOf([row(1, "a", 300), row(1, "me", 300)], "me")?.next).toEqual({ is: "first" });
  });

  test("nothing is claimed if all rows above share my rank", () => {
    expect(standingOf([row(7, "a", 50), row(7, "me", 50), row(9, "b", 40)], "me")?.next).toEqual({ is: "beyond" });
  });

  test("who is not among the rows stands nowhere", () => {
    expect(standingOf([row(1, "a", 300)], "me")).toBeUndefined();
  });
});
