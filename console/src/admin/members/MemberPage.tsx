import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { read } from "../../api/client";
import { problemOf } from "../../api/problem";
import { challengesOf, settingsOf, useOnce } from "../../api/reads";
import { memberSegment } from "../../api/segment";
import type { ActivityDay, Erased, Member } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { ConfirmButton, Dialog } from "../../ui/Dialog";
import { DaysTable, MonthPager } from "../../ui/DaysTable";
import { SelectField, TextField } from "../../ui/Field";
import { moment, parseFigure } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { firstDay, lastDay, monthName, monthOf } from "../../ui/month";
import { Chip, Note } from "../../ui/Note";
import { Scroll } from "../../ui/Scroll";
import { Pending, ProblemNote, State } from "../../ui/states";
import { saveJson } from "../../ui/save";
import { View } from "../../ui/View";
import { exportOf } from "./calls";

const texts = t.admin.member;
const route = getRouteApi("/admin/members/$member");

export function MemberPage() {
  const { member: id } = route.useParams();
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const [erased, setErased] = useState<Erased>();
  const query = useLive({
    key: ["member", id],
    read: (signal) => read(api.GET("/members/{member}", { params: { path: { member: memberSegment(id) } }, signal })),
    every: () => (erased === undefined ? BEAT_MILLIS.list : undefined),
  });
  const { data } = query;
  const crumbs = [{ label: t.admin.members.title, link: { to: "/admin/members" as const } }];
  if (erased !== undefined) {
    return (
      <View title={texts.erased} crumbs={crumbs}>
        <div className="card">
          <State
            icon="check"
            title={texts.erasedTitle(erased.member)}
            actions={
              <Link to="/admin/members" className="btn go">
                {texts.toList}
              </Link>
            }
          >
            <p>{texts.erasedWhy(moment(erased.kept_until))}</p>
            <p className="small">{sentence(erased.kept)}</p>
          </State>
        </div>
      </View>
    );
  }
  if (data === undefined) {
    return (
      <View title={id} crumbs={crumbs}>
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      </View>
    );
  }
  return (
    <View title={data.display_name} crumbs={crumbs} lead={texts.lead(data.member, data.team)}>
      <div className="two">
        <div className="stack">
          {data.state === "removed" && (
            <Note kind="warn" title={texts.removedTitle}>
              {texts.removedWhy}
            </Note>
          )}
          <Days member={data} manages={manages && data.state === "registered"} />
          <Enrolments member={data} manages={manages && data.state === "registered"} />
        </div>
        <aside>
          <Profile key={data.version} member={data} manages={manages} />
          <Export member={data} />
          {manages && data.state === "registered" && <Removal member={data} />}
          {manages && <Erasure member={data} erased={setErased} />}
        </aside>
      </div>
    </View>
  );
}

interface PartProps {
  readonly member: Member;
  readonly manages: boolean;
}

/// A month of days: what each source says, and what counts.
function Days({ member, manages }: PartProps) {
  const search = route.useSearch();
  const month = monthOf(search.month);
  const title = t.days.month(monthName(month));
  const { api } = useApp();
  const [corrects, setCorrects] = useState<ActivityDay | "new">();
  const query = useQuery({
    queryKey: ["days", member.member, month],
    queryFn: ({ signal }) =>
      read(
        api.GET("/members/{member}/days", {
          params: { path: { member: memberSegment(member.member) }, query: { from: firstDay(month), to: lastDay(month) } },
          signal,
        }),
      ),
  });
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
        {manages && (
          <button type="button" className="btn s" onClick={() => setCorrects("new")}>
            <Icon name="plus" />
            {texts.correct}
          </button>
        )}
      </header>
      <Pending of={query} what={title} />
      {query.data?.days.length === 0 && <State icon="days" title={t.days.none(monthName(month))} />}
      {query.data !== undefined && query.data.days.length > 0 && (
        <DaysTable title={title} days={query.data.days} correct={manages ? setCorrects : undefined} />
      )}
      <MonthPager
        month={month}
        link={(other) => ({ to: "/admin/members/$member", params: { member: member.member }, search: { month: other } })}
      />
      {corrects !== undefined && <Correction member={member} of={corrects} close={() => setCorrects(undefined)} />}
    </section>
  );
}

const RULINGS = ["value", "blank", "lift"] as const;

