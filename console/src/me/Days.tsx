import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { read } from "../api/client";
import { serverNow } from "../api/clock";
import { problemOf } from "../api/problem";
import { challengesOf, settingsOf, useOnce } from "../api/reads";
import { memberSegment } from "../api/segment";
import type { ActivityDay, Entered, Entry as EntryOrder, Metric } from "../api/types";
import { useApp, useIdentity } from "../app";
import { BEAT_MILLIS, useLive } from "../live/Live";
import { t } from "../texts";
import { figure, sentence } from "../texts/words";
import { Confirm } from "../ui/Dialog";
import { DaysTable, MonthPager } from "../ui/DaysTable";
import { SelectField, TextField } from "../ui/Field";
import { dateIn, day, parseFigure } from "../ui/format";
import { firstDay, lastDay, monthName, monthOf } from "../ui/month";
import { Note } from "../ui/Note";
import { metricsOf } from "../ui/rule";
import { EmptyFiltered, Pending, ProblemNote, State } from "../ui/states";
import { View } from "../ui/View";
import { keepEntered } from "./entered";

const texts = t.me.days;
const route = getRouteApi("/me/days");
const ALL = "";

/// Sends one of the member's own values, or withdraws it.
function useEnter() {
  const { api } = useApp();
  const member = useIdentity().subject;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entry: EntryOrder) =>
      read(api.POST("/members/{member}/activity", { params: { path: { member: memberSegment(member) } }, body: { entries: [entry] } })),
    onSuccess: (entered) => {
      keepEntered(queries, member, entered);
      for (const key of ["days", "progress", "rewards"]) void queries.invalidateQueries({ queryKey: [key, member] });
    },
  });
}

