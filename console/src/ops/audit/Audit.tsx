import { getRouteApi, Link } from "@tanstack/react-router";
import { read } from "../../api/client";
import { serverNow } from "../../api/clock";
import type { AuditLine } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { SelectField } from "../../ui/Field";
import { moment } from "../../ui/format";
import { Pager } from "../../ui/Pager";
import { sinceOf, type Span, SPANS } from "../../ui/spans";
import { Empty, EmptyFiltered, Pending, State } from "../../ui/states";
import { Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { aboutOf, type AuditFilter, groupOf, linesOf, nextPlace, PAGE_LINES, placeOf } from "./lines";

const texts = t.ops.audit;
const route = getRouteApi("/ops/audit");
/// How many are read at once; the filters look at these.
const READ = 500;
const ANY = "";
const USUAL: Span = "week";
const COLUMNS = [texts.when, texts.who, texts.did, texts.reason, texts.about, texts.outcome];

/// Who did what to failures and redrives, and why.
export function Audit() {
  const { api } = useApp();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const place = placeOf(search.cursor);
  const { cursor } = place;
  const since = sinceOf(search.span ?? USUAL, serverNow());
  const query = useLive({
    key: ["audit", since, cursor],
    read: (signal) => read(api.GET("/audit", { params: { query: { limit: READ, since, ...(cursor === undefined ? {} : { cursor }) } }, signal })),
    every: () => BEAT_MILLIS.list,
  });
  const { data } = query;
  const lines = data?.lines ?? [];
  const shown = linesOf(lines, search);
  const part = shown.slice(place.skipped, place.skipped + PAGE_LINES);
  // What the filters leave out is on other pages; here they leave out nothing.
  const isPastEnd = data !== undefined && search.cursor !== undefined && part.length === 0 && (lines.length === 0 || shown.length > 0);
  const hasMore = lines.length > 0 && (data?.next !== undefined || cursor !== undefined);
  const filters = [search.by, search.what].filter((value) => value !== undefined).length;
  const filter = (change: Partial<AuditFilter>): void => void navigate({ search: { ...search, cursor: undefined, ...change }, replace: true });
  return (
    <View title={texts.title} lead={hasMore ? texts.some(lines.length) : texts.lead}>
      <div>
        <Filters lines={lines} search={search} filter={filter} />
        <div className="card">
          <Pending of={query} what={texts.what} />
          {data !== undefined && lines.length === 0 && search.cursor === undefined && (
            <Empty icon="audit" title={texts.empty}>
              <p>{texts.emptyWhy}</p>
            </Empty>
          )}
          {lines.length > 0 && shown.length === 0 && <EmptyFiltered filters={filters} clear={() => filter({ by: undefined, what: undefined })} />}
          {isPastEnd && <State icon="audit" title={texts.pastEnd} />}
          {part.length > 0 && <Lines lines={part} />}
          <Pager cursor={search.cursor} next={nextPlace(place, shown.length, data?.next)} link={(to) => ({ to: "/ops/audit", search: { ...search, cursor: to } })} />
        </div>
      </div>
    </View>
  );
}

interface FiltersProps {
  readonly lines: readonly AuditLine[];
  readonly search: Partial<AuditFilter>;
  readonly filter: (change: Partial<AuditFilter>) => void;
}

/// Those that occur, and the one that is chosen.
function optionsOf(known: readonly string[], chosen: string | undefined): readonly (readonly [string, string])[] {
  return [...new Set(chosen === undefined ? known : [...known, chosen])].sort().map((each) => [each, each] as const);
}

function Filters({ lines, search, filter }: FiltersProps) {
  const who = optionsOf(lines.map((line) => line.who), search.by);
  const acts = optionsOf(lines.map((line) => line.action), search.what);
  return (
    <div className="filters">
      <SelectField
        label={texts.filterBy}
        value={search.by ?? ANY}
        options={[[ANY, texts.anyBy], ...who]}
        change={(by) => filter({ by: by === ANY ? undefined : by })}
      />
      <SelectField
        label={texts.filterWhat}
        value={search.what ?? ANY}
        options={[[ANY, texts.anyWhat], ...acts]}
        change={(what) => filter({ what: what === ANY ? undefined : what })}
      />
      <SelectField
        label={texts.filterSpan}
        value={search.span ?? USUAL}
        options={SPANS.map((span) => [span, t.time.spans[span]] as const)}
        change={(span) => filter({ span: span === USUAL ? undefined : span })}
      />
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly AuditLine[] }) {
  return (
    <Table label={texts.table} columns={COLUMNS}>
      {lines.map((line) => (
        <Row key={`${line.at} ${line.who} ${line.action} ${line.outcome}`} line={line} />
      ))}
    </Table>
  );
}

function Row({ line }: { readonly line: AuditLine }) {
  const group = groupOf(line);
  const about = aboutOf(line);
  return (
    <tr className="hit">
      <td className="num">{moment(line.at)}</td>
      <td translate="no">{line.who}</td>
      <td className="strong">{line.action}</td>
      <td className="wrap-any">{line.reason}</td>
      <td className="wrap-any">
        {group !== undefined && (
          <Link to="/ops/failures/$group" params={{ group }} className="title-link">
            {texts.group} <span translate="no">{group}</span>
          </Link>
        )}
        <span className="sub">{about.length === 0 && group === undefined ? texts.all : about.join(", ")}</span>
      </td>
      <td>{sentence(line.outcome)}</td>
    </tr>
  );
}