/// An administrator's word on a day: it stands above all sources until it is lifted.
function Correction({ member, of, close }: { readonly member: Member; readonly of: ActivityDay | "new"; readonly close: () => void }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [date, setDate] = useState(of === "new" ? "" : of.date);
  const [metric, setMetric] = useState(of === "new" ? "" : of.metric);
  const [ruling, setRuling] = useState<(typeof RULINGS)[number]>("value");
  const [value, setValue] = useState("");
  const number = parseFigure(value);
  const { data: settings } = useOnce(settingsOf(api));
  const metrics = settings?.metrics.map(({ id }) => id) ?? [];
  const chosen = metric === "" ? (metrics[0] ?? "") : metric;
  const save = useMutation({
    mutationFn: () => {
      const order = { date, metric: chosen };
      const said = ruling === "value" ? { value: number ?? 0 } : ruling === "blank" ? { blank: true } : { lift: true };
      return read(
        api.POST("/members/{member}/corrections", {
          params: { path: { member: memberSegment(member.member) } },
          body: { corrections: [{ ...order, ...said }] },
        }),
      );
    },
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: ["days", member.member] });
    },
  });
  const problem = problemOf(save.error);
  const valueFault = ruling === "value" && value !== "" && number === undefined ? t.fields.noNumber : problem?.field("corrections/0/value");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={texts.correct} close={close}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{texts.correctWhy}</p>
        <TextField label={t.days.day} type="date" value={date} change={setDate} fault={problem?.field("corrections/0/date")} />
        <SelectField
          label={t.days.metric}
          value={chosen}
          options={(of === "new" ? metrics : [of.metric]).map((id) => [id, id] as const)}
          change={setMetric}
          fault={problem?.field("corrections/0/metric")}
        />
        <SelectField
          label={texts.ruling}
          value={ruling}
          options={RULINGS.map((each) => [each, texts.rulings[each]] as const)}
          change={setRuling}
        />
        {ruling === "value" && <TextField label={texts.value} value={value} change={setValue} inputMode="decimal" fault={valueFault} />}
        <ProblemNote failure={save.error} />
        <div className="actions">
          <button type="button" className="btn" onClick={close}>
            {t.actions.cancel}
          </button>
          <button type="submit" className="btn go" disabled={save.isPending || date === "" || (ruling === "value" && number === undefined)}>
            {texts.correctAct}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Enrolments({ member, manages }: PartProps) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState("");
  const { data } = useOnce(challengesOf(api));
  const joined = new Set(member.challenges.filter(({ state }) => state === "joined").map(({ challenge }) => challenge));
  const free = data?.challenges.filter(({ id }) => !joined.has(id)) ?? [];
  const wanted = free.some(({ id }) => id === chosen) ? chosen : (free[0]?.id ?? "");
  const change = useMutation({
    mutationFn: ({ challenge, join }: { challenge: string; join: boolean }) => {
      const call = { params: { path: { member: memberSegment(member.member), challenge } } };
      return read(join ? api.PUT("/members/{member}/challenges/{challenge}", call) : api.DELETE("/members/{member}/challenges/{challenge}", call));
    },
    onSuccess: (changed) => queries.setQueryData(["member", member.member], changed),
  });
  return (
    <section className="card">
      <header>
        <h2>{texts.challenges}</h2>
      </header>
      {member.challenges.length === 0 && <p className="pad soft">{texts.noChallenges}</p>}
      {member.challenges.length > 0 && (
        <Scroll label={texts.challenges}>
        <table>
          <caption className="sr">{texts.challenges}</caption>
          <tbody>
            {member.challenges.map((enrolment) => (
              <tr key={enrolment.challenge} className="hit">
                <th scope="row">
                  <Link to="/admin/challenges/$challenge" params={{ challenge: enrolment.challenge }} className="title-link">
                    {data?.challenges.find(({ id }) => id === enrolment.challenge)?.name ?? enrolment.challenge}
                  </Link>
                </th>
                <td>
                  <Chip kind={enrolment.state === "joined" ? "ok" : undefined}>{texts.enrolment[enrolment.state]}</Chip>{" "}
                  <span className="dim small">{moment(enrolment.since)}</span>
                </td>
                <td className="n">
                  {manages && (
                    <button
                      type="button"
                      className="btn s"
                      disabled={change.isPending}
                      onClick={() => change.mutate({ challenge: enrolment.challenge, join: enrolment.state === "left" })}
                    >
                      {enrolment.state === "joined" ? texts.leave : texts.rejoin}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        </Scroll>
      )}
      {manages && free.length > 0 && (
        <div className="pad filters">
          <SelectField label={texts.join} value={wanted} options={free.map(({ id, name }) => [id, name] as const)} change={setChosen} />
          <button type="button" className="btn" disabled={change.isPending} onClick={() => change.mutate({ challenge: wanted, join: true })}>
            {texts.joinAct}
          </button>
        </div>
      )}
      <ProblemNote failure={change.error} />
    </section>
  );
}

function Profile({ member, manages }: PartProps) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [name, setName] = useState(member.display_name);
  const [team, setTeam] = useState(member.team ?? "");
  const [zone, setZone] = useState(member.time_zone ?? "");
  const save = useMutation({
    mutationFn: () =>
      read(
        api.PUT("/members/{member}", {
          params: { path: { member: memberSegment(member.member) } },
          body: {
            display_name: name,
            ...(team.trim() === "" ? {} : { team }),
            ...(zone.trim() === "" ? {} : { time_zone: zone }),
          },
        }),
      ),
    onSuccess: (changed) => queries.setQueryData(["member", member.member], changed),
  });
  const problem = problemOf(save.error);
  const removed = member.state === "removed";
  const changed = name !== member.display_name || team !== (member.team ?? "") || zone !== (member.time_zone ?? "");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="card pad stack" onSubmit={submit}>
      <h2>{texts.profile}</h2>
      <TextField label={t.admin.members.name} value={name} change={setName} disabled={!manages} fault={problem?.field("display_name")} />
      <TextField label={t.admin.members.team} value={team} change={setTeam} disabled={!manages} fault={problem?.field("team")} />
      <TextField label={texts.zone} value={zone} change={setZone} disabled={!manages} hint={texts.zoneHint} fault={problem?.field("time_zone")} />
      <ProblemNote failure={save.error} />
      {manages && (
        <button type="submit" className="btn" disabled={!(changed || removed) || name.trim() === "" || save.isPending}>
          {removed ? texts.register : texts.saveProfile}
        </button>
      )}
    </form>
  );
}

/// All that is stored, as a file for the member.
function Export({ member }: { readonly member: Member }) {
  const { api } = useApp();
  const save = useMutation({
    mutationFn: () => exportOf(api, member.member),
    onSuccess: (stored) => saveJson(texts.exportFile(member.member), stored),
  });
  return (
    <section className="card pad stack tight">
      <h2>{texts.export}</h2>
      <p className="soft small">{texts.exportWhy}</p>
      <button type="button" className="btn" disabled={save.isPending} onClick={() => save.mutate()}>
        <Icon name="down" />
        {texts.exportAct}
      </button>
      {save.data !== undefined && <p className="small">{sentence(save.data.elsewhere)}</p>}
      <ProblemNote failure={save.error} />
    </section>
  );
}

/// The member leaves, and can come back: what it did is kept.
function Removal({ member }: { readonly member: Member }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => read(api.DELETE("/members/{member}", { params: { path: { member: memberSegment(member.member) } } })),
    onSuccess: (removed) => queries.setQueryData(["member", member.member], removed),
  });
  return (
    <section className="card pad stack tight">
      <h2>{texts.remove}</h2>
      <p className="soft small">{texts.removeWhy}</p>
      <ConfirmButton
        label={texts.removeAct(member.display_name)}
        title={texts.removeTitle(member.display_name)}
        keep={texts.keep}
        risk
        doing={remove}
      >
        <p>{texts.removeEffect(member.challenges.filter(({ state }) => state === "joined").length)}</p>
      </ConfirmButton>
    </section>
  );
}

/// All that is stored is deleted for good.
function Erasure({ member, erased }: { readonly member: Member; readonly erased: (done: Erased) => void }) {
  const { api } = useApp();
  const erase = useMutation({
    mutationFn: () => read(api.POST("/members/{member}/erase", { params: { path: { member: memberSegment(member.member) } } })),
    onSuccess: erased,
  });
  return (
    <section className="card pad stack tight">
      <h2>{texts.erase}</h2>
      <p className="soft small">{texts.eraseWhy}</p>
      <ConfirmButton
        label={texts.eraseAct(member.display_name)}
        className="btn risk"
        title={texts.eraseTitle(member.display_name)}
        act={texts.erase}
        keep={texts.keep}
        risk
        typed={member.member}
        typedLabel={texts.typeId(member.member)}
        doing={erase}
      >
        <Note kind="warn">{texts.eraseEffect}</Note>
      </ConfirmButton>
    </section>
  );
}
