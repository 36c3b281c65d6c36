import { Link } from "@tanstack/react-router";
import { challengesOf, useOnce } from "../api/reads";
import type { Challenge, Ledger } from "../api/types";
import { useApp, useIdentity } from "../app";
import { BEAT_MILLIS, useLive } from "../live/Live";
import { t } from "../texts";
import { figure } from "../texts/words";
import { Empty, Pending } from "../ui/states";
import { numeric, Table } from "../ui/Table";
import { View } from "../ui/View";
import { rewardsOf } from "./calls";
import { RewardChip, rewardWords } from "./rewards";

const texts = t.me.rewards;
const COLUMNS = [texts.challenge, texts.reward, texts.state, numeric(texts.points)];

/// The member's points: what each was granted for, and what was taken back.
export function RewardsPage() {
  const { api } = useApp();
  const member = useIdentity().subject;
  const rewards = useLive({ ...rewardsOf(api, member), every: () => BEAT_MILLIS.list });
  const { data: defined } = useOnce(challengesOf(api));
  const { data } = rewards;
  const ledgers = data?.challenges.filter((ledger) => ledger.rewards.length > 0) ?? [];
  return (
    <View title={texts.title} lead={data === undefined ? texts.lead : t.me.home.points(data.points)}>
      <div className="card">
        <Pending of={rewards} what={texts.what} />
        {data !== undefined && ledgers.length === 0 && (
          <Empty
            icon="gift"
            title={texts.empty}
            actions={
              <Link to="/me" className="btn go">
                {texts.toChallenges}
              </Link>
            }
          >
            <p>{texts.emptyWhy}</p>
          </Empty>
        )}
        {ledgers.length > 0 && <Ledgers ledgers={ledgers} defined={defined?.challenges ?? []} />}
      </div>
    </View>
  );
}

function Ledgers({ ledgers, defined }: { readonly ledgers: readonly Ledger[]; readonly defined: readonly Challenge[] }) {
  return (
    <Table label={texts.table} columns={COLUMNS}>
      {ledgers.flatMap(({ challenge, rewards }) => {
        const terms = defined.find(({ id }) => id === challenge);
        return rewards.map(({ reward, state, points }) => (
          <tr key={`${challenge} ${reward}`} className="hit">
            <td>
              <Link to="/me/challenges/$challenge" params={{ challenge }} className="title-link" translate="no">
                {terms?.name ?? challenge}
              </Link>
            </td>
            <td>{rewardWords(reward, terms)}</td>
            <td>
              <RewardChip state={state} />
            </td>
            <td className="n strong">{state === "granted" ? figure(points) : <s>{figure(points)}</s>}</td>
          </tr>
        ));
      })}
    </Table>
  );
}
