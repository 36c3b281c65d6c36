import { getRouteApi } from "@tanstack/react-router";
import { read } from "../../api/client";
import { useCreation, type Wanted } from "../../api/intent";
import type { FailureFilter, FailureGroup, Rehearsal } from "../../api/types";
import { useApp } from "../../app";
import { Aged } from "../../live/Aged";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { clockTime } from "../../ui/format";
import { Chip, Note } from "../../ui/Note";
import { Pending, ProblemNote } from "../../ui/states";
import { Code } from "../Code";

const texts = t.ops.rehearsal;
const route = getRouteApi("/ops/failures/$group");
const SAMPLES = 3;

/// Tries a redrive on a few open failures. The address names the rehearsal, so that it can be shown
/// to others.
export function RehearseGroup({ group }: { readonly group: FailureGroup }) {
  const { api } = useApp();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const samples = Math.min(SAMPLES, group.open);
  const start = useCreation(
    ({ body, key }: Wanted<{ readonly filter: FailureFilter; readonly samples: number }>) => read(api.POST("/rehearsals", { params: { header: { "Idempotency-Key": key } }, body })),
    ({ rehearsal }) => navigate({ search: { ...search, rehearsal }, replace: true }),
  );
  if (group.open === 0 && search.rehearsal === undefined) return null;
  return (
    <section className="card">
      <header>
        <h2>{texts.title}</h2>
        {samples > 0 && (
          <button type="button" className="btn s" disabled={start.isPending} onClick={() => start.mutate({ filter: { group: group.group, state: "open" }, samples })}>
            {texts.act(samples)}
          </button>
        )}
      </header>
      <p className="pad soft">{texts.why}</p>
      <ProblemNote failure={start.error} />
      <div aria-live="polite">{search.rehearsal !== undefined && <Outcome id={search.rehearsal} />}</div>
    </section>
  );
}

function Outcome({ id }: { readonly id: string }) {
  const { api } = useApp();
  const query = useLive<Rehearsal>({
    key: ["rehearsal", id],
    read: (signal) => read(api.GET("/rehearsals/{rehearsal}", { params: { path: { rehearsal: id } }, signal })),
    every: (rehearsal) => (rehearsal?.ended === true ? undefined : BEAT_MILLIS.live),
  });
  const { data } = query;
  if (data === undefined) {
    return <Pending of={query} what={texts.what} rows={2} />;
  }
  if (!data.ended) {
    return (
      <div className="pad">
        <Note kind="info">{texts.runs(data.samples, clockTime(data.asked_at))}</Note>
      </div>
    );
  }
  const verdicts = data.verdicts ?? [];
  const succeed = verdicts.filter((verdict) => verdict.succeeds).length;
  return (
    <>
      <div className="pad stack tight">
        <Note kind={verdicts.length > 0 && succeed === verdicts.length ? "ok" : "warn"}>
          {verdicts.length === 0 ? texts.none : texts.outcome(succeed, verdicts.length)}
        </Note>
        <p className="dim small"><Aged at={data.asked_at} words={(age) => texts.at(age, data.by)} /></p>
      </div>
      {verdicts.map((verdict) => (
        <div key={verdict.failure} className="ops-item">
          <div className="row wrap">
            <Chip kind={verdict.succeeds ? "ok" : "bad"} icon={verdict.succeeds ? "check" : "x"}>
              {verdict.succeeds ? texts.succeeds : texts.fails}
            </Chip>
            <code className="dim wrap-any" translate="no">
              {verdict.failure}
            </code>
          </div>
          {verdict.failed !== undefined && <p className="soft wrap-any">{sentence(verdict.failed)}</p>}
          {verdict.succeeds && <Writes writes={verdict.writes} />}
        </div>
      ))}
    </>
  );
}

function Writes({ writes }: { readonly writes: readonly string[] }) {
  if (writes.length === 0) return <p className="soft">{texts.writes(0)}</p>;
  return (
    <details className="more">
      <summary>{texts.writes(writes.length)}</summary>
      <Code label={texts.writes(writes.length)}>{writes.join("\n")}</Code>
    </details>
  );
}
