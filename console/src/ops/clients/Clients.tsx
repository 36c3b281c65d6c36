import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import type { Api } from "../../api/client";
import { read } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { TenantRemoval } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { TextField } from "../../ui/Field";
import { moment } from "../../ui/format";
import { Note } from "../../ui/Note";
import { Pending, State } from "../../ui/states";
import { View } from "../../ui/View";
import { ReasonDialog } from "../ReasonDialog";

const texts = t.ops.clients;
const route = getRouteApi("/ops/clients");

/// Whether a client is removed, and its removal.
export function Clients() {
  const { client } = route.useSearch();
  return (
    <View title={texts.title} lead={texts.lead}>
      <div>
        <LookUp key={client} client={client ?? ""} />
        {client !== undefined && <Client key={`state of ${client}`} client={client} />}
        <p className="dim small pad">
          {texts.inAudit}{" "}
          <Link to="/ops/audit" search={{ what: "remove-tenant", span: "month" }}>
            {texts.toAudit}
          </Link>
        </p>
      </div>
    </View>
  );
}

function LookUp({ client }: { readonly client: string }) {
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(client);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const asked = name.trim();
    // Whoever asks for the same name again wants to see what is the case now.
    if (asked === client) void queries.invalidateQueries({ queryKey: ["client", client] });
    else void navigate({ search: { client: asked } });
  };
  return (
    <form className="filters" onSubmit={submit}>
      <TextField label={texts.name} value={name} change={setName} mono />
      <button type="submit" className="btn" disabled={name.trim() === ""}>
        {texts.lookUp}
      </button>
    </form>
  );
}

/// @return null if nobody has ordered to remove it
async function removalOf(api: Api, tenant: string, signal: AbortSignal): Promise<TenantRemoval | null> {
  try {
    return await read(api.GET("/operations/tenants/{tenant}", { params: { path: { tenant } }, signal }));
  } catch (failure) {
    if (problemOf(failure)?.code === "not-removed") return null;
    throw failure;
  }
}

function Client({ client }: { readonly client: string }) {
  const { api } = useApp();
  const query = useLive<TenantRemoval | null>({
    key: ["client", client],
    read: (signal) => removalOf(api, client, signal),
    every: (removal) => (removal?.state === "removed" ? undefined : BEAT_MILLIS.list),
  });
  const { data: removal } = query;
  return (
    <section className="card" aria-label={client}>
      <Pending of={query} what={texts.what} rows={2} />
      {removal === null && (
        <State icon="people" title={texts.none(client)} actions={<Remove client={client} label={texts.remove(client)} />}>
          <p>{texts.noneWhy}</p>
        </State>
      )}
      {removal !== null && removal !== undefined && <Removal removal={removal} />}
    </section>
  );
}

function Removal({ removal }: { readonly removal: TenantRemoval }) {
  const { tenant, state, ordered_at, by, ended_at } = removal;
  const ended = state === "removed";
  return (
    <div className="pad stack">
      <Note kind={ended ? "ok" : "info"} title={ended ? texts.removed(tenant) : texts.removing(tenant)}>
        {ended ? texts.removedWhy : texts.removingWhy}
      </Note>
      <dl className="facts">
        <dt>{texts.ordered}</dt>
        <dd>{moment(ordered_at)}</dd>
        <dt>{texts.by}</dt>
        <dd translate="no">{by}</dd>
        <dt>{texts.ended}</dt>
        <dd>{ended_at === undefined ? texts.notYet : moment(ended_at)}</dd>
      </dl>
      {!ended && (
        <div className="row wrap">
          <Link to="/ops/failures" className="btn">
            {texts.toFailures}
          </Link>
          <Remove client={tenant} label={texts.again} again />
        </div>
      )}
    </div>
  );
}

interface RemoveProps {
  readonly client: string;
  readonly label: string;
  /// Whether it is ordered already, and its erasure starts once more.
  readonly again?: boolean;
}

/// Orders the removal, with a reason and with the name typed once more: nobody can undo it.
function Remove({ client, label, again = false }: RemoveProps) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const remove = useMutation({
    mutationFn: (reason: string) =>
      read(api.POST("/operations/tenants/{tenant}/remove", { params: { path: { tenant: client } }, body: { reason, confirm: client } })),
    onSuccess: (removal) => {
      setAsks(false);
      queries.setQueryData(["client", client], removal);
    },
  });
  const close = (): void => {
    setAsks(false);
    remove.reset();
  };
  return (
    <>
      <button type="button" className={again ? "btn" : "btn risk"} onClick={() => setAsks(true)}>
        {label}
      </button>
      {asks && (
        <ReasonDialog
          title={texts.ask(client)}
          act={again ? texts.again : texts.act}
          keep={texts.keep}
          risk
          typed={client}
          typedLabel={texts.typeName(client)}
          doing={remove}
          close={close}
        >
          <Note kind="warn" title={texts.forGood}>
            {texts.effect}
          </Note>
          <p>{again ? texts.againWhy : texts.before}</p>
        </ReasonDialog>
      )}
    </>
  );
}
