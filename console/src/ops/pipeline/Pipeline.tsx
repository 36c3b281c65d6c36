import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { read } from "../../api/client";
import { failureGroupsOf } from "../../api/reads";
import type { FailureGroup, Flow, QueueMapping } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { figure } from "../../texts/words";
import { clockTime, span } from "../../ui/format";
import type { IconName } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";
import { Empty, Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { type Depth, depthsOf, type History, seenWith, SPAN_MILLIS } from "./history";
import { Spark } from "./Spark";
import { Concerns } from "./Concerns";
import { situationOf } from "./concerns";
import { type Pressure, pressureOf, totalsOf } from "./flow";
import { Functions } from "./Functions";
import { Picture } from "./Picture";
import { sumOf, workOf } from "./work";

const texts = t.ops.pipeline;
const COLUMNS = [texts.queue, texts.state, numeric(texts.waiting), texts.seen, numeric(texts.oldest), numeric(texts.inFlight), numeric(texts.delayed), numeric(texts.cap)];

const SIGNS: Record<Pressure, readonly [Kind | undefined, IconName]> = {
  idle: [undefined, "check"],
  working: ["ok", "play"],
  waiting: ["info", "clock"],
  untouched: ["warn", "alert"],
};

const HISTORY = ["flow-seen"];

/// What this page has seen of the queues, also before one looked at another view and came back.
function useHistory(flow: Flow | undefined): History {
  const queries = useQueryClient();
  const [history, setHistory] = useState<History>(() => queries.getQueryData<History>(HISTORY) ?? []);
  const seen = flow === undefined ? history : seenWith(history, flow);
  if (seen !== history) setHistory(seen);
  useEffect(() => {
    queries.setQueryDefaults(HISTORY, { gcTime: SPAN_MILLIS });
    queries.setQueryData(HISTORY, seen);
  }, [queries, seen]);
  return seen;
}

/// What needs attention, and the whole pipeline, live.
export function Pipeline() {
  const { api } = useApp();
  const query = useLive<Flow>({
    key: ["flow"],
    read: (signal) => read(api.GET("/operations/flow", { signal })),
    every: (flow) => (flow === undefined ? BEAT_MILLIS.live : flow.poll_after_seconds * 1_000),
  });
  const failures = useLive({ ...failureGroupsOf(api), every: () => BEAT_MILLIS.list });
  const { data } = query;
  const history = useHistory(data);
  const groups = failures.data?.groups;
  // Both together: "nothing has to be done" is said only when it is known.
  const ready = data !== undefined && (groups !== undefined || failures.errorUpdatedAt > 0);
  return (
    <View title={texts.title} lead={ready ? situationOf(data, groups) : texts.asking} wide>
      {!ready && (
        <div className="card">
          <Pending of={data === undefined ? query : { ...failures, data: undefined }} what={texts.what} />
        </div>
      )}
      {ready && <Concerns flow={data} groups={groups} />}
      {ready && data.mappings.length === 0 && (
        <div className="card">
          <Empty icon="flow" title={texts.none}>
            <p>{texts.noneWhy}</p>
          </Empty>
        </div>
      )}
      {ready && data.mappings.length > 0 && <Content flow={data} groups={groups} history={history} />}
    </View>
  );
}

interface ContentProps {
  readonly flow: Flow;
  readonly groups: readonly FailureGroup[] | undefined;
  readonly history: History;
}

function Content({ flow, groups, history }: ContentProps) {
  const works = workOf(flow);
  return (
    <>
      <Figures flow={flow} groups={groups} />
      <Picture works={works} />
      <Queues flow={flow} history={history} />
      {flow.measured_at !== undefined && <Functions works={works} measuredAt={flow.measured_at} />}
    </>
  );
}

type Tone = "bad" | "warn" | undefined;

function toneOf(value: number | undefined, tone: Tone): Tone {
  return value === undefined || value === 0 ? undefined : tone;
}

/// The state in figures. What should be nothing has a colour if it is not.
function Figures({ flow, groups }: Omit<ContentProps, "history">) {
  const { waiting, inFlight, delayed } = totalsOf(flow);
  const works = workOf(flow);
  const measured = flow.measured_at !== undefined;
  const open = groups === undefined ? undefined : sumOf(groups, (group) => group.open);
  const failed = measured ? sumOf(works, (work) => work.failed) : undefined;
  const throttled = measured ? sumOf(works, (work) => work.throttled) : undefined;
  const ages = works.flatMap((work) => work.oldestSeconds ?? []);
  const lags = works.flatMap((work) => work.lagMillis ?? []);
  return (
    <section className="card" aria-label={texts.sum}>
      <dl className="figures many">
        <Figure name={texts.open} value={open} tone={toneOf(open, "bad")} />
        <Figure name={texts.throttledRuns} value={throttled} tone={toneOf(throttled, "bad")} />
        <Figure name={texts.failedRuns} value={failed} tone={toneOf(failed, "warn")} />
        <Figure name={texts.waiting} value={waiting} />
        <Figure name={texts.inFlight} value={inFlight} />
        <Figure name={texts.delayed} value={delayed} />
        <Figure name={texts.oldestOfAll} value={ages.length === 0 ? undefined : span(Math.max(...ages) * 1_000)} />
        <Figure
          name={texts.lag}
          value={lags.length === 0 ? undefined : span(Math.max(...lags))}
          tone={works.some(({ health }) => health === "late") ? "warn" : undefined}
        />
      </dl>
    </section>
  );
}

function Figure({ name, value, tone }: { readonly name: string; readonly value: number | string | undefined; readonly tone?: Tone }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={tone === undefined ? "" : `is-${tone}`}>
        {value === undefined ? <small>{texts.unknown}</small> : typeof value === "number" ? figure(value) : value}
      </dd>
    </div>
  );
}

function Queues({ flow, history }: { readonly flow: Flow; readonly history: History }) {
  return (
    <div className="card">
      <Table label={texts.table} columns={COLUMNS}>
        {flow.mappings.map((mapping) => (
          <Row key={mapping.queue} mapping={mapping} pieces={depthsOf(history, mapping.queue)} now={Date.parse(flow.as_of)} />
        ))}
      </Table>
      <p className="pad dim small">
        {texts.capWhy} {texts.seenWhy(clockTime(history[0]?.at ?? flow.as_of))}
      </p>
    </div>
  );
}

interface RowProps {
  readonly mapping: QueueMapping;
  readonly pieces: readonly (readonly Depth[])[];
  readonly now: number;
}

function Row({ mapping, pieces, now }: RowProps) {
  const pressure = pressureOf(mapping);
  const [kind, icon] = SIGNS[pressure];
  return (
    <tr>
      <td translate="no">
        <span className="strong">{mapping.queue}</span>
        <span className="sub">{mapping.function}</span>
      </td>
      <td>
        <Chip kind={kind} icon={icon}>
          {texts.pressures[pressure]}
        </Chip>
      </td>
      <td className="n">{figure(mapping.waiting)}</td>
      <td>
        <Spark pieces={pieces} now={now} />
      </td>
      <td className="n">{mapping.oldest_seconds === undefined ? texts.notMeasured : span(mapping.oldest_seconds * 1_000)}</td>
      <td className="n">{figure(mapping.in_flight)}</td>
      <td className="n">{figure(mapping.delayed)}</td>
      <td className="n">{figure(mapping.cap)}</td>
    </tr>
  );
}
