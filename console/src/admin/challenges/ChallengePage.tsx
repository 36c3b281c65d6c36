import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { read } from "../../api/client";
import type { Challenge } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { Aged } from "../../live/Aged";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { count, figure } from "../../texts/words";
import { Confirm } from "../../ui/Dialog";
import { day } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Note } from "../../ui/Note";
import { Scroll } from "../../ui/Scroll";
import { Failed, Loading, ProblemNote, State } from "../../ui/states";
import { View } from "../../ui/View";
import { LifeChip } from "./Challenges";
import { daysOf } from "./definition";
import { ruleWords } from "./words";

const texts = t.admin.challenge;
const route = getRouteApi("/admin/challenges/$challenge");
const TOP = 10;

export function ChallengePage() {
  const { challenge: id } = route.useParams();
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const { data, error, refetch } = useLive({
    key: ["challenge", id],
    read: (signal) => read(api.GET("/challenges/{challenge}", { params: { path: { challenge: id } }, signal })),
    every: () => BEAT_MILLIS.list,
  });
  const crumbs = [{ label: t.admin.challenges.title, link: { to: "/admin/challenges" as const } }];
  if (data === undefined) {
    return (
      <View title={id} crumbs={crumbs}>
        <div className="card">
          {error === null ? <Loading what={id} /> : <Failed what={texts.what} failure={error} again={() => void refetch()} />}
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
            <dt>{t.admin.challenges.period}</dt>
            <dd>
              {t.admin.challenges.fromTo(day(data.period.start), day(data.period.end))}{" "}
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
    key: ["board", challenge.id, TOP],
    read: (signal) =>
      read(api.GET("/challenges/{challenge}/board", { params: { path: { challenge: challenge.id }, query: { top: TOP } }, signal })),
    every: () => BEAT_MILLIS.live,
  });
  const { data, error } = board;
  return (
    <section className="card">
      <header>
        <h2>{texts.board}</h2>
        {data?.as_of !== undefined && <span className="dim small"><Aged at={data.as_of} words={(age) => texts.boardOf(data.total, age)} /></span>}
        {manages && <Recalculate challenge={challenge} />}
      </header>
      {data === undefined && error === null && <Loading what={texts.board} />}
      {data === undefined && error !== null && <Failed what={texts.board} failure={error} again={() => void board.refetch()} />}
      {data?.rows.length === 0 && (
        <State icon="podium" title={texts.nobody}>
          <p>{texts.nobodyWhy}</p>
        </State>
      )}
      {data !== undefined && data.rows.length > 0 && (
        <Scroll label={texts.board}>
          <table className="num">
            <caption className="sr">{texts.board}</caption>
            <thead>
              <tr>
                <th scope="col" className="n">
                  {texts.rank}
                </th>
                <th scope="col">{t.admin.members.member}</th>
                <th scope="col">{t.admin.members.team}</th>
                <th scope="col" className="n">
                  {texts.score}
                </th>
                <th scope="col" className="n">
                  {texts.days}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.member} className="hit">
                  <td className="n">{figure(row.rank)}</td>
                  <td>
                    <Link to="/admin/members/$member" params={{ member: row.member }} className="title-link" translate="no">
                      {row.name}
                    </Link>
                  </td>
                  <td translate="no">{row.team}</td>
                  <td className="n strong">{figure(row.score)}</td>
                  <td className="n">{figure(row.days)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function Recalculate({ challenge }: { readonly challenge: Challenge }) {
  const { api } = useApp();
  const [asks, setAsks] = useState(false);
  const recalculate = useMutation({
    mutationFn: () => read(api.POST("/challenges/{challenge}/recalculate", { params: { path: { challenge: challenge.id } } })),
    onSuccess: () => setAsks(false),
  });
  return (
    <>
      <button type="button" className="btn s" onClick={() => setAsks(true)}>
        <Icon name="redo" />
        {texts.recalculate}
      </button>
      {recalculate.isSuccess && <Note kind="info">{texts.recalculating}</Note>}
      {asks && (
        <Confirm
          title={texts.recalculateTitle(challenge.name)}
          act={texts.recalculate}
          busy={recalculate.isPending}
          close={() => setAsks(false)}
          confirm={() => recalculate.mutate()}
        >
          <p>{texts.recalculateWhy}</p>
          <ProblemNote failure={recalculate.error} />
        </Confirm>
      )}
    </>
  );
}
