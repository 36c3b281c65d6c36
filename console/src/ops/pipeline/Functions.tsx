import { t } from "../../texts";
import { figure } from "../../texts/words";
import { clockTime, span } from "../../ui/format";
import type { IconName } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";
import { numeric, Table } from "../../ui/Table";
import { MinuteBars } from "./MinuteBars";
import type { Health, Work } from "./work";

const texts = t.ops.pipeline;
const COLUMNS = [
  texts.function,
  texts.state,
  texts.minutes,
  numeric(texts.invocations),
  numeric(texts.failedShort),
  numeric(texts.throttledShort),
  numeric(texts.running),
  numeric(texts.lag),
];

const SIGNS: Record<Health, readonly [Kind | undefined, IconName]> = {
  unknown: [undefined, "clock"],
  fine: ["ok", "check"],
  full: ["warn", "alert"],
  failing: ["warn", "alert"],
  late: ["warn", "clock"],
  throttled: ["bad", "alert"],
};

/// What each function did in the last 15 minutes.
export function Functions({ works, measuredAt }: { readonly works: readonly Work[]; readonly measuredAt: string }) {
  return (
    <div className="card">
      <Table label={texts.functions} columns={COLUMNS}>
        {works.map((work) => (
          <Row key={work.function} work={work} />
        ))}
      </Table>
      <p className="pad dim small">
        {texts.measuredWhy(clockTime(measuredAt))}{" "}
        {(["ran", "failed", "throttled"] as const).map((part) => (
          <span key={part} className="nowrap">
            <i className={`key bar-${part}`} />
            {texts.legend[part]}{" "}
          </span>
        ))}
      </p>
    </div>
  );
}

function Row({ work }: { readonly work: Work }) {
  const [kind, icon] = SIGNS[work.health];
  return (
    <tr>
      <td translate="no" className="strong">
        {work.function}
      </td>
      <td>
        <Chip kind={kind} icon={icon}>
          {texts.healths[work.health]}
        </Chip>
      </td>
      <td>
        <MinuteBars of={work} />
      </td>
      <td className="n">{figure(work.invocations)}</td>
      <td className={work.failed > 0 ? "n is-warn" : "n"}>{figure(work.failed)}</td>
      <td className={work.throttled > 0 ? "n is-bad" : "n"}>{figure(work.throttled)}</td>
      <td className="n">{work.cap === undefined ? figure(work.running ?? 0) : texts.of(work.running ?? 0, work.cap)}</td>
      <td className={work.health === "late" ? "n is-warn" : "n"}>{work.lagMillis === undefined ? null : span(work.lagMillis)}</td>
    </tr>
  );
}
