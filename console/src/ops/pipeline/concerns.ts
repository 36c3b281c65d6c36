import type { FailureGroup, Flow } from "../../api/types";
import { t } from "../../texts";
import { listed } from "../../texts/words";
import { moment, span } from "../../ui/format";
import { clientsOf } from "../failures/groups";
import { flowSentence } from "./flow";
import { sumOf, type Work, workOf } from "./work";

const texts = t.ops.pipeline;

/// Something that an operator has to know. What is bad waits for somebody; the rest may pass.
export interface Concern {
  readonly kind: "bad" | "warn";
  /// For the sentence that names all of them.
  readonly short: string;
  readonly title: string;
  readonly why: readonly string[];
  readonly to?: "failures" | "caps";
}

/// What needs attention, the worst first.
///
/// @param groups undefined if the list of failures did not come
export function concernsOf(flow: Flow, groups: readonly FailureGroup[] | undefined): readonly Concern[] {
  const works = workOf(flow);
  return [...failuresOf(groups ?? []), ...throttledOf(works), ...failedOf(works), ...lateOf(works), ...fullOf(works)];
}

/// What is the case, and whether something has to be done.
export function situationOf(flow: Flow, groups: readonly FailureGroup[] | undefined): string {
  const concerns = concernsOf(flow, groups);
  const bad = concerns.filter(({ kind }) => kind === "bad");
  const said = (some: readonly Concern[]): readonly string[] => [...new Set(some.map(({ short }) => short))];
  if (bad.length > 0) return texts.toDo(said(bad));
  if (concerns.length > 0) return texts.watch(said(concerns));
  const sentence = flowSentence(flow);
  return groups === undefined || flow.measured_at === undefined ? sentence : texts.fine(sentence);
}

function failuresOf(groups: readonly FailureGroup[]): readonly Concern[] {
  const withOpen = groups.filter(({ open }) => open > 0);
  const [most] = [...withOpen].sort((one, other) => other.open - one.open);
  if (most === undefined) return [];
  const words = texts.failures;
  const open = sumOf(withOpen, (group) => group.open);
  const tenants = [...new Set(withOpen.flatMap((group) => group.tenants))].sort();
  const first = Math.min(...withOpen.map((group) => Date.parse(group.first_seen)));
  const last = Math.max(...withOpen.map((group) => Date.parse(group.last_seen)));
  const redriving = sumOf(groups, (group) => group.redriving);
  const [kind, help] = t.ops.kinds[most.kind];
  return [
    {
      kind: "bad",
      short: words.short(open),
      title: words.title(open, withOpen.length),
      why: [
        tenants.length === 0 ? words.nobody : words.clients(clientsOf(tenants)),
        words.since(moment(first), moment(last)),
        withOpen.length === 1 ? words.all(kind, help) : words.most(kind, most.open, help),
        ...(redriving > 0 ? [words.redriving(redriving)] : []),
      ],
      to: "failures",
    },
  ];
}

function throttledOf(works: readonly Work[]): readonly Concern[] {
  const some = works.filter(({ throttled }) => throttled > 0);
  const runs = sumOf(some, ({ throttled }) => throttled);
  if (runs === 0) return [];
  const words = texts.throttled;
  return [{ kind: "bad", short: words.short(runs), title: words.title(runs, namesOf(some)), why: [words.why], to: "caps" }];
}

function failedOf(works: readonly Work[]): readonly Concern[] {
  const some = works.filter(({ failed }) => failed > 0);
  const runs = sumOf(some, ({ failed }) => failed);
  if (runs === 0) return [];
  const words = texts.failed;
  return [{ kind: "warn", short: words.short(runs), title: words.title(runs, namesOf(some)), why: [words.why] }];
}

function lateOf(works: readonly Work[]): readonly Concern[] {
  const words = texts.late;
  const some = works.filter(({ health }) => health === "late");
  return some.map((work) => ({
    kind: "warn",
    short: words.short(some.length),
    title: words.title(work.function, span(work.lagMillis ?? 0)),
    why: [words.why],
  }));
}

function fullOf(works: readonly Work[]): readonly Concern[] {
  const words = texts.full;
  const some = works.filter(({ health }) => health === "full");
  return some.map((work) => ({
    kind: "warn",
    short: words.short(some.length),
    title: words.title(work.function, work.waiting),
    why: [words.why],
    to: "caps",
  }));
}

function namesOf(works: readonly Work[]): string {
  return listed(works.map((work) => work.function));
}
