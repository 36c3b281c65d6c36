import { getRouteApi, Link, type LinkProps } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { challengeOf, useOnce } from "../api/reads";
import type { Board, Challenge } from "../api/types";
import { useApp, useIdentity } from "../app";
import { Aged } from "../live/Aged";
import { beatOf, useLive } from "../live/Live";
import { t } from "../texts";
import { figure } from "../texts/words";
import { BoardNotes } from "../ui/BoardNotes";
import { BoardTable } from "../ui/BoardTable";
import { Chip, Note } from "../ui/Note";
import { ruleWords } from "../ui/rule";
import { Pending, State } from "../ui/states";
import { View } from "../ui/View";
import { comingOf, useEntered } from "./entered";
import { missing, newest, type Next, type Standing, standingOf } from "./standing";
import { RADIUS, useAround } from "./useAround";

const texts = t.me.board;
const route = getRouteApi("/me/challenges/$challenge");
/// The rows of a page. All members read the same pages, from the cache where there is one.
const PAGE_ROWS = 25;
/// Screen readers hear of a changed rank at most this often.
const ANNOUNCED_MILLIS = 10_000;

/// A challenge's board as a member sees it: where it stands, those around it, and all of it, page by
/// page.
export function BoardPage() {
  const { challenge } = route.useParams();
  // Of another challenge nothing is kept.
  return <BoardOf key={challenge} challenge={challenge} />;
}

function BoardOf({ challenge }: { readonly challenge: string }) {
  const { page = 1 } = route.useSearch();
  const { api, boards } = useApp();
  const { tenant, subject: member } = useIdentity();
  const terms = useOnce(challengeOf(api, challenge));
  const board = useLive({ ...boards.page(tenant, challenge, { page, size: PAGE_ROWS }), every: beatOf, keepsLast: true });
  const entered = useEntered(member);
  const around = useAround({ api, challenge, member, version: board.data?.version, entered });
  const crumbs = [{ label: t.me.home.title, link: { to: "/me" as const } }];
  const title = board.data?.name ?? terms.data?.name ?? challenge;
  const lead = terms.data === undefined ? {} : { lead: ruleWords(terms.data.rule) };
  if (board.data === undefined || around.data === undefined) {
    const again = (): void => {
      void board.refetch();
      void around.refetch();
    };
    return (
      <View title={title} crumbs={crumbs} {...lead}>
        <div className="card">
          <Pending of={{ data: undefined, error: board.error ?? around.error, refetch: again }} what={texts.what} />
        </div>
      </View>
    );
  }
  const { rows } = around.data;
  const isFirst = page === 1 && !board.isPlaceholderData;
  const standing = standingOf(isFirst ? newest(around.data, board.data, member) : rows, member);
  const coming = comingOf(entered, challenge, standing?.mine.score);
  return (
    <View title={title} crumbs={crumbs} {...lead}>
      <BoardNotes board={board.data} />
      {coming !== undefined && (
        <Note kind="ok" title={texts.coming(coming.value, coming.goal)}>
          {texts.comingWhy}
        </Note>
      )}
      <section className="card">
        <header>
          <h2>{texts.standing}</h2>
          <AsOf board={board.data} />
        </header>
        {standing === undefined ? (
          <State icon="podium" title={texts.notOn}>
            <p>{texts.notOnWhy}</p>
          </State>
        ) : (
          <StandingFigures of={standing} terms={terms.data} />
        )}
      </section>
      {standing !== undefined && (
        <section className="card">
          <header>
            <h2>{texts.around}</h2>
          </header>
          <BoardTable title={texts.around} rows={rows} mine={member} />
        </section>
      )}
      <WholeBoard challenge={challenge} board={board.data} page={page} member={member} mine={standing?.mine} />
    </View>
  );
}

interface WholeBoardProps {
  readonly challenge: string;
  readonly board: Board;
  readonly page: number;
  readonly member: string;
  readonly mine: Board["rows"][number] | undefined;
}

/// The board page by page. The reader's own place stays in view, whatever page is shown.
function WholeBoard({ challenge, board: { rows, total }, page, member, mine }: WholeBoardProps) {
  const before = (page - 1) * PAGE_ROWS;
  const title = page === 1 ? t.board.top : texts.places(before + 1, Math.max(before + 1, Math.min(before + PAGE_ROWS, total)));
  const link = (to: number): LinkProps => ({ to: "/me/challenges/$challenge", params: { challenge }, search: to === 1 ? {} : { page: to } });
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
      </header>
      {rows.length > 0 && <BoardTable title={title} rows={rows} mine={member} />}
      {rows.length === 0 && (
        <State icon="podium" title={page === 1 ? t.board.nobody : texts.nobodyHere}>
          {page === 1 && <p>{t.board.nobodyWhy}</p>}
        </State>
      )}
      {(page > 1 || page < pages) && (
        <div className="pager">
          {page > 1 && (
            <Link {...link(Math.min(page - 1, pages))} className="btn s" resetScroll={false}>
              {texts.pageBefore}
            </Link>
          )}
          {page < pages && (
            <Link {...link(page + 1)} className="btn s" resetScroll={false}>
              {texts.pageAfter}
            </Link>
          )}
        </div>
      )}
      {mine !== undefined && (
        <p className="own-place">
          <Chip kind="accent">{t.board.you}</Chip>
          <span className="num">{texts.ownPlace(mine.rank, total, mine.score)}</span>
        </p>
      )}
    </section>
  );
}

/// How many are on the board, and of when it is.
function AsOf({ board: { as_of: at, total } }: { readonly board: Board }) {
  if (at === undefined) return null;
  return (
    <span className="dim small">
      <Aged at={at} words={(age) => t.board.asOf(total, age)} />
    </span>
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
