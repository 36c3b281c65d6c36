import type { FailureGroup, FailureKind, FailureState, Redrive } from "../../api/types";
import { t } from "../../texts";
import { figure } from "../../texts/words";

/// Those first that a redrive may help soonest.
export const KINDS = [
  "fault",
  "died",
  "transient",
  "permanent",
  "undelivered",
  "unpublished",
  "no-note",
  "unexplained",
] as const satisfies readonly FailureKind[];

export const STATES = ["open", "redriving", "resolved", "parked"] as const satisfies readonly FailureState[];

export interface GroupFilter {
  readonly kind: FailureKind | undefined;
  /// An origin, as the API writes it.
  readonly from: string | undefined;
  readonly tenant: string | undefined;
  /// Groups that have failures in this state.
  readonly state: FailureState | undefined;
}

/// What the address of a group's page says.
export interface SampleSearch {
  readonly state: FailureState | undefined;
  readonly tenant: string | undefined;
  readonly q: string | undefined;
  readonly cursor: string | undefined;
  readonly rehearsal: string | undefined;
}

export interface KindOfGroups {
  readonly kind: FailureKind;
  readonly groups: readonly FailureGroup[];
}

/// The groups that a filter leaves, by what helps; within a kind, those with most open failures first.
export function byKind(groups: readonly FailureGroup[], filter: Partial<GroupFilter>): readonly KindOfGroups[] {
  const left = groups.filter((group) => isLeft(group, filter));
  return KINDS.map((each) => ({
    kind: each,
    groups: left.filter((group) => group.kind === each).sort((one, other) => other.open - one.open),
  })).filter((section) => section.groups.length > 0);
}

function isLeft(group: FailureGroup, { kind, from, tenant, state }: Partial<GroupFilter>): boolean {
  return (
    (kind ?? group.kind) === group.kind &&
    (from ?? group.origin) === group.origin &&
    (tenant === undefined || group.tenants.includes(tenant)) &&
    (state === undefined || group[state] > 0)
  );
}

/// What is the case, in a sentence.
export function failuresSentence(groups: readonly FailureGroup[]): string {
  const withOpen = groups.filter((group) => group.open > 0);
  const open = withOpen.reduce((sum, group) => sum + group.open, 0);
  return open === 0 ? t.ops.failures.allDone : t.ops.failures.open(open, withOpen.length);
}

/// An origin in words: "Queue RewardQueue".
export function originOf(origin: string): { readonly kind: string; readonly name: string } {
  const colon = origin.indexOf(":");
  const kind = origin.slice(0, Math.max(0, colon));
  if (kind !== "queue" && kind !== "stream") return { kind: "", name: origin };
  return { kind: t.ops.origin[kind], name: origin.slice(colon + 1) };
}

/// How many failures of a group are in other states than open, in words.
export function otherStates({ redriving, resolved, parked }: FailureGroup): string {
  const words = t.ops.failures;
  return [
    redriving > 0 ? words.redriving(redriving) : "",
    resolved > 0 ? words.resolved(resolved) : "",
    parked > 0 ? words.parked(parked) : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/// Zero members means that the messages do not tell whom they are for.
export function membersOf(members: number): string {
  return members === 0 ? t.ops.failures.unknownMembers : figure(members);
}

/// Whether the release that failed last still runs; unknown if either is not told.
export function releaseOf({ last_release, release_now }: FailureGroup): "new" | "same" | "unknown" {
  if (last_release === "" || release_now === "") return "unknown";
  return last_release === release_now ? "same" : "new";
}

/// Names more clients than these only by their count.
const CLIENTS_NAMED = 3;

/// The clients in words: "acme, borealis, cedar and 4 others".
export function clientsOf(tenants: readonly string[]): string {
  const words = t.ops.failures;
  if (tenants.length === 0) return words.unknownClients;
  // Of one more, the name is as short as the count.
  const named = tenants.length === CLIENTS_NAMED + 1 ? tenants : tenants.slice(0, CLIENTS_NAMED);
  return words.clientsAre(named, tenants.length - named.length);
}

/// What a group is called: what helps, and where it failed.
export function headingOf({ kind, function: name, origin }: FailureGroup): string {
  return t.ops.group.heading(t.ops.kinds[kind][0], name ?? originOf(origin).name);
}

/// Those of redrives that were for a group.
export function redrivesOfGroup(redrives: readonly Redrive[], group: string): readonly Redrive[] {
  return redrives.filter(({ filter }) => filter.group === group);
}
