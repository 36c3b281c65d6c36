import { Link, type LinkProps } from "@tanstack/react-router";
import type { ActivityDay } from "../api/types";
import { t } from "../texts";
import { figure } from "../texts/words";
import { day } from "./format";
import { type Month, monthName, shifted } from "./month";
import { Chip } from "./Note";
import { numeric, Table } from "./Table";

const texts = t.days;
const COLUMNS = [texts.day, texts.metric, numeric(texts.value), texts.why, texts.sources];

interface DaysTableProps {
  readonly title: string;
  readonly days: readonly ActivityDay[];
  /// Corrects a day, for those who may.
  readonly correct?: ((of: ActivityDay) => void) | undefined;
  /// Withdraws what the member entered, for the member.
  readonly withdraw?: ((of: ActivityDay, value: number) => void) | undefined;
}

/// What somebody entered by hand comes from this source.
const MANUAL = "manual";

/// A member's days: what each source says, and what counts.
export function DaysTable({ title, days, correct, withdraw }: DaysTableProps) {
  const acts = correct === undefined ? (withdraw === undefined ? undefined : texts.withdraw) : texts.correct;
  return (
    <Table label={title} columns={acts === undefined ? COLUMNS : [...COLUMNS, { words: <span className="sr">{acts}</span> }]}>
      {days.map((of) => (
        <tr key={`${of.date} ${of.metric}`} className="hit">
          <td>{day(of.date)}</td>
          <td>{of.metric}</td>
          <td className="n strong">{of.counting.value === undefined ? <span className="dim">{texts.nothing}</span> : figure(of.counting.value)}</td>
          <td className="soft">{texts.reasons[of.counting.why]}</td>
          <td>
            <Sources of={of} />
          </td>
          {correct !== undefined && (
            <td>
              <button type="button" className="btn ghost s" aria-label={texts.correctDay(day(of.date), of.metric)} onClick={() => correct(of)}>
                {texts.correct}
              </button>
            </td>
          )}
          {withdraw !== undefined && (
            <td>
              <Withdraw of={of} withdraw={withdraw} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function Withdraw({ of, withdraw }: { readonly of: ActivityDay; readonly withdraw: (of: ActivityDay, value: number) => void }) {
  const own = of.sources.find(({ source }) => source === MANUAL)?.value;
  if (own === undefined) return null;
  return (
    <button type="button" className="btn ghost s" aria-label={texts.withdrawDay(figure(own), of.metric, day(of.date))} onClick={() => withdraw(of, own)}>
      {texts.withdraw}
    </button>
  );
}

function Sources({ of: { sources } }: { readonly of: ActivityDay }) {
  return (
    <span className="row wrap">
      {sources.map(({ source, value, counts }) => (
        <Chip key={source} kind={counts ? "ok" : "info"} icon={counts ? "check" : undefined}>
          <span translate="no">{source}</span> {value === undefined ? texts.withdrawn : figure(value)}
          <span className="sr">{counts ? texts.counts : texts.countsNot}</span>
        </Chip>
      ))}
    </span>
  );
}

/// To the months before and after.
export function MonthPager({ month, link }: { readonly month: Month; readonly link: (month: Month) => LinkProps }) {
  return (
    <div className="pager">
      {[shifted(month, -1), shifted(month, 1)].map((other) => (
        <Link key={other} {...link(other)} className="btn s" replace resetScroll={false}>
          {monthName(other)}
        </Link>
      ))}
    </div>
  );
}
