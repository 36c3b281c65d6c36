import { getRouteApi, Link } from "@tanstack/react-router";
import { redrivesOf } from "../../api/reads";
import type { Redrive } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { FateBar, fateWords } from "../../ui/Fates";
import { moment } from "../../ui/format";
import { Pager } from "../../ui/Pager";
import { Empty, Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { outcomeOf } from "./ramp";
import { RedriveChip } from "./words";

const texts = t.ops.redrives;
const route = getRouteApi("/ops/redrives");
const COLUMNS = [texts.redrive, texts.state, texts.outcome, texts.by, numeric(texts.started)];

/// All redrives, the latest first.
export function Redrives() {
  const { api } = useApp();
  const { cursor } = route.useSearch();
  const query = useLive({
    ...redrivesOf(api, cursor),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  // Later pages have older ones, of which hardly one is under way: a count of theirs would mislead.
  const running = cursor === undefined ? (data?.redrives.filter((redrive) => !redrive.ended).length ?? 0) : 0;
  return (
    <View title={texts.title} lead={running === 0 ? texts.lead : texts.running(running)}>
      <div className="card">
        <Pending of={query} what={texts.what} />
        {data?.redrives.length === 0 && cursor === undefined && (
          <Empty
            icon="redo"
            title={texts.empty}
            actions={
              <Link to="/ops/failures" className="btn go">
                {t.ops.group.toAll}
              </Link>
            }
          >
            <p>{texts.emptyWhy}</p>
          </Empty>
        )}
        {data !== undefined && data.redrives.length > 0 && <List redrives={data.redrives} />}
        <Pager cursor={cursor} next={data?.next} link={(to) => ({ to: "/ops/redrives", search: { cursor: to } })} />
      </div>
    </View>
  );
}

function List({ redrives }: { readonly redrives: readonly Redrive[] }) {
  return (
    <Table label={texts.table} columns={COLUMNS} className="cards">
      {redrives.map((redrive) => (
        <Row key={redrive.redrive} redrive={redrive} />
      ))}
    </Table>
  );
}

function Row({ redrive }: { readonly redrive: Redrive }) {
  const parts = outcomeOf(redrive);
  return (
    <tr className="hit">
      <td>
        <Link to="/ops/redrives/$redrive" params={{ redrive: redrive.redrive }} className="title-link">
          {redrive.reason}
        </Link>
        <span className="sub mono" translate="no">
          {redrive.redrive}
        </span>
      </td>
      <td>
        <RedriveChip state={redrive.state} />
      </td>
      <td>
        {redrive.claimed === 0 ? (
          <span className="sub">{texts.nothingSent}</span>
        ) : (
          <>
            <FateBar parts={parts} />
            <span className="sub num">{fateWords(parts)}</span>
          </>
        )}
      </td>
      <td translate="no">{redrive.by}</td>
      <td className="n">{moment(redrive.started_at)}</td>
    </tr>
  );
}
