import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { read, readTagged } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Settings, SettingsDefinition } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { t } from "../../texts";
import { figure } from "../../texts/words";
import { SelectField, TextField } from "../../ui/Field";
import { parseFigure } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { NotSaved, Pending } from "../../ui/states";
import { View } from "../../ui/View";
import { policyOf } from "../uploads/words";

const texts = t.admin.settings;
const COUNTS = ["highest", "sum", "priority"] as const;
const INBOX_POLICIES = ["partial", "all-or-nothing", "abort-over-5%"];

export function SettingsPage() {
  const { api } = useApp();
  const query = useQuery({
    queryKey: ["settings", "edit"],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => readTagged(api.GET("/settings", { signal })),
  });
  return (
    <View title={texts.title} lead={texts.lead}>
      {query.data === undefined ? (
        <div className="card">
          <Pending of={query} what={texts.title} />
        </div>
      ) : (
        <Form key={query.data.value.version} before={query.data.value} tag={query.data.tag} reload={() => void query.refetch()} />
      )}
    </View>
  );
}

interface MetricDraft {
  readonly id: string;
  readonly unit: string;
  readonly dailyMax: string;
  readonly decimals: string;
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function Form({ before, tag, reload }: { readonly before: Settings; readonly tag: string | null; readonly reload: () => void }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const manages = useIdentity().role !== "viewer";
  const [zone, setZone] = useState(before.time_zone);
  const [backDays, setBackDays] = useState(figure(before.back_entry_days));
  const [own, setOwn] = useState(before.own_entries);
  const [codePage, setCodePage] = useState<string>(before.code_page);
  const [counts, setCounts] = useState(before.sources.count);
  const [priority, setPriority] = useState((before.sources.priority ?? []).join(", "));
  const [only, setOnly] = useState((before.sources.only ?? []).join(", "));
  const [uploads, setUploads] = useState(figure(before.limits.open_uploads));
  const [recalculations, setRecalculations] = useState(figure(before.limits.recalculations_per_hour));
  const [metrics, setMetrics] = useState<readonly MetricDraft[]>(
    before.metrics.map(({ id, unit, daily_max: max, decimals }) => ({ id, unit, dailyMax: figure(max), decimals: figure(decimals) })),
  );
  const [inboxPolicy, setInboxPolicy] = useState(before.inbox_policy);
  const [tried, setTried] = useState(false);
  const noNumbers = new Set(
    [
      ["back_entry_days", backDays],
      ["limits/open_uploads", uploads],
      ["limits/recalculations_per_hour", recalculations],
      ...metrics.flatMap((metric, index) => [
        [`metrics/${index}/daily_max`, metric.dailyMax],
        [`metrics/${index}/decimals`, metric.decimals],
      ]),
    ]
      .filter(([, text = ""]) => parseFigure(text) === undefined)
      .map(([field]) => field),
  );
  const number = (text: string): number => parseFigure(text) ?? 0;
  const definition: SettingsDefinition = {
    time_zone: zone.trim(),
    metrics: metrics.map(({ id, unit, dailyMax, decimals }) => ({ id: id.trim(), unit: unit.trim(), daily_max: number(dailyMax), decimals: number(decimals) })),
    back_entry_days: number(backDays),
    sources: {
      count: counts,
      ...(counts === "priority" ? { priority: listOf(priority) } : {}),
      ...(listOf(only).length === 0 ? {} : { only: listOf(only) }),
    },
    own_entries: own,
    code_page: codePage.trim(),
    inbox_policy: inboxPolicy,
    limits: { open_uploads: number(uploads), recalculations_per_hour: number(recalculations) },
  };
  const save = useMutation({
    mutationFn: () => read(api.PUT("/settings", { headers: tag === null ? {} : { "If-Match": tag }, body: definition })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["settings"] });
    },
  });
  const problem = problemOf(save.error);
  const fault = (field: string): string | undefined => (tried && noNumbers.has(field) ? t.fields.noNumber : problem?.field(field));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (noNumbers.size === 0) save.mutate();
  };
  const replaced = (index: number, part: Partial<MetricDraft>): void =>
    setMetrics(metrics.map((metric, at) => (at === index ? { ...metric, ...part } : metric)));
  return (
    <form onSubmit={submit} noValidate>
      <fieldset className="card" disabled={!manages}>
        <legend className="sr">{texts.title}</legend>
        <section className="section">
          <h2>{texts.metrics}</h2>
          <div className="stack">
            {metrics.map((metric, index) => (
              <div key={index} className="entry">
                <TextField label={texts.metric} mono value={metric.id} change={(id) => replaced(index, { id })} fault={fault(`metrics/${index}/id`)} />
                <TextField label={texts.unit} value={metric.unit} change={(unit) => replaced(index, { unit })} fault={fault(`metrics/${index}/unit`)} />
                <TextField label={texts.dailyMax} inputMode="decimal" value={metric.dailyMax} change={(dailyMax) => replaced(index, { dailyMax })} fault={fault(`metrics/${index}/daily_max`)} />
                <TextField label={texts.decimals} inputMode="numeric" value={metric.decimals} change={(decimals) => replaced(index, { decimals })} fault={fault(`metrics/${index}/decimals`)} />
                <button type="button" className="btn ghost square" aria-label={texts.removeMetric(metric.id)} onClick={() => setMetrics(metrics.filter((_, at) => at !== index))}>
                  <Icon name="x" />
                </button>
              </div>
            ))}
            <div>
              <button type="button" className="btn s" onClick={() => setMetrics([...metrics, { id: "", unit: "", dailyMax: "", decimals: "0" }])}>
                <Icon name="plus" />
                {texts.addMetric}
              </button>
            </div>
          </div>
        </section>
        <section className="section">
          <h2>{texts.entries}</h2>
          <div className="grid">
            <TextField label={texts.zone} value={zone} change={setZone} hint={texts.zoneHint} fault={fault("time_zone")} />
            <TextField label={texts.backDays} unit={t.admin.form.days} inputMode="numeric" value={backDays} change={setBackDays} fault={fault("back_entry_days")} />
            <SelectField
              label={texts.own}
              value={own ? "yes" : "no"}
              options={[
                ["yes", texts.ownYes],
                ["no", texts.ownNo],
              ]}
              change={(value) => setOwn(value === "yes")}
            />
            <TextField label={texts.codePage} mono value={codePage} change={setCodePage} hint={texts.codePageHint} fault={fault("code_page")} />
            <SelectField
              label={texts.inboxPolicy}
              value={inboxPolicy}
              options={[...new Set([...INBOX_POLICIES, before.inbox_policy])].map((policy) => [policy, policyOf(policy)[0]] as const)}
              change={setInboxPolicy}
              hint={policyOf(inboxPolicy)[1]}
              fault={fault("inbox_policy")}
            />
          </div>
        </section>
        <section className="section">
          <h2>{texts.sources}</h2>
          <div className="grid">
            <SelectField label={texts.count} value={counts} options={COUNTS.map((each) => [each, texts.counts[each]] as const)} change={setCounts} hint={texts.countHint} />
            {counts === "priority" && <TextField label={texts.priority} value={priority} change={setPriority} hint={texts.listHint} fault={fault("sources/priority")} />}
            <TextField label={texts.only} value={only} change={setOnly} hint={texts.onlyHint} fault={fault("sources/only")} />
          </div>
        </section>
        <section className="section">
          <h2>{texts.limits}</h2>
          <div className="grid">
            <TextField label={texts.openUploads} inputMode="numeric" value={uploads} change={setUploads} fault={fault("limits/open_uploads")} />
            <TextField label={texts.recalculations} inputMode="numeric" value={recalculations} change={setRecalculations} fault={fault("limits/recalculations_per_hour")} />
          </div>
        </section>
      </fieldset>
      <NotSaved failure={save.error} reload={reload} />
      {manages && (
        <div className="foot">
          <p className="grow soft" role="status">
            {save.isSuccess ? texts.saved : texts.effect}
          </p>
          <button type="submit" className="btn go" disabled={save.isPending}>
            {texts.save}
          </button>
        </div>
      )}
    </form>
  );
}
