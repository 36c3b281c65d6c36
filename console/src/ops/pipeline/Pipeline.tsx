import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { read } from "../../api/client";
import type { Flow, QueueMapping } from "../../api/types";
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
import { flowSentence, type Pressure, pressureOf, totalsOf } from "./flow";

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

/// Every queue, live: what waits in it, and what is being worked on.
export function Pipeline() {
  const { api } = useApp();
  const query = useLive<Flow>({
    key: ["flow"],
    read: (signal) => read(api.GET("/operations/flow", { signal })),
    every: (flow) => (flow === undefined ? BEAT_MILLIS.live : flow.poll_after_seconds * 1_000),
  });
  const { data } = query;
  const history = useHistory(data);
  return (
    <View title={texts.title} lead={data === undefined ? texts.asking : flowSentence(data)}>
      {data === undefined && (
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      )}
      {data?.mappings.length === 0 && (
        <div className="card">
          <Empty icon="flow" title={texts.none}>
            <p>{texts.noneWhy}</p>
          </Empty>
        </div>
      )}
      {data !== undefined && data.mappings.length > 0 && <Queues flow={data} history={history} />}
    </View>
  );
}

function Queues({ flow, history }: { readonly flow: Flow; readonly history: History }) {
  const { waiting, inFlight, delayed } = totalsOf(flow);
  return (
    <>
      <section className="card" aria-label={texts.sum}>
        <dl className="figures">
          <div>
            <dt>{texts.waiting}</dt>
            <dd>{figure(waiting)}</dd>
          </div>
          <div>
            <dt>{texts.inFlight}</dt>
            <dd>{figure(inFlight)}</dd>
          </div>
          <div>
            <dt>{texts.delayed}</dt>
            <dd>{figure(delayed)}</dd>
          </div>
        </dl>
      </section>
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
    </>
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
      <td className="n">{mapping.oldest_seconds === undefined ? texts.unmeasured : span(mapping.oldest_seconds * 1_000)}</td>
      <td className="n">{figure(mapping.in_flight)}</td>
      <td className="n">{figure(mapping.delayed)}</td>
      <td className="n">{figure(mapping.cap)}</td>
    </tr>
  );
}
