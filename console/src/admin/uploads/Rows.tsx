import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import type { Upload } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { figure, sentence } from "../../texts/words";
import { SelectField, TextField } from "../../ui/Field";
import { day } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Chip, type Kind } from "../../ui/Note";
import { saveBlob } from "../../ui/save";
import { EmptyFiltered, Pending, ProblemNote } from "../../ui/states";
import { numeric, Table } from "../../ui/Table";
import { ALL_ROWS, type FatedRow, findRows, ROW_CHOICES, ROW_FATES, type RowFate, type RowFilter, type RowSearch, rowsFile } from "./rowsFile";

const texts = t.admin.rows;
const route = getRouteApi("/admin/uploads/$upload");
const SHOWN = 50;
const COLUMNS = [numeric(texts.line), texts.fate, texts.reason, texts.member, texts.day, texts.metric, numeric(texts.value)];
const SIGNS: Record<RowFate, Kind | undefined> = { accepted: "ok", unchanged: undefined, superseded: "info", rejected: "bad" };

/// What became of each row: to look up, and to keep.
export function Rows({ upload }: { readonly upload: Upload }) {
  const { api } = useApp();
  const { fate, q } = route.useSearch();
  const navigate = route.useNavigate();
  const keep = useMutation({
    mutationFn: async () => saveBlob(`${upload.file_name}-rows.csv`, await rowsFile(api, upload.upload, new AbortController().signal)),
  });
  const look = (search: RowSearch): void => void navigate({ search, replace: true, resetScroll: false });
  return (
    <section className="card">
      <header>
        <h2>{texts.title}</h2>
        <button type="button" className="btn s" disabled={keep.isPending} onClick={() => keep.mutate()}>
          <Icon name="down" />
          {keep.isPending ? texts.keeping : texts.keep(upload.report?.received ?? 0)}
        </button>
      </header>
      <div className="pad stack tight">
        <p className="soft">{texts.why}</p>
        <LookUp key={`${fate ?? ""} ${q ?? ""}`} fate={fate} q={q} look={look} />
        <ProblemNote failure={keep.error} />
      </div>
      {fate !== undefined && (
        <Found upload={upload} filter={{ fate: fate === ALL_ROWS ? undefined : fate, q }} clear={() => look({ fate: ALL_ROWS, q: undefined })} />
      )}
    </section>
  );
}

function LookUp({ fate, q, look }: RowSearch & { readonly look: (search: RowSearch) => void }) {
  const [chosen, setChosen] = useState(fate ?? ALL_ROWS);
  const [asked, setAsked] = useState(q ?? "");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    look({ fate: chosen, q: asked.trim() === "" ? undefined : asked.trim() });
  };
  return (
    <form className="filters" onSubmit={submit}>
      <SelectField label={texts.fate} value={chosen} options={ROW_CHOICES.map((each) => [each, texts.fates[each]] as const)} change={setChosen} />
      <TextField label={texts.look} value={asked} change={setAsked} />
      <button type="submit" className="btn">
        {texts.show}
      </button>
    </form>
  );
}

function Found({ upload, filter, clear }: { readonly upload: Upload; readonly filter: RowFilter; readonly clear: () => void }) {
  const { api } = useApp();
  const query = useQuery({
    queryKey: ["rows", upload.upload, filter],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => findRows(api, upload.upload, filter, SHOWN, signal),
  });
  const { data } = query;
  if (data === undefined) return <Pending of={query} what={texts.what} />;
  if (data.rows.length === 0) return <EmptyFiltered filters={1} clear={clear} />;
  return (
    <>
      <Table label={texts.table} columns={COLUMNS}>
        {data.rows.map((row, index) => (
          <Row key={index} row={row} />
        ))}
      </Table>
      {data.more && <p className="pad dim small">{texts.more(SHOWN)}</p>}
    </>
  );
}

function Row({ row }: { readonly row: FatedRow }) {
  const cell = (column: string): string => row[column] ?? "";
  const fate = ROW_FATES.find((each) => each === row["fate"]);
  return (
    <tr>
      <td className="n">{figure(Number(cell("line")))}</td>
      <td>{fate === undefined ? cell("fate") : <Chip kind={SIGNS[fate]}>{texts.fates[fate]}</Chip>}</td>
      <td className="soft wrap-any">{cell("reason") === "" ? cell("code") : sentence(cell("reason"))}</td>
      <td translate="no">{cell("member_id")}</td>
      <td>{day(cell("date"))}</td>
      <td>{cell("metric")}</td>
      <td className="n">{cell("value")}</td>
    </tr>
  );
}
