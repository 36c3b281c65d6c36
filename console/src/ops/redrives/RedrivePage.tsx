import { getRouteApi, Link, type LinkProps } from "@tanstack/react-router";
import { read } from "../../api/client";
import type { Redrive } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { FateBar, SumLine } from "../../ui/Fates";
import { moment } from "../../ui/format";
import { Note } from "../../ui/Note";
import { Pending } from "../../ui/states";
import { View } from "../../ui/View";
import { actionsOf, outcomeOf, redriveSentence } from "./ramp";
import { RampBars } from "./RampBars";
import { Steer } from "./Steer";
import { RedriveChip } from "./words";

const texts = t.ops.redrive;
const route = getRouteApi("/ops/redrives/$redrive");
const CRUMBS = [{ label: t.ops.redrives.title, link: { to: "/ops/redrives" } as LinkProps }];

function beatOf(redrive: Redrive | undefined): number | undefined {
  if (redrive?.ended !== true) return BEAT_MILLIS.live;
  // What a cancelled redrive has sent still gets its outcome.
  return redrive.pending > 0 ? BEAT_MILLIS.list : undefined;
}

/// One redrive: what it has sent, what became of it, and what comes.
export function RedrivePage() {
  const { redrive: id } = route.useParams();
  const { api } = useApp();
  const query = useLive<Redrive>({
    key: ["redrive", id],
    read: (signal) => read(api.GET("/redrives/{redrive}", { params: { path: { redrive: id } }, signal })),
    every: beatOf,
  });
  const { data } = query;
  if (data === undefined) {
    return (
      <View title={texts.title} crumbs={CRUMBS}>
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      </View>
    );
  }
  return (
    <View title={data.reason} here={id} lead={redriveSentence(data)} crumbs={CRUMBS} actions={<Acts redrive={data} />}>
      <div className="two">
        <div className="stack">
          {data.state === "stopped" && <Stopped redrive={data} />}
          <section className="card pad stack" aria-label={texts.sum}>
            <SumLine whole={data.claimed} words={texts.sent} parts={outcomeOf(data)} />
            <FateBar parts={outcomeOf(data)} large />
          </section>
          <section className="card">
            <header>
              <h2>{texts.ramp}</h2>
            </header>
            <RampBars redrive={data} />
            <p className="pad dim small">{texts.rampWhy(data.refailure_percent_max)}</p>
          </section>
        </div>
        <aside>
          <About redrive={data} />
        </aside>
      </div>
    </View>
  );
}

function Acts({ redrive }: { readonly redrive: Redrive }) {
  return (
    <>
      <RedriveChip state={redrive.state} />
      {actionsOf(redrive).map((action) => (
        <Steer key={action} redrive={redrive} action={action} />
      ))}
    </>
  );
}

function Stopped({ redrive }: { readonly redrive: Redrive }) {
  const { group } = redrive.filter;
  return (
    <Note kind="bad" title={texts.stopped}>
      {sentence(redrive.remark)} {texts.stoppedWhy}
      {group !== undefined && (
        <div className="row">
          <Link to="/ops/failures/$group" params={{ group }} className="btn s">
            {texts.toGroup}
          </Link>
        </div>
      )}
    </Note>
  );
}

function About({ redrive }: { readonly redrive: Redrive }) {
  const { group } = redrive.filter;
  return (
    <section className="card pad stack tight">
      <h2>{texts.about}</h2>
      <dl className="facts">
        <dt>{texts.by}</dt>
        <dd translate="no">{redrive.by}</dd>
        <dt>{texts.started}</dt>
        <dd>{moment(redrive.started_at)}</dd>
        {group !== undefined && (
          <>
            <dt>{texts.group}</dt>
            <dd>
              <Link to="/ops/failures/$group" params={{ group }} className="mono" translate="no">
                {group}
              </Link>
            </dd>
          </>
        )}
        <dt>{texts.rate}</dt>
        <dd>{texts.perSecond(redrive.per_second_max)}</dd>
        <dt>{texts.limit}</dt>
        <dd>{texts.limitOf(redrive.refailure_percent_max)}</dd>
        {redrive.remark !== "" && (
          <>
            <dt>{texts.remark}</dt>
            <dd>{sentence(redrive.remark)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
