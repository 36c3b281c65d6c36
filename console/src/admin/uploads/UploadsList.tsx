import { getRouteApi, Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useApp, useIdentity } from "../../app";
import type { Upload } from "../../api/types";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { SelectField } from "../../ui/Field";
import { FateBar, fateWords } from "../../ui/Fates";
import { dayOf, moment } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Pager } from "../../ui/Pager";
import { SearchField } from "../../ui/SearchField";
import { SPANS } from "../../ui/spans";
import { Empty, EmptyFiltered, Pending } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { fatesOf, listUploads, type UploadFilter } from "./calls";
import { isOnItsWay, KINDS, StateChip, STATES, viewOf, waitsForClient } from "./words";

const texts = t.admin.uploads;
const route = getRouteApi("/admin/uploads");
const COLUMNS = [texts.file, texts.state, texts.rows, texts.by, numeric(texts.received)];
const PATHS = {
  understood: "/admin/uploads/$upload/understood",
  check: "/admin/uploads/$upload/check",
  report: "/admin/uploads/$upload",
} as const;

export function UploadsList() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const query = useLive({
    key: ["uploads", search],
    read: (signal) => listUploads(api, search, signal),
    every: (page) => (page?.uploads.some(isOnItsWay) === true ? BEAT_MILLIS.live : BEAT_MILLIS.list),
  });
  const { data } = query;
  const filters = [search.state, search.kind, search.by, search.span].filter((value) => value !== undefined).length;
  const filter = (change: Search): void =>
    void navigate({ search: { ...search, cursor: undefined, ...change }, replace: true });
  const send = manages && (
    <Link to="/admin/uploads/new" className="btn go">
      <Icon name="upload" />
      {texts.send}
    </Link>
  );
  return (
    <View title={texts.title} lead={lead(data?.uploads)} actions={send}>
      <div>
        <Filters search={search} filter={filter} />
        <div className="card">
          <Pending of={query} what={texts.what} />
          {data !== undefined && data.uploads.length > 0 && <UploadsTable uploads={data.uploads} />}
          {data?.uploads.length === 0 &&
            (filters > 0 || search.cursor !== undefined ? (
              <EmptyFiltered
                filters={Math.max(1, filters)}
                clear={() => filter({ state: undefined, kind: undefined, by: undefined, span: undefined })}
              />
            ) : (
              <Empty
                icon="upload"
                title={texts.empty}
                actions={
                  manages && (
                    <Link to="/admin/uploads/new" search={{ kind: "members" }} className="btn go">
                      {texts.emptyAct}
                    </Link>
                  )
                }
              >
                <p>{texts.emptyWhy}</p>
              </Empty>
            ))}
          <Pager cursor={search.cursor} next={data?.next} link={(cursor) => ({ to: "/admin/uploads", search: { ...search, cursor } })} />
        </div>
      </div>
    </View>
  );
}

function lead(uploads: readonly Upload[] | undefined): string {
  const onTheirWay = uploads?.filter(isOnItsWay).length ?? 0;
  const waiting = uploads?.filter(waitsForClient).length ?? 0;
  const sentences = [
    waiting > 0 ? texts.waitForYou(waiting) : "",
    onTheirWay > 0 ? texts.onTheirWay(onTheirWay) : "",
  ].filter((sentence) => sentence !== "");
  return sentences.length === 0 ? texts.lead : sentences.join(" ");
}

type Search = Partial<UploadFilter>;

function Filters({ search, filter }: { readonly search: Search; readonly filter: (change: Search) => void }) {
  return (
    <div className="filters">
      <SelectField
        label={texts.filterState}
        value={search.state ?? "any"}
        options={[["any", texts.anyState], ...STATES.map((state) => [state, t.admin.states[state]] as const)]}
        change={(state) => filter({ state: state === "any" ? undefined : state })}
      />
      <SelectField
        label={texts.filterKind}
        value={search.kind ?? "any"}
        options={[["any", texts.anyKind], ...KINDS.map((kind) => [kind, t.admin.kinds[kind]] as const)]}
        change={(kind) => filter({ kind: kind === "any" ? undefined : kind })}
      />
      <SelectField
        label={texts.filterFrom}
        value={search.span ?? "any"}
        options={[["any", texts.anyTime], ...SPANS.map((span) => [span, t.time.spans[span]] as const)]}
        change={(span) => filter({ span: span === "any" ? undefined : span })}
      />
      <SearchField label={texts.filterBy} hint={texts.filterByHint} whole value={search.by ?? ""} search={(by) => filter({ by: by === "" ? undefined : by })} />
    </div>
  );
}

function byDay(uploads: readonly Upload[]): readonly { name: string; full: string; uploads: Upload[] }[] {
  const days: { name: string; full: string; uploads: Upload[] }[] = [];
  for (const upload of uploads) {
    const { name, full } = dayOf(upload.created_at);
    const last = days.at(-1);
    if (last?.full === full) last.uploads.push(upload);
    else days.push({ name, full, uploads: [upload] });
  }
  return days;
}

/// Uploads by day, each with what became of its rows.
export function UploadsTable({ uploads }: { readonly uploads: readonly Upload[] }) {
  return (
    <Table label={texts.table} columns={COLUMNS} className="cards">
      {byDay(uploads).map((day) => (
        <Fragment key={day.full}>
          <tr className="day">
            <th colSpan={COLUMNS.length} scope="colgroup">
              {day.name}
              <span>{day.full}</span>
            </th>
          </tr>
          {day.uploads.map((upload) => (
            <Row key={upload.upload} upload={upload} />
          ))}
        </Fragment>
      ))}
    </Table>
  );
}

function Row({ upload }: { readonly upload: Upload }) {
  return (
    <tr className="hit">
      <td>
        <Link to={PATHS[viewOf(upload)]} params={{ upload: upload.upload }} className="title-link" translate="no">
          {upload.file_name}
        </Link>
        <span className="sub">{t.admin.kinds[upload.kind]}</span>
      </td>
      <td>
        <StateChip state={upload.state} />
      </td>
      <td>
        <Rows upload={upload} />
      </td>
      <td translate="no">{upload.created_by}</td>
      <td className="n">{moment(upload.created_at)}</td>
    </tr>
  );
}

function Rows({ upload }: { readonly upload: Upload }) {
  const { report, partitions } = upload;
  if (report === undefined || report.received === 0) return <span className="sub">{upload.ended ? texts.nothing : texts.notYet}</span>;
  if (upload.state === "checked") return <span className="sub">{texts.notYet}</span>;
  const parts = fatesOf(report);
  const stages = partitions === undefined ? "" : `${texts.parts(partitions.done, partitions.total)}: `;
  return (
    <>
      <FateBar parts={parts} />
      <span className="sub num">
        {stages}
        {fateWords(parts)}
      </span>
    </>
  );
}
