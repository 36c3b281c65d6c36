import { read } from "../../api/client";
import type { Caps as CapsDocument, FunctionCap } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { figure } from "../../texts/words";
import { moment } from "../../ui/format";
import type { IconName } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";
import { Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { capsSentence, type Room, roomOf } from "./room";

const texts = t.ops.caps;
const COLUMNS = [texts.function, texts.state, texts.use, numeric(texts.peak), numeric(texts.cap), numeric(texts.throttles)];

const SIGNS: Record<Room, readonly [Kind | undefined, IconName]> = {
  unknown: [undefined, "clock"],
  free: ["ok", "check"],
  full: ["warn", "alert"],
  throttled: ["bad", "alert"],
};

/// How many invocations may run at once, and how many did. It changes none: caps are the template's.
export function Caps() {
  const { api } = useApp();
  const query = useLive<CapsDocument>({
    key: ["caps"],
    read: (signal) => read(api.GET("/operations/caps", { signal })),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  return (
    <View title={texts.title} lead={data === undefined ? texts.lead : capsSentence(data)}>
      {data === undefined ? (
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      ) : (
        <Figures caps={data} />
      )}
    </View>
  );
}

function Figures({ caps }: { readonly caps: CapsDocument }) {
  const { account, functions, measured_at } = caps;
  return (
    <>
      <section className="card">
        <header>
          <h2>{texts.account}</h2>
          {measured_at !== undefined && <span className="dim small">{texts.measured(moment(measured_at))}</span>}
        </header>
        <dl className="figures">
          <div>
            <dt>{texts.peak}</dt>
            <dd>{account.peak === undefined ? <small>{texts.unknown}</small> : figure(account.peak)}</dd>
          </div>
          <div>
            <dt>{texts.alarmAt}</dt>
            <dd>{figure(account.alarm_at)}</dd>
          </div>
        </dl>
        <p className="pad dim small">{texts.accountWhy}</p>
      </section>
      <div className="card">
        <Table label={texts.table} columns={COLUMNS}>
          {functions.map((each) => (
            <Row key={each.function} of={each} />
          ))}
        </Table>
        <p className="pad dim small">{texts.fixed}</p>
      </div>
    </>
  );
}

function Row({ of }: { readonly of: FunctionCap }) {
  const room = roomOf(of);
  const [kind, icon] = SIGNS[room];
  return (
    <tr>
      <td translate="no">
        <span className="strong">{of.function}</span>
        {of.mappings.map(({ queue, cap }) => (
          <span key={queue} className="sub">
            {queue}: {figure(cap)}
          </span>
        ))}
      </td>
      <td>
        <Chip kind={kind} icon={icon}>
          {texts.rooms[room]}
        </Chip>
      </td>
      <td>
        <Use of={of} />
      </td>
      <td className="n">{of.peak === undefined ? texts.unknown : figure(of.peak)}</td>
      <td className="n">{figure(of.cap)}</td>
      <td className="n">{of.throttles === undefined ? texts.unknown : figure(of.throttles)}</td>
    </tr>
  );
}

/// The peak as a part of the cap. The figures stand beside it.
function Use({ of: { cap, peak } }: { readonly of: FunctionCap }) {
  if (peak === undefined) return null;
  return (
    <div className="fate" aria-hidden="true">
      <i className={peak >= cap ? "f-rejected" : "f-stored"} style={{ flex: Math.min(peak, cap) }} />
      <i className="f-there" style={{ flex: Math.max(0, cap - peak) }} />
    </div>
  );
}
