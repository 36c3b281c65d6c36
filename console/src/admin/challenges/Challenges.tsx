import { Link } from "@tanstack/react-router";
import { challengesOf } from "../../api/reads";
import type { Challenge } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { figure } from "../../texts/words";
import { day } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";
import { ruleWords } from "../../ui/rule";
import { Empty, Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { lifeOf } from "./words";

const texts = t.admin.challenges;
const KINDS: Record<ReturnType<typeof lifeOf>, Kind | "accent" | undefined> = { upcoming: "info", running: "ok", late: "warn", ended: undefined };
const ORDER = ["running", "late", "upcoming", "ended"] as const;
const COLUMNS = [texts.name, texts.state, texts.counts, numeric(texts.goal), t.time.period];

export function LifeChip({ challenge }: { readonly challenge: Challenge }) {
  const life = lifeOf(challenge);
  const kind = KINDS[life];
  return <Chip kind={kind}>{texts.life[life]}</Chip>;
}

export function Challenges() {
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const query = useLive({
    ...challengesOf(api),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  const create = manages && (
    <Link to="/admin/challenges/new" className="btn go">
      <Icon name="plus" />
      {texts.create}
    </Link>
  );
  const running = data?.challenges.filter((challenge) => lifeOf(challenge) === "running").length ?? 0;
  const sorted = data?.challenges.toSorted(
    (one, other) => ORDER.indexOf(lifeOf(one)) - ORDER.indexOf(lifeOf(other)) || other.period.start.localeCompare(one.period.start),
  );
  return (
    <View title={texts.title} lead={data === undefined ? texts.lead : texts.running(running)} actions={create}>
      <div className="card">
        <Pending of={query} what={texts.what} />
        {sorted?.length === 0 && (
          <Empty icon="flag" title={texts.empty} actions={create}>
            <p>{texts.emptyWhy}</p>
          </Empty>
        )}
        {sorted !== undefined && sorted.length > 0 && (
          <Table label={texts.title} columns={COLUMNS} className="cards">
            {sorted.map((challenge) => (
              <tr key={challenge.id} className="hit">
                <td>
                  <Link to="/admin/challenges/$challenge" params={{ challenge: challenge.id }} className="title-link" translate="no">
                    {challenge.name}
                  </Link>
                  <span className="sub mono" translate="no">
                    {challenge.id}
                  </span>
                </td>
                <td>
                  <LifeChip challenge={challenge} />
                </td>
                <td className="soft">{ruleWords(challenge.rule)}</td>
                <td className="n">{figure(challenge.goal)}</td>
                <td>{t.time.fromTo(day(challenge.period.start), day(challenge.period.end))}</td>
              </tr>
            ))}
          </Table>
        )}
      </div>
    </View>
  );
}
