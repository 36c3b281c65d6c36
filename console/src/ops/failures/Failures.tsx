import { getRouteApi, Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { failureGroupsOf } from "../../api/reads";
import type { FailureGroup } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { figure, listed, sentence } from "../../texts/words";
import { SelectField } from "../../ui/Field";
import { moment } from "../../ui/format";
import { Empty, EmptyFiltered, Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { byKind, clientsOf, failuresSentence, type GroupFilter, type KindOfGroups, KINDS, membersOf, originOf, otherStates, STATES } from "./groups";
import { From } from "./words";

const texts = t.ops.failures;
const route = getRouteApi("/ops/failures");
const ANY = "";
const COLUMNS = [texts.cause, texts.from, texts.clients, numeric(texts.count), numeric(texts.members), numeric(texts.first), numeric(texts.last)];

/// What failed for good, in groups of one cause each.
export function Failures() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { api } = useApp();
  const query = useLive({
    ...failureGroupsOf(api),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  const groups = data?.groups;
  const filters = [search.kind, search.from, search.tenant, search.state].filter((value) => value !== undefined).length;
  const filter = (change: Partial<GroupFilter>): void => void navigate({ search: { ...search, ...change }, replace: true });
  const sections = byKind(groups ?? [], search);
  return (
    <View title={texts.title} lead={groups === undefined ? texts.lead : failuresSentence(groups)}>
      <div>
        {groups !== undefined && groups.length > 0 && <Filters groups={groups} search={search} filter={filter} />}
        <div className="card">
          <Pending of={query} what={texts.what} />
          {groups?.length === 0 && (
            <Empty icon="check" title={texts.empty}>
              <p>{texts.emptyWhy}</p>
            </Empty>
          )}
          {groups !== undefined && groups.length > 0 && sections.length === 0 && (
            <EmptyFiltered filters={filters} clear={() => filter({ kind: undefined, from: undefined, tenant: undefined, state: undefined })} />
          )}
          {sections.length > 0 && <Groups sections={sections} />}
        </div>
      </div>
    </View>
  );
}

interface FiltersProps {
  readonly groups: readonly FailureGroup[];
  readonly search: Partial<GroupFilter>;
  readonly filter: (change: Partial<GroupFilter>) => void;
}

/// Those that occur, and the one that is chosen.
function optionsOf(known: readonly string[], chosen: string | undefined): readonly string[] {
  return [...new Set(chosen === undefined ? known : [...known, chosen])].sort();
}

function Filters({ groups, search, filter }: FiltersProps) {
  const origins = optionsOf(groups.map((group) => group.origin), search.from);
  const tenants = optionsOf(groups.flatMap((group) => group.tenants), search.tenant);
  return (
    <div className="filters">
      <SelectField
        label={texts.filterKind}
        value={search.kind ?? ANY}
        options={[[ANY, texts.anyKind], ...KINDS.map((kind) => [kind, t.ops.kinds[kind][0]] as const)]}
        change={(kind) => filter({ kind: kind === ANY ? undefined : kind })}
      />
      <SelectField
        label={texts.filterFrom}
        value={search.from ?? ANY}
        options={[[ANY, texts.anyFrom], ...origins.map((origin) => [origin, originOf(origin).name] as const)]}
        change={(from) => filter({ from: from === ANY ? undefined : from })}
      />
      <SelectField
        label={texts.filterClient}
        value={search.tenant ?? ANY}
        options={[[ANY, texts.anyClient], ...tenants.map((tenant) => [tenant, tenant] as const)]}
        change={(tenant) => filter({ tenant: tenant === ANY ? undefined : tenant })}
      />
      <SelectField
        label={texts.filterState}
        value={search.state ?? ANY}
        options={[[ANY, texts.anyState], ...STATES.map((state) => [state, t.ops.states[state]] as const)]}
        change={(state) => filter({ state: state === ANY ? undefined : state })}
      />
    </div>
  );
}

function Groups({ sections }: { readonly sections: readonly KindOfGroups[] }) {
  return (
    <Table label={texts.table} columns={COLUMNS}>
      {sections.map(({ kind, groups }) => (
        <Fragment key={kind}>
          <tr className="day">
            <th colSpan={COLUMNS.length} scope="colgroup">
              {t.ops.kinds[kind][0]}
              <span>{t.ops.kinds[kind][1]}</span>
            </th>
          </tr>
          {groups.map((group) => (
            <Row key={group.group} group={group} />
          ))}
        </Fragment>
      ))}
    </Table>
  );
}

function Row({ group }: { readonly group: FailureGroup }) {
  const others = otherStates(group);
  return (
    <tr className="hit">
      <td>
        <Link to="/ops/failures/$group" params={{ group: group.group }} className="title-link">
          {sentence(group.reason)}
        </Link>
        <span className="sub" translate="no">
          {group.error}
        </span>
      </td>
      <td>
        <From origin={group.origin} />
        <span className="sub" translate="no">
          {group.event_type}
        </span>
      </td>
      <td translate="no" title={listed(group.tenants)}>
        {clientsOf(group.tenants)}
      </td>
      <td className="n">
        {figure(group.open)}
        {others !== "" && <span className="sub">{others}</span>}
      </td>
      <td className="n">{membersOf(group.members)}</td>
      <td className="n">{moment(group.first_seen)}</td>
      <td className="n">{moment(group.last_seen)}</td>
    </tr>
  );
}