/// A month of the member's days, and entering a value.
export function Days() {
  const { api } = useApp();
  const member = useIdentity().subject;
  const search = route.useSearch();
  const navigate = useNavigate();
  const month = monthOf(search.month);
  const title = t.days.month(monthName(month));
  const metric = search.metric;
  const settings = useOnce(settingsOf(api));
  const query = { from: firstDay(month), to: lastDay(month), ...(metric === undefined ? {} : { metric }) };
  const days = useLive({
    key: ["days", member, month, metric],
    read: (signal) => read(api.GET("/members/{member}/days", { params: { path: { member: memberSegment(member) }, query }, signal })),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = days;
  // What became of the last one is told, whichever it was.
  const store = useEnter();
  const withdraw = useEnter();
  const [withdraws, setWithdraws] = useState<{ readonly of: ActivityDay; readonly value: number }>();
  const closeWithdraw = (): void => {
    setWithdraws(undefined);
    withdraw.reset();
  };
  const withdrawn = (): void => {
    setWithdraws(undefined);
    store.reset();
  };
  const show = (chosen: string | undefined): void => void navigate({ to: "/me/days", search: { month: search.month, metric: chosen }, replace: true, resetScroll: false });
  const metrics = settings.data?.metrics.map(({ id }) => id) ?? [];
  const shown = metric === undefined || metrics.includes(metric) ? metrics : [...metrics, metric];
  return (
    <View title={texts.title} lead={data === undefined ? texts.lead : `${texts.lead} ${texts.zone(data.time_zone)}`}>
      {settings.data === undefined && (
        <div className="card">
          <Pending of={settings} what={texts.settings} />
        </div>
      )}
      {settings.data?.own_entries === false && <Note kind="info">{texts.off}</Note>}
      {settings.data?.own_entries === true && <Entry metrics={settings.data.metrics} zone={data?.time_zone} store={store} begins={withdraw.reset} />}
      <section className="card">
        <header>
          <h2>{title}</h2>
          <SelectField
            label={texts.filter}
            value={metric ?? ALL}
            options={[[ALL, texts.all], ...shown.map((id) => [id, id] as const)]}
            change={(chosen) => show(chosen === ALL ? undefined : chosen)}
          />
        </header>
        <Pending of={days} what={title} />
        {data?.days.length === 0 && metric === undefined && <State icon="days" title={t.days.none(monthName(month))} />}
        {data?.days.length === 0 && metric !== undefined && <EmptyFiltered filters={1} clear={() => show(undefined)} />}
        <div role="status">{withdraw.data !== undefined && <div className="pad"><Answer of={withdraw.data} /></div>}</div>
        {data !== undefined && data.days.length > 0 && (
          <DaysTable
            days={data.days}
            title={title}
            withdraw={settings.data?.own_entries === true ? (of, value) => setWithdraws({ of, value }) : undefined}
          />
        )}
        <MonthPager month={month} link={(other) => ({ to: "/me/days", search: { month: other, metric } })} />
      </section>
      {withdraws !== undefined && (
        <Confirm
          title={texts.withdrawTitle(figure(withdraws.value), withdraws.of.metric, day(withdraws.of.date))}
          act={texts.withdrawAct}
          keep={texts.keep}
          risk
          busy={withdraw.isPending}
          close={closeWithdraw}
          confirm={() => withdraw.mutate({ date: withdraws.of.date, metric: withdraws.of.metric, withdraw: true }, { onSuccess: withdrawn })}
        >
          <p>{texts.withdrawWhy}</p>
          <ProblemNote failure={withdraw.error} />
        </Confirm>
      )}
    </View>
  );
}

interface EntryProps {
  readonly metrics: readonly Metric[];
  /// The member's time zone, as soon as it is known: it says which day is today.
  readonly zone: string | undefined;
  readonly store: ReturnType<typeof useEnter>;
  /// A value is about to be sent.
  readonly begins: () => void;
}

/// The member's own value of a day, and what became of it.
function Entry({ metrics, zone, store, begins }: EntryProps) {
  const { api } = useApp();
  const [typedDate, setDate] = useState<string>();
  const [chosen, setMetric] = useState<string>();
  const [value, setValue] = useState("");
  const date = typedDate ?? dateIn(zone, serverNow());
  const { data: challenges } = useOnce(challengesOf(api));
  const counted = challenges?.challenges.flatMap(({ rule }) => metricsOf(rule)) ?? [];
  // Most enter what a challenge counts.
  const metric = metrics.find(({ id }) => id === chosen) ?? metrics.find(({ id }) => counted.includes(id)) ?? metrics[0];
  const number = parseFigure(value);
  const problem = problemOf(store.error);
  const valueFault = value !== "" && number === undefined ? t.fields.noNumber : problem?.field("entries/0/value");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (metric === undefined || number === undefined) return;
    begins();
    // What was typed since then stays.
    store.mutate({ date, metric: metric.id, value: number }, { onSuccess: () => setValue((typed) => (typed === value ? "" : typed)) });
  };
  return (
    <section className="card">
      <header>
        <h2>{texts.enter}</h2>
      </header>
      <form className="pad stack" onSubmit={submit}>
        <p className="soft">{texts.enterWhy}</p>
        <div className="grid">
          <TextField label={texts.date} type="date" value={date} change={setDate} fault={problem?.field("entries/0/date")} />
          <SelectField
            label={texts.metric}
            value={metric?.id ?? ""}
            options={metrics.map(({ id }) => [id, id] as const)}
            change={setMetric}
            fault={problem?.field("entries/0/metric")}
          />
          <TextField
            label={texts.value}
            value={value}
            change={setValue}
            inputMode="decimal"
            fault={valueFault}
            unit={metric?.unit}
          />
        </div>
        <div className="row">
          <button type="submit" className="btn go" disabled={store.isPending || date === "" || number === undefined}>
            {texts.act}
          </button>
        </div>
        <ProblemNote failure={store.error} />
        <div role="status">{store.data !== undefined && <Answer of={store.data} />}</div>
      </form>
    </section>
  );
}

function Told({ of: { date, metric, value, outcome, counts, day: now } }: { readonly of: Entered["entries"][number] }) {
  const standing = now.value === undefined ? undefined : figure(now.value);
  if (value === undefined) {
    return (
      <>
        {texts.withdrawn(day(date), metric, texts.withdrawals[outcome])} {texts.standsNow(standing)}
      </>
    );
  }
  return (
    <>
      {texts.told(day(date), metric, figure(value), texts.outcomes[outcome])} {counts ? texts.counts : texts.countsNot(standing, t.days.reasons[now.why])}
    </>
  );
}

/// What the service says became of the value, and the progress it makes.
function Answer({ of }: { readonly of: Entered }) {
  const all = of.entries.every(({ outcome, counts, value }) => outcome !== "superseded" && (counts || value === undefined));
  return (
    <Note kind={all ? "ok" : "info"}>
      <ul className="notes">
        {of.entries.map((told) => (
          <li key={`${told.date} ${told.metric}`}>
            <Told of={told} />
          </li>
        ))}
        {of.progress.map((progress) => (
          <li key={progress.challenge}>{texts.progress(progress.name, progress.value, progress.goal, progress.percent)}</li>
        ))}
        <li>{sentence(of.note)}</li>
      </ul>
    </Note>
  );
}
