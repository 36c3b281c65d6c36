import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { type Api, read, readTagged } from "../../api/client";
import { type Problem, problemOf } from "../../api/problem";
import { settingsOf, useOnce } from "../../api/reads";
import type { Challenge } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { count } from "../../texts/words";
import { Confirm } from "../../ui/Dialog";
import { Choices, Field, Segments, SelectField, TextField } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { NotSaved, Pending } from "../../ui/states";
import { View } from "../../ui/View";
import { daysOf, definitionOf, type Draft, draftOf, type Faults, NEW_DRAFT, RULES } from "./definition";
import { yamlOf } from "./yaml";

const texts = t.admin.form;
const edited = getRouteApi("/admin/challenges/$challenge/edit");
const crumbs = [{ label: t.admin.challenges.title, link: { to: "/admin/challenges" as const } }];

export function NewChallenge() {
  return <ChallengeForm before={undefined} tag={null} reload={() => undefined} />;
}

export function EditChallenge() {
  const { challenge } = edited.useParams();
  const { api } = useApp();
  // Read once: what is typed stays, whatever happens meanwhile; the tag tells if something did.
  const query = useQuery({
    queryKey: ["challenge", challenge, "edit"],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => readTagged(api.GET("/challenges/{challenge}", { params: { path: { challenge } }, signal })),
  });
  if (query.data === undefined) {
    return (
      <View title={challenge} crumbs={crumbs}>
        <div className="card">
          <Pending of={query} what={t.admin.challenge.what} />
        </div>
      </View>
    );
  }
  const { value, tag } = query.data;
  return <ChallengeForm key={value.version} before={value} tag={tag} reload={() => void query.refetch()} />;
}

interface FormProps {
  readonly before: Challenge | undefined;
  /// The version that is changed.
  readonly tag: string | null;
  /// Takes what is stored now.
  readonly reload: () => void;
}

function ChallengeForm({ before, tag, reload }: FormProps) {
  const { api } = useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [as, setAs] = useState<"form" | "yaml">("form");
  const [draft, setDraft] = useState(before === undefined ? NEW_DRAFT : draftOf(before));
  // What the form said when it was turned into YAML, and what was made of it.
  const [written, setWritten] = useState("");
  const [yaml, setYaml] = useState("");
  const [asks, setAsks] = useState(false);
  const [tried, setTried] = useState(false);
  const { definition, faults } = definitionOf(draft, before);
  const yamlId = before?.id ?? idOf(yaml);
  const id = (as === "form" ? definition.id : yamlId) ?? "";
  const save = useMutation({
    /// Null: another challenge has the id.
    mutationFn: async (id: string) => {
      if (before === undefined && (await exists(api, id))) return null;
      const headers = tag === null ? {} : { "If-Match": tag };
      const params = { path: { challenge: id } };
      return read(
        as === "form"
          ? api.PUT("/challenges/{challenge}", { params, headers, body: definition })
          : // The API reads YAML as well; the client only has to leave the text as it is.
            api.PUT("/challenges/{challenge}", {
              params,
              headers: { ...headers, "Content-Type": "application/yaml" },
              body: definition,
              bodySerializer: () => yaml,
            }),
      );
    },
    onSuccess: async (saved) => {
      if (saved === null) return;
      void queries.invalidateQueries({ queryKey: ["challenge", saved.id], exact: true });
      await navigate({ to: "/admin/challenges/$challenge", params: { challenge: saved.id } });
    },
  });
  // Until another id is typed.
  const taken = save.data === null && save.variables === id ? texts.idTaken : undefined;
  const problem = problemOf(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (as === "form" && faults.size > 0) {
      focusFault(event.currentTarget);
      return;
    }
    if (as === "yaml" && yamlId === undefined) return;
    const form = event.currentTarget;
    save.mutate(id, { onSuccess: (saved) => saved === null && focusFault(form) });
  };
  const turn = (to: "form" | "yaml"): void => {
    if (to === as) return;
    save.reset();
    if (to === "yaml") {
      const text = yamlOf(definition);
      setWritten(text);
      setYaml(text);
    } else if (yaml !== written) {
      setAsks(true);
      return;
    }
    setAs(to);
  };
  const dropYaml = (): void => {
    setAsks(false);
    setAs("form");
  };
  return (
    <View
      title={before === undefined ? texts.create : texts.change(before.name)}
      lead={before === undefined ? texts.createLead : texts.changeLead}
      crumbs={crumbs}
      actions={<Segments label={texts.editAs} value={as} options={[["form", texts.form], ["yaml", texts.yaml]]} change={turn} />}
    >
      <form onSubmit={submit} noValidate>
        <div className="card">
          {as === "form" ? (
            <Sections draft={draft} change={setDraft} isNew={before === undefined} faults={tried ? faults : new Map()} taken={taken} problem={problem} />
          ) : (
            <div className="pad stack">
              <Field label={texts.yaml} hint={texts.yamlHint} fault={tried && yamlId === undefined ? texts.noYamlId : taken}>
                {(control) => (
                  <textarea {...control} className="in code" spellCheck={false} value={yaml} onChange={(event) => setYaml(event.target.value)} />
                )}
              </Field>
            </div>
          )}
        </div>
        <NotSaved failure={save.error} reload={reload} />
        <div className="foot">
          <p className="grow soft">{before === undefined ? texts.effectNew : texts.effectChange}</p>
          <Link to="/admin/challenges" className="btn">
            {t.actions.cancel}
          </Link>
          <button type="submit" className="btn go" disabled={save.isPending}>
            {before === undefined ? texts.createAct : texts.changeAct}
          </button>
        </div>
      </form>
      {asks && (
        <Confirm title={texts.dropYaml} act={texts.dropYamlAct} keep={texts.keepYaml} risk busy={false} close={() => setAsks(false)} confirm={dropYaml}>
          <p>{texts.dropYamlWhy}</p>
        </Confirm>
      )}
    </View>
  );
}

