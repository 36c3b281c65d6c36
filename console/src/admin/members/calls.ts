import type { Api } from "../../api/client";
import { read } from "../../api/client";
import { everyPage } from "../../api/pages";
import { memberSegment } from "../../api/segment";
import type { MemberExport, MemberState } from "../../api/types";

export const MEMBER_STATES = ["registered", "removed"] as const satisfies readonly MemberState[];

export interface MemberFilter {
  readonly q: string | undefined;
  readonly state: MemberState | undefined;
  readonly cursor: string | undefined;
}

const PAGE_MEMBERS = 50;

/// A page of members. The service may answer pages without any member while it looks for a text;
/// these are skipped.
export async function listMembers(api: Api, filter: Partial<MemberFilter>, signal: AbortSignal) {
  const { q, state } = filter;
  let { cursor } = filter;
  for (;;) {
    const query = {
      limit: PAGE_MEMBERS,
      ...(q === undefined ? {} : { q }),
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await read(api.GET("/members", { params: { query }, signal }));
    if (page.members.length > 0 || page.next === undefined) return page;
    cursor = page.next;
  }
}

/// A few members by id or name, for a search. One request: it does not look through all pages for them.
export async function findMembers(api: Api, q: string, limit: number, signal: AbortSignal) {
  const { members } = await read(api.GET("/members", { params: { query: { q, limit } }, signal }));
  return members;
}

/// All that is stored about a member: the first page, with the months of all pages.
export async function exportOf(api: Api, member: string): Promise<Omit<MemberExport, "next">> {
  const pages = await everyPage((query) =>
    read(api.GET("/members/{member}/export", { params: { path: { member: memberSegment(member) }, query } })),
  );
  const all: MemberExport = { ...pages[0], months: pages.flatMap(({ months }) => months) };
  delete all.next;
  return all;
}
