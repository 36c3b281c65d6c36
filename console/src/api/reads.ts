import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type Api, read } from "./client";
import { everyPage } from "./pages";

/// How a value is asked for, and the key that it is kept by.
export interface Read<T> {
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
}

/// A value that is asked for once; `useLive` asks again and again.
export function useOnce<T>({ key, read: ask }: Read<T>): UseQueryResult<T> {
  return useQuery<T>({ queryKey: key, queryFn: ({ signal }) => ask(signal) });
}

// The reads that several views share. One key has one read, so that they share its answer too.

export function settingsOf(api: Api) {
  return { key: ["settings"], read: (signal: AbortSignal) => read(api.GET("/settings", { signal })) };
}

export function mappingsOf(api: Api) {
  return { key: ["mappings"], read: (signal: AbortSignal) => read(api.GET("/mappings", { signal })) };
}

export function challengesOf(api: Api) {
  return {
    key: ["challenges"],
    read: async (signal: AbortSignal) => {
      const pages = await everyPage((query) => read(api.GET("/challenges", { params: { query }, signal })));
      return { challenges: pages.flatMap(({ challenges }) => challenges) };
    },
  };
}

export function challengeOf(api: Api, challenge: string) {
  return {
    key: ["challenge", challenge],
    read: (signal: AbortSignal) => read(api.GET("/challenges/{challenge}", { params: { path: { challenge } }, signal })),
  };
}

/// The best members of a board.
export function topOf(api: Api, challenge: string, top = 10) {
  const params = { path: { challenge }, query: { top } };
  return {
    key: ["board", challenge, top],
    read: (signal: AbortSignal) => read(api.GET("/challenges/{challenge}/board", { params, signal })),
  };
}

export function failureGroupsOf(api: Api) {
  return {
    key: ["failure-groups"],
    read: async (signal: AbortSignal) => {
      const pages = await everyPage((query) => read(api.GET("/failure-groups", { params: { query }, signal })));
      return { groups: pages.flatMap(({ groups }) => groups) };
    },
  };
}

const REDRIVES_LISTED = 50;

/// A page of redrives, the latest first.
export function redrivesOf(api: Api, cursor?: string) {
  const params = { query: { limit: REDRIVES_LISTED, ...(cursor === undefined ? {} : { cursor }) } };
  return { key: ["redrives", cursor], read: (signal: AbortSignal) => read(api.GET("/redrives", { params, signal })) };
}
