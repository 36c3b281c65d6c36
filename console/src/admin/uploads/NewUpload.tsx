import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { read } from "../../api/client";
import { useCreation, type Wanted } from "../../api/intent";
import { mappingsOf, useOnce } from "../../api/reads";
import type { FileKind, Mapping, Upload, ValueReading } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { Choices, Segments, SelectField, TextField } from "../../ui/Field";
import { bytes, parseFigure } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Note } from "../../ui/Note";
import { Scroll } from "../../ui/Scroll";
import { ProblemNote } from "../../ui/states";
import { View } from "../../ui/View";
import { faultOf, send, type Wish } from "./sending";
import { UploadSteps } from "./UploadFrame";
import { KINDS } from "./words";

const texts = t.admin.drop;
const route = getRouteApi("/admin/uploads/new");
const READINGS = ["values", "withdrawals", "corrections"] as const satisfies readonly ValueReading[];
const ABSENT = ["stay", "leave"] as const;
const POLICIES = ["partial", "all-or-nothing", "abort-over"] as const;
const AS_RECOGNISED = "";

type Policy = (typeof POLICIES)[number];

/// Whether the corrected file is complete as the first one was: the rejects have all rows only if all were rejected,
/// as they are when the whole file is refused.
export function staysComplete({ leavers, report }: Upload): boolean {
  return leavers === true && report !== undefined && report.received > 0 && report.rejected === report.received;
}

export function NewUpload() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { api } = useApp();
  const first = useQuery({
    queryKey: ["upload", search.corrects, "first"],
    enabled: search.corrects !== undefined,
    queryFn: ({ signal }) =>
      read(api.GET("/uploads/{upload}", { params: { path: { upload: search.corrects ?? "" } }, signal })),
  });
  const [file, setFile] = useState<File>();
  const [kind, setKind] = useState<FileKind>(search.kind ?? "activity");
  const [reading, setReading] = useState<ValueReading>("values");
  const [absent, setAbsent] = useState<(typeof ABSENT)[number]>("stay");
  const [layout, setLayout] = useState(AS_RECOGNISED);
  const [policy, setPolicy] = useState<Policy>("partial");
  const [percent, setPercent] = useState("5");
  const corrected = first.data;
  const share = parseFigure(percent);
  const shareFault = policy === "abort-over" && (share === undefined || share >= 100) ? texts.shareFault : undefined;
  const wish: Wish =
    corrected === undefined
      ? {
          kind,
          values: kind === "activity" ? reading : "values",
          leavers: kind === "members" && absent === "leave",
          policy: policy === "abort-over" ? `abort-over-${share ?? 0}%` : policy,
          mapping: layout === AS_RECOGNISED ? undefined : layout,
        }
      : { kind: corrected.kind, values: corrected.values, leavers: staysComplete(corrected), policy: corrected.policy, mapping: corrected.mapping };
  const fault = file === undefined ? undefined : faultOf(file);
  const sending = useCreation(
    (wanted: Wanted<Wish>) => send(api, wanted),
    (upload) => navigate({ to: "/admin/uploads/$upload/understood", params: { upload } }),
  );
  const ready = file !== undefined && fault === undefined && shareFault === undefined && !sending.isPending;
  return (
    <View
      title={corrected === undefined ? texts.title : texts.correcting(corrected.file_name)}
      crumbs={[{ label: t.admin.uploads.title, link: { to: "/admin/uploads" } }]}
    >
      <div>
        <UploadSteps now="file" />
        <div className="two" inert={sending.isPending}>
          <div className="stack">
            <Drop file={file} choose={sending.isPending ? undefined : setFile} />
            {fault !== undefined && (
              <Note kind="bad" alert>
                {texts.faults[fault]}
              </Note>
            )}
            <ProblemNote failure={sending.error} />
            <Note kind="ok" title={texts.promise}>
              {texts.promiseWhy}
            </Note>
            <Examples kind={wish.kind} />
          </div>
          <aside>
            {corrected === undefined ? (
              <div className="card pad stack">
                <div className="stack tight">
                  <h2>{texts.what}</h2>
                  <Segments label={texts.what} value={kind} options={KINDS.map((each) => [each, t.admin.kinds[each]] as const)} change={setKind} />
                </div>
                {kind === "members" && (
                  <Choices
                    legend={texts.absent}
                    name="absent"
                    value={absent}
                    options={ABSENT.map((value) => ({ value, title: texts.absences[value][0], hint: texts.absences[value][1] }))}
                    change={setAbsent}
                  />
                )}
                <LayoutField kind={kind} layout={layout} choose={setLayout} />
                <details className="more">
                  <summary>{texts.options}</summary>
                  <div className="stack">
                    {kind === "activity" && (
                      <Choices
                        legend={texts.reading}
                        name="reading"
                        value={reading}
                        options={READINGS.map((value) => ({ value, title: texts.readings[value][0], hint: texts.readings[value][1] }))}
                        change={setReading}
                      />
                    )}
                    <Choices
                      legend={texts.policy}
                      name="policy"
                      value={policy}
                      options={POLICIES.map((value) => ({ value, title: texts.policies[value][0], hint: texts.policies[value][1] }))}
                      change={setPolicy}
                    />
                    {policy === "abort-over" && (
                      <TextField label={texts.share} unit={texts.percent} inputMode="decimal" value={percent} change={setPercent} fault={shareFault} />
                    )}
                  </div>
                </details>
              </div>
            ) : (
              <div className="card pad stack tight">
                <h2>{texts.sameWay}</h2>
                <p className="soft">{texts.sameWayWhy}</p>
              </div>
            )}
          </aside>
        </div>
        <div className="foot">
          <p className="grow soft">{file === undefined ? texts.none : texts.chosen(file.name, bytes(file.size))}</p>
          <button type="button" className="btn go" disabled={!ready} onClick={() => file !== undefined && sending.mutate(wish, file)}>
            {texts.check}
          </button>
        </div>
      </div>
    </View>
  );
}

