import { getRouteApi, Link, type LinkProps } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
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
import { comingOf, isWithdrawal, useEntered } from "./entered";
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

/// A page of the board, and which one it is.
interface Shown {
  readonly page: number;
  readonly board: Board;
}

/// The page that came last. It stays while another one is read, and if that does not come.
function useShown(page: number, board: Board | undefined): Shown | undefined {
  const [shown, setShown] = useState<Shown>();
  if (board === undefined || shown?.board === board) return shown;
  const next = { page, board };
  setShown(next);
  return next;
}

function BoardOf({ challenge }: { readonly challenge: string }) {
  const { page = 1 } = route.useSearch();
  const { api, boards } = useApp();
  const { tenant, subject: member } = useIdentity();
  const terms = useOnce(challengeOf(api, challenge));
  const query = useLive({ ...boards.page(tenant, challenge, { page, size: PAGE_ROWS }), every: beatOf });
  const shown = useShown(page, query.data);
  const entered = useEntered(member);
  const around = useAround({ api, challenge, member, version: shown?.board.version, entered });
  const crumbs = [{ label: t.me.home.title, link: { to: "/me" as const } }];
  const title = shown?.board.name ?? terms.data?.name ?? challenge;
  const lead = terms.data === undefined ? {} : { lead: ruleWords(terms.data.rule) };
  if (shown === undefined) {
    return (
      <View title={title} crumbs={crumbs} {...lead}>
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      </View>
    );
  }
  const { board } = shown;
  const rows = newest(around.data, board, member);
  const standing = rows === undefined ? undefined : standingOf(rows, member);
  const coming = comingOf(entered, challenge, standing?.mine.score);
  const comes = entered !== undefined && isWithdrawal(entered) ? texts.comingWithdrawn : texts.coming;
  return (
    <View title={title} crumbs={crumbs} {...lead}>
      <BoardNotes board={board} />
      {coming !== undefined && (
        <Note kind="ok" title={comes(coming.value, coming.goal)}>
          {texts.comingWhy}
        </Note>
      )}
      <section className="card">
        <header>
          <h2>{texts.standing}</h2>
          <AsOf board={board} />
        </header>
        {rows === undefined && <Pending of={around} what={texts.standing} rows={1} />}
        {rows !== undefined && standing === undefined && (
          <State icon="podium" title={texts.notOn}>
            <p>{texts.notOnWhy}</p>
          </State>
        )}
        {standing !== undefined && <StandingFigures of={standing} terms={terms.data} />}
      </section>
      {around.data !== undefined && around.data.rows.length > 0 && (
        <section className="card">
          <header>
            <h2>{texts.around}</h2>
          </header>
          <BoardTable title={texts.around} rows={around.data.rows} mine={member} />
        </section>
      )}
      <WholeBoard challenge={challenge} shown={shown} asked={page} query={query} member={member} mine={standing?.mine} />
    </View>
  );
}

interface WholeBoardProps {
  readonly challenge: string;
  readonly shown: Shown;
  /// The page that is asked for now.
  readonly asked: number;
  readonly query: UseQueryResult<Board>;
  readonly member: string;
  readonly mine: Board["rows"][number] | undefined;
}

/// The board page by page. The reader's own place stays in view, whatever page is shown.
function WholeBoard({ challenge, shown, asked, query, member, mine }: WholeBoardProps) {
  const { rows, total } = shown.board;
  const failed = query.data === undefined && query.errorUpdatedAt > 0;
  const page = failed ? asked : shown.page;
  const title = titleOf(page, failed ? PAGE_ROWS : rows.length);
  return (
    <section className="card">
      <header>
        <PageHeading page={page} title={title} />
      </header>
      {failed ? (
        <Pending of={query} what={title} />
      ) : rows.length > 0 ? (
        <BoardTable title={title} rows={rows} mine={member} />
      ) : (
        <State icon="podium" title={page === 1 ? t.board.nobody : texts.nobodyHere}>
          {page === 1 && <p>{t.board.nobodyWhy}</p>}
        </State>
      )}
      <Pages challenge={challenge} page={page} pages={Math.max(1, Math.ceil(total / PAGE_ROWS))} />
      {mine !== undefined && (
        <p className="own-place">
          <Chip kind="accent">{t.board.you}</Chip>
          <span className="num">{texts.ownPlace(mine.rank, total, mine.score)}</span>
        </p>
      )}
    </section>
  );
}

/// @param rows how many it has
function titleOf(page: number, rows: number): string {
  const before = (page - 1) * PAGE_ROWS;
  if (page === 1) return t.board.top;
  return rows === 0 ? texts.noPlaces : texts.places(before + 1, before + rows);
}

/// Takes the focus when another page is shown: the link that led there may be gone.
function PageHeading({ page, title }: { readonly page: number; readonly title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(page);
  useEffect(() => {
    if (seen.current === page) return;
    seen.current = page;
    heading.current?.focus();
  }, [page]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {title}
    </h2>
  );
}

function Pages({ challenge, page, pages }: { readonly challenge: string; readonly page: number; readonly pages: number }) {
  const link = (to: number): LinkProps => ({ to: "/me/challenges/$challenge", params: { challenge }, search: to === 1 ? {} : { page: to } });
  if (page === 1 && pages === 1) return null;
  return (
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
