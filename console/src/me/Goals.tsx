import { Link } from "@tanstack/react-router";
import { read } from "../api/client";
import { challengesOf, useOnce } from "../api/reads";
import { memberSegment } from "../api/segment";
import type { Entered, Ledger, Progress } from "../api/types";
import { useApp, useIdentity } from "../app";
import { BEAT_MILLIS, useLive } from "../live/Live";
import { t } from "../texts";
import { figure } from "../texts/words";
import { day } from "../ui/format";
import { Chip } from "../ui/Note";
import { Empty, Pending, ProblemNote } from "../ui/states";
import { View } from "../ui/View";
import { readAround, rewardsOf } from "./calls";
import { ahead, useEntered } from "./entered";
import { RewardChip, rewardWords } from "./rewards";
import { missing } from "./standing";

const texts = t.me.home;

/// This view asks for two answers and one for each challenge, and no cache has them. So it asks
/// seldom, but soon after an own entry, whose effect is about to be stored.
function beatFor(entered: Entered | undefined): number {
  return entered === undefined ? BEAT_MILLIS.slow : BEAT_MILLIS.list;
}

/// The member's challenges: score, goal, rank and rewards of each.
export function Goals() {
  const { api } = useApp();
  const member = useIdentity().subject;
  const path = { member: memberSegment(member) };
  const entered = useEntered(member);
  const every = (): number => beatFor(entered);
  const progress = useLive({
    key: ["progress", member],
    read: (signal) => read(api.GET("/members/{member}/progress", { params: { path }, signal })),
    every,
  });
  const rewards = useLive({ ...rewardsOf(api, member), every });
  const { data } = progress;
  return (
    <View title={texts.title} lead={rewards.data === undefined ? texts.lead : texts.points(rewards.data.points)}>
      {rewards.data === undefined && <ProblemNote failure={rewards.error} />}
      {data === undefined && (
        <div className="card">
          <Pending of={progress} what={texts.what} />
        </div>
      )}
      {data?.challenges.length === 0 && (
        <div className="card">
          <Empty icon="flag" title={texts.empty}>
            <p>{texts.emptyWhy}</p>
          </Empty>
        </div>
      )}
      {data !== undefined && data.challenges.length > 0 && (
        <ul className="goals">
          {ahead(data.challenges, entered).map((each) => (
            <li key={each.challenge} className="card">
              <Goal of={each} ledger={rewards.data?.challenges.find(({ challenge }) => challenge === each.challenge)} />
            </li>
          ))}
        </ul>
      )}
    </View>
  );
}

function Goal({ of, ledger }: { readonly of: Progress; readonly ledger: Ledger | undefined }) {
  const left = missing(of.value, of.goal);
  return (
    <>
      <header>
        <h2>
          <Link to="/me/challenges/$challenge" params={{ challenge: of.challenge }} className="title-link" translate="no">
            {of.name}
          </Link>
        </h2>
        <Chip kind={of.state === "running" ? "ok" : undefined}>{texts.states[of.state]}</Chip>
      </header>
      <div className="goal">
        <Ring percent={of.percent} />
        <dl className="facts">
          <dt>{texts.score}</dt>
          <dd className="strong">{texts.scoreOf(of.value, of.goal)}</dd>
          <dt>{texts.missing}</dt>
          <dd>{left === undefined ? texts.reached : figure(left)}</dd>
          <dt>{texts.rank}</dt>
          <dd>
            <Rank challenge={of.challenge} />
          </dd>
          <dt>{texts.days}</dt>
          <dd>
            {figure(of.days)}
            {of.state === "running" && of.current_streak > 1 && <span className="dim small sub">{texts.streak(of.current_streak)}</span>}
          </dd>
          <dt>{t.time.period}</dt>
          <dd>{t.time.fromTo(day(of.start), day(of.end))}</dd>
        </dl>
      </div>
      {ledger !== undefined && ledger.rewards.length > 0 && <Rewards of={ledger} name={of.name} />}
    </>
  );
}

/// How much of the goal is reached, as a ring that is full at 100 %.
function Ring({ percent }: { readonly percent: number }) {
  return (
    <svg className="ring" viewBox="0 0 96 96" role="img" aria-label={texts.ring(percent)}>
      <circle cx="48" cy="48" r="42" />
      <circle className="edge" cx="48" cy="48" r="47" />
      <circle className="part" cx="48" cy="48" r="42" pathLength={100} strokeDasharray="100 100" strokeDashoffset={100 - Math.min(100, percent)} />
      <text x="48" y="48" aria-hidden="true">
        {texts.percent(percent)}
      </text>
    </svg>
  );
}

function Rank({ challenge }: { readonly challenge: string }) {
  const { api } = useApp();
  const member = useIdentity().subject;
  const entered = useEntered(member);
  const { data, error } = useLive({
    key: ["around", challenge, member, 0],
    read: (signal) => readAround(api, challenge, member, 0, signal),
    every: () => beatFor(entered),
  });
  if (data === undefined) return error === null ? null : <span className="dim">{texts.unknownRank}</span>;
  const mine = data?.rows[0];
  return mine === undefined ? <span className="dim">{texts.noRank}</span> : texts.rankOf(mine.rank, data?.total ?? mine.rank);
}

/// What was granted, and what was taken back because a correction took the score below its mark.
function Rewards({ of, name }: { readonly of: Ledger; readonly name: string }) {
  const { api } = useApp();
  const { data } = useOnce(challengesOf(api));
  const terms = data?.challenges.find(({ id }) => id === of.challenge);
  return (
    <ul className="rewards" aria-label={texts.rewards(name)}>
      {of.rewards.map(({ reward, state, points }) => (
        <li key={reward}>
          <RewardChip state={state}>{texts.reward(rewardWords(reward, terms), points)}</RewardChip>
        </li>
      ))}
    </ul>
  );
}
