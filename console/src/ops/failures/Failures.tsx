import { getRouteApi, Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { failureGroupsOf } from "../../api/reads";
import type { FailureGroup } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { figure, sentence } from "../../texts/words";
import { SelectField } from "../../ui/Field";
import { moment } from "../../ui/format";
import { Empty, EmptyFiltered, Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { byKind, failuresSentence, type GroupFilter, type KindOfGroups, KINDS, membersOf, originOf, otherStates } from "./groups";
import { From } from "./words";

const texts = t.ops.failures;
const route = getRouteApi("/ops/failures");
const ANY = "";
const COLUMNS = [texts.cause, texts.from, numeric(texts.count), numeric(texts.members), numeric(texts.first), numeric(texts.last)];

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
  const filters = [search.kind, search.from].filter((value) => value !== undefined).length;
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
            <EmptyFiltered filters={filters} clear={() => filter({ kind: undefined, from: undefined })} />
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

function Filters({ groups, search, filter }: FiltersProps) {
  const known = groups.map((group) => group.origin);
  const origins = [...new Set(search.from === undefined ? known : [...known, search.from])].sort();
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
        <Link to="/ops/failures/$group" params={{ group: group.group }} className="title-link" translate="no">
          {group.error}
        </Link>
        <span className="sub">{sentence(group.reason)}</span>
      </td>
      <td>
        <From origin={group.origin} />
        <span className="sub" translate="no">
          {group.event_type}
        </span>
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