/// After the faults are shown, the first one takes the focus.
function focusFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

/// Whether there is a challenge of this id: to create it would change that one.
async function exists(api: Api, challenge: string): Promise<boolean> {
  try {
    await read(api.GET("/challenges/{challenge}", { params: { path: { challenge } } }));
    return true;
  } catch (failure) {
    if (problemOf(failure)?.status === 404) return false;
    throw failure;
  }
}

/// The id that a definition in YAML gives itself.
function idOf(yaml: string): string | undefined {
  return /^id:\s*["']?([^"'\s]+)/m.exec(yaml)?.[1];
}

interface SectionsProps {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly isNew: boolean;
  readonly faults: Faults;
  /// That another challenge has the id.
  readonly taken: string | undefined;
  readonly problem: Problem | undefined;
}

function Sections({ draft, change, isNew, faults, taken, problem }: SectionsProps) {
  const { api } = useApp();
  const { data: settings } = useOnce(settingsOf(api));
  const set = (part: Partial<Draft>): void => change({ ...draft, ...part });
  const fault = (field: string): string | undefined => {
    const own = faults.get(field);
    return own === undefined ? problem?.field(field) : texts.faults[own];
  };
  const metrics = settings?.metrics.map(({ id }) => id) ?? [draft.metric];
  const unitOf = (metric: string): string => settings?.metrics.find(({ id }) => id === metric)?.unit ?? "";
  const days = daysOf(draft.start, draft.end);
  const metric = (value: string, pick: (metric: string) => void) => (
    <SelectField label={texts.metric} value={value} options={metrics.map((id) => [id, id] as const)} change={pick} fault={fault("rule/metric")} />
  );
  return (
    <>
      <section className="section">
        <h2>{texts.nameAndTime}</h2>
        <div className="grid">
          <TextField label={texts.name} value={draft.name} change={(name) => set({ name })} fault={fault("name")} />
          <TextField label={texts.id} mono value={draft.id} change={(id) => set({ id })} disabled={!isNew} hint={isNew ? texts.idHint : texts.idFixed} fault={taken ?? fault("id")} />
          <TextField label={texts.start} type="date" value={draft.start} change={(start) => set({ start })} fault={fault("period/start")} />
          <TextField
            label={texts.end}
            type="date"
            value={draft.end}
            change={(end) => set({ end })}
            fault={fault("period/end")}
            hint={days === undefined ? undefined : count(days, "day")}
          />
          <TextField label={texts.join} type="date" value={draft.joinDeadline} change={(joinDeadline) => set({ joinDeadline })} hint={texts.joinHint} fault={fault("join_deadline")} />
          <TextField label={texts.grace} unit={texts.days} inputMode="numeric" value={draft.graceDays} change={(graceDays) => set({ graceDays })} fault={fault("grace_days")} />
        </div>
      </section>
      <section className="section">
        <h2>{texts.what}</h2>
        <div className="stack">
          <Choices
            legend={texts.rule}
            name="rule"
            value={draft.rule}
            options={RULES.map((value) => ({ value, title: texts.rules[value][0], hint: texts.rules[value][1] }))}
            change={(rule) => set({ rule })}
          />
          {draft.rule === "points" ? (
            <Weights draft={draft} set={set} metrics={metrics} fault={fault} />
          ) : (
            <div className="grid">
              {metric(draft.metric, (chosen) => set({ metric: chosen }))}
              {(draft.rule === "total" || draft.rule === "average") && (
                <TextField
                  label={texts.cap}
                  unit={unitOf(draft.metric)}
                  inputMode="decimal"
                  hint={t.fields.optional}
                  value={draft.dailyCap}
                  change={(dailyCap) => set({ dailyCap })}
                  fault={fault("rule/daily_cap")}
                />
              )}
              {(draft.rule === "daily-goal" || draft.rule === "streak") && (
                <TextField
                  label={texts.threshold}
                  unit={unitOf(draft.metric)}
                  inputMode="decimal"
                  value={draft.threshold}
                  change={(threshold) => set({ threshold })}
                  fault={fault("rule/threshold")}
                />
              )}
              {draft.rule === "average" && (
                <TextField label={texts.minDays} unit={texts.days} inputMode="numeric" hint={t.fields.optional} value={draft.minDays} change={(minDays) => set({ minDays })} fault={fault("rule/min_days")} />
              )}
            </div>
          )}
        </div>
      </section>
      <section className="section">
        <h2>{texts.goalAndRewards}</h2>
        <div className="stack">
          <div className="grid">
            <TextField label={texts.goal} inputMode="decimal" value={draft.goal} change={(goal) => set({ goal })} hint={texts.goalHint[draft.rule]} fault={fault("goal")} />
            <SelectField
              label={texts.ranking}
              value={draft.ranking}
              options={[
                ["standard", texts.rankings.standard],
                ["dense", texts.rankings.dense],
              ]}
              change={(ranking) => set({ ranking })}
            />
          </div>
          <Rewards draft={draft} set={set} fault={fault} />
        </div>
      </section>
    </>
  );
}

interface RowsProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly fault: (field: string) => string | undefined;
}