/// The whole window takes the file; a button does the same.
///
/// @param choose undefined while no other file can be chosen
function Drop({ file, choose }: { readonly file: File | undefined; readonly choose: ((file: File) => void) | undefined }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const dragged = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      setOver(event.type === "dragover");
      const dropped = event.type === "drop" ? event.dataTransfer.files[0] : undefined;
      if (dropped !== undefined) choose?.(dropped);
    };
    const pasted = (event: ClipboardEvent): void => {
      const [first] = event.clipboardData?.files ?? [];
      if (first !== undefined) choose?.(first);
    };
    const dragEvents = ["dragover", "dragleave", "drop"] as const;
    for (const name of dragEvents) addEventListener(name, dragged);
    addEventListener("paste", pasted);
    return () => {
      for (const name of dragEvents) removeEventListener(name, dragged);
      removeEventListener("paste", pasted);
    };
  }, [choose]);
  return (
    <div className={over ? "drop over" : "drop"}>
      <div className="big">
        <Icon name={file === undefined ? "upload" : "file"} />
      </div>
      <p className="heading wrap-any">{file === undefined ? texts.here : file.name}</p>
      <p className="soft">{file === undefined ? texts.takes : bytes(file.size)}</p>
      <input
        ref={input}
        type="file"
        className="sr"
        aria-label={texts.choose}
        tabIndex={-1}
        accept=".csv,.txt,.tsv,.gz,.xlsx,.jsonl,.ndjson,text/csv,text/plain"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) choose?.(chosen);
        }}
      />
      <button type="button" className={file === undefined ? "btn go" : "btn"} onClick={() => input.current?.click()}>
        {file === undefined ? texts.choose : texts.chooseOther}
      </button>
    </div>
  );
}

function LayoutField({ kind, layout, choose }: { readonly kind: FileKind; readonly layout: string; readonly choose: (name: string) => void }) {
  const { api } = useApp();
  const { data } = useOnce(mappingsOf(api));
  const fitting: readonly Mapping[] = data?.mappings.filter((mapping) => mapping.kind === kind) ?? [];
  const shown = fitting.some((mapping) => mapping.name === layout) ? layout : AS_RECOGNISED;
  return (
    <SelectField
      label={texts.layout}
      hint={texts.layoutHint}
      value={shown}
      options={[[AS_RECOGNISED, texts.recognised], ...fitting.map((mapping) => [mapping.name, mapping.title] as const)]}
      change={choose}
    />
  );
}

function Examples({ kind }: { readonly kind: FileKind }) {
  return (
    <section className="card">
      <header>
        <h2>{texts.examples[kind]}</h2>
      </header>
      {texts.tables[kind].map(({ title, columns, rows }) => (
        <Scroll key={title} label={title}>
          <table className="mono tiny example">
            <caption>{title}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.join()}>
                  {row.map((cell, index) => (
                    <td key={columns[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ))}
    </section>
  );
}

