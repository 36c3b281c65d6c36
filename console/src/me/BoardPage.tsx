import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { challengeOf, useOnce } from "../api/reads";
import type { Board, Challenge } from "../api/types";
import { useApp, useIdentity } from "../app";
import { Aged } from "../live/Aged";
import { BEAT_MILLIS, useLive } from "../live/Live";
import { t } from "../texts";
import { figure } from "../texts/words";
import { BoardTable } from "../ui/BoardTable";
import { Note } from "../ui/Note";
import { ruleWords } from "../ui/rule";
import { Pending, State } from "../ui/states";
import { View } from "../ui/View";
import { readAround } from "./calls";
import { useEntered } from "./entered";
import { missing, type Next, type Standing, standingOf } from "./standing";

const texts = t.me.board;
const route = getRouteApi("/me/challenges/$challenge");
const RADIUS = 5;
/// Screen readers hear of a changed rank at most this often.
const ANNOUNCED_MILLIS = 10_000;

/// A challenge's board as a member sees it: where it stands, those around it, and the top.
export function BoardPage() {
  const { challenge } = route.useParams();
  const { api, boards } = useApp();
  const { tenant, subject: member } = useIdentity();
  const terms = useOnce(challengeOf(api, challenge));
  const top = useLive({ ...boards.top(tenant, challenge), every: () => BEAT_MILLIS.live });
  const around = useLive({
    key: ["around", challenge, member, RADIUS],
    read: (signal) => readAround(api, challenge, member, RADIUS, signal),
    every: () => BEAT_MILLIS.live,
  });
  const entered = useEntered(member);
  const crumbs = [{ label: t.me.home.title, link: { to: "/me" as const } }];
  const title = top.data?.name ?? terms.data?.name ?? challenge;
  const lead = terms.data === undefined ? {} : { lead: ruleWords(terms.data.rule) };
  if (top.data === undefined || around.data === undefined) {
    const again = (): void => {
      void top.refetch();
      void around.refetch();
    };
    return (
      <View title={title} crumbs={crumbs} {...lead}>
        <div className="card">
          <Pending of={{ data: undefined, error: top.error ?? around.error, refetch: again }} what={texts.what} />
        </div>
      </View>
    );
  }
  const rows = around.data?.rows ?? [];
  const standing = standingOf(rows, member);
  const coming = entered?.progress.find((progress) => progress.challenge === challenge && progress.value !== standing?.mine.score);
  const { recalculation, total } = top.data;
  return (
    <View title={title} crumbs={crumbs} {...lead}>
      {recalculation !== undefined && <Note kind="info">{texts.recalculating(recalculation.parts_done, recalculation.parts)}</Note>}
      {coming !== undefined && (
        <Note kind="ok" title={texts.coming(coming.value, coming.goal)}>
          {texts.comingWhy}
        </Note>
      )}
      <section className="card">
        <header>
          <h2>{texts.standing}</h2>
          {top.data.as_of !== undefined && (
            <span className="dim small">
              <Aged at={top.data.as_of} words={(age) => t.board.asOf(total, age)} />
            </span>
          )}
        </header>
        {standing === undefined ? (
          <State icon="podium" title={texts.notOn}>
            <p>{texts.notOnWhy}</p>
          </State>
        ) : (
          <StandingFigures of={standing} terms={terms.data} />
        )}
      </section>
      {standing !== undefined && <Rows title={texts.around} rows={rows} member={member} />}
      {top.data.rows.length > 0 ? (
        <Rows title={t.board.top} rows={top.data.rows} member={member} />
      ) : (
        <div className="card">
          <State icon="podium" title={t.board.nobody}>
            <p>{t.board.nobodyWhy}</p>
          </State>
        </div>
      )}
    </View>
  );
}

function StandingFigures({ of: { mine, next, shared }, terms }: { readonly of: Standing; readonly terms: Challenge | undefined }) {
  const left = terms === undefined ? undefined : missing(mine.score, terms.goal);
  return (
    <>
      <dl className="figures">
        <div>
          <dt>{t.board.rank}</dt>
          <dd>
            {figure(mine.rank)}
            {shared && <small>{texts.shared}</small>}
          </dd>
        </div>
        <div>
          <dt>{t.board.score}</dt>
          <dd>{figure(mine.score)}</dd>
        </div>
        <div>
          <dt>{next.is === "rank" ? texts.toRank(next.rank) : texts.toNext}</dt>
          <dd>{next.is === "rank" ? figure(next.missing) : <small>{nextWords(next)}</small>}</dd>
        </div>
        {terms !== undefined && (
          <div>
            <dt>{t.me.home.missing}</dt>
            <dd>{left === undefined ? <small>{t.me.home.reached}</small> : figure(left)}</dd>
          </div>
        )}
      </dl>
      <RankAnnounced rank={mine.rank} />
    </>
  );
}

function nextWords(next: Exclude<Next, { is: "rank" }>): string {
  return next.is === "first" ? texts.first : texts.beyond(RADIUS);
}

/// Screen readers hear when the reader's own rank changes, and of nothing else on the board.
function RankAnnounced({ rank }: { readonly rank: number }) {
  const [said, setSaid] = useState(rank);
  const saidAt = useRef(0);
  useEffect(() => {
    if (rank === said) return;
    const say = (): void => {
      saidAt.current = Date.now();
      setSaid(rank);
    };
    const timer = setTimeout(say, Math.max(0, saidAt.current + ANNOUNCED_MILLIS - Date.now()));
    return () => clearTimeout(timer);
  }, [rank, said]);
  return (
    <p className="sr" role="status">
      {texts.yourRank(said)}
    </p>
  );
}

function Rows({ title, rows, member }: { readonly title: string; readonly rows: Board["rows"]; readonly member: string }) {
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
      </header>
      <BoardTable title={title} rows={rows} mine={member} />
    </section>
  );
}
