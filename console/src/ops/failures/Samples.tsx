import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Api } from "../../api/client";
import { read } from "../../api/client";
import type { Failure, FailureGroup } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { SelectField } from "../../ui/Field";
import { moment } from "../../ui/format";
import { Pager } from "../../ui/Pager";
import { SearchField } from "../../ui/SearchField";
import { EmptyFiltered, Pending } from "../../ui/states";
import { Code } from "../Code";
import { CorrectMessage, EditMessage } from "./EditMessage";
import { type SampleSearch, STATES } from "./groups";
import { FailureChip } from "./words";

const texts = t.ops.samples;
const route = getRouteApi("/ops/failures/$group");
const PAGE_FAILURES = 20;
const ANY = "";

async function listFailures(api: Api, group: string, search: Partial<SampleSearch>, signal: AbortSignal) {
  const { state, tenant, q, cursor } = search;
  const query = {
    group,
    limit: PAGE_FAILURES,
    ...(state === undefined ? {} : { state }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(q === undefined ? {} : { text: q }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return read(api.GET("/failures", { params: { query }, signal }));
}

/// The failures of a group, one by one.
export function Samples({ group }: { readonly group: FailureGroup }) {
  const { api } = useApp();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { state, tenant, q, cursor } = search;
  // Apart from the rows: one that leaves the list takes nothing along that somebody typed.
  const [edited, setEdited] = useState<{ readonly failure: string; readonly body: string }>();
  const query = useLive({
    key: ["failures", group.group, { state, tenant, q, cursor }],
    read: (signal) => listFailures(api, group.group, search, signal),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  const filters = [state, tenant, q].filter((value) => value !== undefined).length;
  const filter = (change: Partial<SampleSearch>): void =>
    void navigate({ search: { ...search, cursor: undefined, ...change }, replace: true });
  return (
    <section className="card">
      <header>
        <h2>{texts.title}</h2>
      </header>
      <div className="pad">
        <Filters group={group} search={search} filter={filter} />
      </div>
      <Pending of={query} what={texts.what} />
      {data?.failures.length === 0 && (
        <EmptyFiltered filters={Math.max(1, filters)} clear={() => filter({ state: undefined, tenant: undefined, q: undefined })} />
      )}
      {data?.failures.map((failure) => (
        <Sample key={failure.failure} failure={failure} edit={(body) => setEdited({ failure: failure.failure, body })} />
      ))}
      {edited !== undefined && <CorrectMessage failure={edited.failure} before={edited.body} close={() => setEdited(undefined)} />}
      <Pager
        cursor={cursor}
        next={data?.next}
        link={(to) => ({ to: "/ops/failures/$group", params: { group: group.group }, search: { ...search, cursor: to } })}
      />
    </section>
  );
}

interface FiltersProps {
  readonly group: FailureGroup;
  readonly search: Partial<SampleSearch>;
  readonly filter: (change: Partial<SampleSearch>) => void;
}

function Filters({ group, search, filter }: FiltersProps) {
  const tenants = [...new Set(search.tenant === undefined ? group.tenants : [...group.tenants, search.tenant])].sort();
  return (
    <div className="filters">
      <SelectField
        label={texts.filterState}
        value={search.state ?? ANY}
        options={[[ANY, texts.anyState], ...STATES.map((state) => [state, t.ops.states[state]] as const)]}
        change={(state) => filter({ state: state === ANY ? undefined : state })}
      />
      <TenantField tenants={tenants} tenant={search.tenant} choose={(tenant) => filter({ tenant })} />
      <SearchField label={texts.filterText} value={search.q ?? ""} search={(q) => filter({ q: q === "" ? undefined : q })} />
    </div>
  );
}

interface TenantFieldProps {
  readonly tenants: readonly string[];
  readonly tenant: string | undefined;
  readonly choose: (tenant: string | undefined) => void;
}

function TenantField({ tenants, tenant, choose }: TenantFieldProps) {
  return (
    <SelectField
      label={texts.filterTenant}
      value={tenant ?? ANY}
      options={[[ANY, texts.anyTenant], ...tenants.map((each) => [each, each] as const)]}
      change={(value) => choose(value === ANY ? undefined : value)}
    />
  );
}

interface SampleProps {
  readonly failure: Failure;
  /// Begins to correct its message.
  readonly edit: (body: string) => void;
}

function Sample({ failure, edit }: SampleProps) {
  const [open, setOpen] = useState(false);
  const facts = [
    failure.tenant,
    failure.upload,
    failure.challenge,
    failure.members > 0 ? texts.members(failure.members) : undefined,
    texts.tries(failure.receive_count),
    failure.redrives > 0 ? texts.redrives(failure.redrives) : undefined,
    texts.expires(moment(failure.expires_at)),
  ].filter((fact) => fact !== undefined);
  return (
    <div className="ops-item">
      <div className="row wrap">
        <FailureChip state={failure.state} />
        <code className="grow wrap-any" translate="no">
          {failure.failure}
        </code>
        <span className="dim small num">{moment(failure.last_seen)}</span>
        <button type="button" className="btn s" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? texts.hide : texts.message}
        </button>
      </div>
      <p className="wrap-any">{sentence(failure.reason)}</p>
      {failure.note !== undefined && failure.note !== "" && <p className="soft wrap-any">{sentence(failure.note)}</p>}
      <p className="dim small wrap-any num">
        {facts.join(" · ")}
        {failure.last_redrive !== undefined && (
          <>
            {" · "}
            <Link to="/ops/redrives/$redrive" params={{ redrive: failure.last_redrive }}>
              {texts.lastRedrive}
            </Link>
          </>
        )}
      </p>
      {open && <Message failure={failure} edit={edit} />}
    </div>
  );
}

/// What a redrive would send. To look at it touches no queue.
function Message({ failure, edit }: SampleProps) {
  const { api } = useApp();
  const query = useQuery({
    queryKey: ["failure", failure.failure],
    queryFn: ({ signal }) => read(api.GET("/failures/{failure}", { params: { path: { failure: failure.failure } }, signal })),
  });
  const { data } = query;
  if (data === undefined) {
    return <Pending of={query} what={texts.messageWhat} rows={2} />;
  }
  const { body } = data;
  return body === undefined ? (
    <p className="soft">{texts.expired}</p>
  ) : (
    <>
      <Code label={texts.messageWhat}>{body}</Code>
      <EditMessage failure={failure} edit={() => edit(body)} />
    </>
  );
}