function Rewards({ draft, set, fault }: RowsProps) {
  const replaced = (index: number, part: Partial<Draft["rewards"][number]>): void =>
    set({ rewards: draft.rewards.map((reward, at) => (at === index ? { ...reward, ...part } : reward)) });
  return (
    <fieldset className="stack tight">
      <legend className="strong">{texts.rewards}</legend>
      {draft.rewards.map((reward, index) => (
        <div key={index} className="entry">
          <TextField label={texts.percent} unit="%" inputMode="numeric" value={reward.percent} change={(percent) => replaced(index, { percent })} fault={fault(`rewards/${index}/percent`)} />
          <TextField label={texts.points} inputMode="numeric" value={reward.points} change={(points) => replaced(index, { points })} fault={fault(`rewards/${index}/points`)} />
          <button
            type="button"
            className="btn ghost square"
            aria-label={texts.removeReward(index + 1)}
            onClick={() => set({ rewards: draft.rewards.filter((_, at) => at !== index) })}
          >
            <Icon name="x" />
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="btn s" onClick={() => set({ rewards: [...draft.rewards, { percent: "", points: "" }] })}>
          <Icon name="plus" />
          {texts.addReward}
        </button>
      </div>
    </fieldset>
  );
}

function Weights({ draft, set, metrics, fault }: RowsProps & { readonly metrics: readonly string[] }) {
  const replaced = (index: number, part: Partial<Draft["weights"][number]>): void =>
    set({ weights: draft.weights.map((weight, at) => (at === index ? { ...weight, ...part } : weight)) });
  return (
    <fieldset className="stack tight">
      <legend className="strong">{texts.weights}</legend>
      {draft.weights.map((weight, index) => (
        <div key={index} className="entry">
          <SelectField label={texts.metric} value={weight.metric} options={metrics.map((id) => [id, id] as const)} change={(metric) => replaced(index, { metric })} fault={fault(`rule/metrics/${index}/metric`)} />
          <TextField label={texts.perUnit} inputMode="decimal" value={weight.pointsPerUnit} change={(pointsPerUnit) => replaced(index, { pointsPerUnit })} fault={fault(`rule/metrics/${index}/points_per_unit`)} />
          <TextField label={texts.cap} inputMode="decimal" value={weight.dailyCap} change={(dailyCap) => replaced(index, { dailyCap })} fault={fault(`rule/metrics/${index}/daily_cap`)} />
          <button
            type="button"
            className="btn ghost square"
            aria-label={texts.removeWeight(weight.metric)}
            onClick={() => set({ weights: draft.weights.filter((_, at) => at !== index) })}
          >
            <Icon name="x" />
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="btn s" onClick={() => set({ weights: [...draft.weights, { metric: metrics[0] ?? "", pointsPerUnit: "", dailyCap: "" }] })}>
          <Icon name="plus" />
          {texts.addWeight}
        </button>
      </div>
    </fieldset>
  );
}
