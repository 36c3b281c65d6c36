import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { read } from "../../api/client";
import { challengeOf, topOf } from "../../api/reads";
import type { Challenge } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { Aged } from "../../live/Aged";
import { BEAT_MILLIS, beatOf, useLive } from "../../live/Live";
import { t } from "../../texts";
import { count, figure } from "../../texts/words";
import { BoardNotes } from "../../ui/BoardNotes";
import { BoardTable } from "../../ui/BoardTable";
import { ConfirmButton } from "../../ui/Dialog";
import { day } from "../../ui/format";
import { Note } from "../../ui/Note";
import { ruleWords } from "../../ui/rule";
import { Pending, State } from "../../ui/states";
import { View } from "../../ui/View";
import { LifeChip } from "./Challenges";
import { daysOf } from "./definition";

const texts = t.admin.challenge;
const route = getRouteApi("/admin/challenges/$challenge");

export function ChallengePage() {
  const { challenge: id } = route.useParams();
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const query = useLive({
    ...challengeOf(api, id),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  const crumbs = [{ label: t.admin.challenges.title, link: { to: "/admin/challenges" as const } }];
  if (data === undefined) {
    return (
      <View title={id} crumbs={crumbs}>
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      </View>
    );
  }
  return (
    <View
      title={data.name}
      lead={ruleWords(data.rule)}
      crumbs={crumbs}
      actions={
        <>
          <LifeChip challenge={data} />
          {manages && (
            <Link to="/admin/challenges/$challenge/edit" params={{ challenge: id }} className="btn">
              {texts.change}
            </Link>
          )}
        </>
      }
    >
      <div className="card">
        <dl className="figures">
          <div>
            <dt>{t.time.period}</dt>
            <dd>
              {t.time.fromTo(day(data.period.start), day(data.period.end))}{" "}
              <small>{count(daysOf(data.period.start, data.period.end) ?? 0, "day")}</small>
            </dd>
          </div>
          <div>
            <dt>{texts.join}</dt>
            <dd>{day(data.join_deadline ?? data.period.end)}</dd>
          </div>
          <div>
            <dt>{texts.grace}</dt>
            <dd>{count(data.grace_days, "day")}</dd>
          </div>
          <div>
            <dt>{t.admin.challenges.goal}</dt>
            <dd>{figure(data.goal)}</dd>
          </div>
          {data.rewards.map((reward) => (
            <div key={reward.id}>
              <dt>{texts.rewardAt(reward.percent)}</dt>
              <dd>{count(reward.points, "point")}</dd>
            </div>
          ))}
        </dl>
      </div>
      <TopOfBoard challenge={data} manages={manages} />
    </View>
  );
}

function TopOfBoard({ challenge, manages }: { readonly challenge: Challenge; readonly manages: boolean }) {
  const { api } = useApp();
  const board = useLive({
    ...topOf(api, challenge.id),
    every: beatOf,
  });
  const { data } = board;
  return (
    <>
      {data !== undefined && <BoardNotes board={data} />}
      <section className="card">
        <header>
          <h2>{t.board.top}</h2>
          {data?.as_of !== undefined && <span className="dim small"><Aged at={data.as_of} words={(age) => t.board.asOf(data.total, age)} /></span>}
          {manages && <Recalculate challenge={challenge} underWay={data?.recalculation !== undefined} />}
        </header>
        <Pending of={board} what={t.board.top} />
        {data?.rows.length === 0 && (
          <State icon="podium" title={t.board.nobody}>
            <p>{t.board.nobodyWhy}</p>
          </State>
        )}
        {data !== undefined && data.rows.length > 0 && (
          <BoardTable title={t.board.top} rows={data.rows} link={(member) => ({ to: "/admin/members/$member", params: { member } })} />
        )}
      </section>
    </>
  );
}

interface RecalculateProps {
  readonly challenge: Challenge;
  /// The board tells of it.
  readonly underWay: boolean;
}

function Recalculate({ challenge, underWay }: RecalculateProps) {
  const { api } = useApp();
  const recalculate = useMutation({
    mutationFn: () => read(api.POST("/challenges/{challenge}/recalculate", { params: { path: { challenge: challenge.id } } })),
  });
  const { isSuccess, reset } = recalculate;
  useEffect(() => {
    if (underWay && isSuccess) reset();
  }, [underWay, isSuccess, reset]);
  return (
    <>
      <ConfirmButton label={texts.recalculate} icon="redo" className="btn s" title={texts.recalculateTitle(challenge.name)} doing={recalculate}>
        <p>{texts.recalculateWhy}</p>
      </ConfirmButton>
      {isSuccess && <Note kind="info">{texts.recalculating}</Note>}
    </>
  );
}
