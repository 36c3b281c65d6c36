import { getRouteApi, Link, type LinkProps } from "@tanstack/react-router";
import { failureGroupsOf } from "../../api/reads";
import type { FailureGroup } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { listed, sentence } from "../../texts/words";
import { type Part, SumLine } from "../../ui/Fates";
import { moment } from "../../ui/format";
import { Note } from "../../ui/Note";
import { Empty, Pending } from "../../ui/states";
import { View } from "../../ui/View";
import { ChangeState } from "./ChangeState";
import { EarlierRedrives } from "./EarlierRedrives";
import { headingOf, membersOf, releaseOf } from "./groups";
import { RedriveGroup } from "./RedriveGroup";
import { RehearseGroup } from "./RehearseGroup";
import { Samples } from "./Samples";
import { From } from "./words";

const texts = t.ops.group;
const route = getRouteApi("/ops/failures/$group");
const CRUMBS = [{ label: t.ops.failures.title, link: { to: "/ops/failures" } as LinkProps }];

/// One group: why it failed, its failures, and what can be done about them.
export function GroupPage() {
  const { group: id } = route.useParams();
  const { api } = useApp();
  const query = useLive({
    ...failureGroupsOf(api),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  const group = data?.groups.find((each) => each.group === id);
  if (group === undefined) {
    return (
      <View title={texts.title} crumbs={CRUMBS}>
        <div className="card">
          <Pending of={query} what={texts.what} />
          {data !== undefined && <NoGroup />}
        </div>
      </View>
    );
  }
  return (
    <View title={headingOf(group)} lead={texts.lead(group.open)} crumbs={CRUMBS} actions={<Acts group={group} />}>
      <div className="two">
        <div className="stack">
          <Note kind={group.open > 0 ? "warn" : "info"}>{t.ops.kinds[group.kind][1]}</Note>
          <ReleaseNote group={group} />
          <section className="card pad" aria-label={texts.counts}>
            <SumLine whole={wholeOf(group)} words={texts.all} parts={partsOf(group)} />
          </section>
          <RehearseGroup group={group} />
          <Samples group={group} />
          <EarlierRedrives group={group.group} />
        </div>
        <aside>
          <About group={group} />
        </aside>
      </div>
    </View>
  );
}

function NoGroup() {
  return (
    <Empty
      icon="search"
      title={texts.none}
      actions={
        <Link to="/ops/failures" className="btn go">
          {texts.toAll}
        </Link>
      }
    >
      <p>{texts.noneWhy}</p>
    </Empty>
  );
}

function Acts({ group }: { readonly group: FailureGroup }) {
  return (
    <>
      <ChangeState group={group} to="restore" count={group.parked} />
      <ChangeState group={group} to="park" count={group.open} />
      {group.open > 0 && <RedriveGroup group={group} />}
    </>
  );
}

function wholeOf({ open, redriving, resolved, parked }: FailureGroup): number {
  return open + redriving + resolved + parked;
}

/// The states of a group's failures, in the colours of fates.
function partsOf(group: FailureGroup): readonly Part[] {
  const words = t.ops.states;
  return [
    { fate: "rejected", count: group.open, words: words.open.toLowerCase() },
    { fate: "replaced", count: group.redriving, words: words.redriving.toLowerCase() },
    { fate: "stored", count: group.resolved, words: words.resolved.toLowerCase() },
    { fate: "there", count: group.parked, words: words.parked.toLowerCase() },
  ];
}

/// Whether what failed still runs. It tells nothing about failures that no release helps.
function ReleaseNote({ group }: { readonly group: FailureGroup }) {
  const helps = group.kind === "fault" || group.kind === "died";
  const release = releaseOf(group);
  if (!helps || group.open === 0 || release === "unknown") return null;
  return release === "new" ? (
    <Note kind="info" title={texts.newRelease(group.release_now)}>
      {texts.newReleaseWhy}
    </Note>
  ) : (
    <Note kind="warn" title={texts.sameRelease(group.release_now)}>
      {texts.sameReleaseWhy}
    </Note>
  );
}

function About({ group }: { readonly group: FailureGroup }) {
  return (
    <section className="card pad stack tight">
      <h2>{texts.about}</h2>
      <dl className="facts">
        <dt>{texts.reason}</dt>
        <dd>{sentence(group.reason)}</dd>
        <dt>{texts.class}</dt>
        <dd className="mono" translate="no">
          {group.error}
        </dd>
        <dt>{t.ops.failures.from}</dt>
        <dd>
          <From origin={group.origin} />
        </dd>
        {group.function !== undefined && (
          <>
            <dt>{texts.function}</dt>
            <dd translate="no">{group.function}</dd>
          </>
        )}
        {group.frame !== "" && (
          <>
            <dt>{texts.at}</dt>
            <dd className="mono" translate="no">
              {group.frame}
            </dd>
          </>
        )}
        {group.event_type !== "" && (
          <>
            <dt>{texts.event}</dt>
            <dd translate="no">{group.event_type}</dd>
          </>
        )}
        {group.last_release !== "" && (
          <>
            <dt>{texts.release}</dt>
            <dd>{texts.failedIn(group.last_release)}</dd>
          </>
        )}
        <dt>{texts.members}</dt>
        <dd>{membersOf(group.members)}</dd>
        {group.tenants.length > 0 && (
          <>
            <dt>{texts.tenants}</dt>
            <dd translate="no">{listed(group.tenants)}</dd>
          </>
        )}
        {group.uploads.length > 0 && (
          <>
            <dt>{texts.uploads}</dt>
            <dd translate="no">{listed(group.uploads)}</dd>
          </>
        )}
        <dt>{texts.first}</dt>
        <dd>{moment(group.first_seen)}</dd>
        <dt>{texts.last}</dt>
        <dd>{moment(group.last_seen)}</dd>
      </dl>
    </section>
  );
}
