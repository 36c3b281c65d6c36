import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Upload, UploadCheck, UploadLeavers } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { t } from "../../texts";
import { figure, sentence } from "../../texts/words";
import { Choices, Field } from "../../ui/Field";
import { bytes, day, moment, percent } from "../../ui/format";
import { Note } from "../../ui/Note";
import { Progress } from "../../ui/Progress";
import { ProblemNote, State } from "../../ui/states";
import { type Column, Table } from "../../ui/Table";
import { checkAgain } from "./calls";
import { CancelUpload } from "./CancelUpload";
import { Columns } from "./Columns";
import { Leavers, StoreAndRemove } from "./Leavers";
import { useSending } from "./sending";
import { UploadFrame, useActed, useUpload } from "./UploadFrame";
import { viewOf } from "./words";

const texts = t.admin.understood;
const route = getRouteApi("/admin/uploads/$upload/understood");

type Stage = keyof typeof texts.titles;

function stageOf({ undecided, check }: Upload): Stage {
  if (undecided?.leavers !== undefined) return "leavers";
  if (undecided !== undefined) return questionOf(undecided);
  return check === undefined ? "looking" : "read";
}

/// What is asked: which reading is meant, which column is what, or nothing if not even the names of columns were found.
function questionOf({ choices, columns }: NonNullable<Upload["undecided"]>): "undecided" | "columns" | "unreadable" {
  if (choices.length > 0) return "undecided";
  return columns.length > 0 ? "columns" : "unreadable";
}

export function Understood() {
  const { upload: id } = route.useParams();
  const query = useUpload(id);
  return (
    <UploadFrame
      query={query}
      step="understood"
      title={(upload) => texts.titles[stageOf(upload)]}
      lead={(upload) => texts.leads[stageOf(upload)]}
    >
      {(upload) => {
        if (viewOf(upload) === "report") return <Navigate to="/admin/uploads/$upload" params={{ upload: id }} replace />;
        if (upload.undecided?.leavers !== undefined) return <ManyLeavers upload={upload} leavers={upload.undecided.leavers} />;
        if (upload.undecided !== undefined) return <Question upload={upload} question={upload.undecided} />;
        if (upload.check !== undefined) return <Read upload={upload} check={upload.check} />;
        return <Looking upload={upload} />;
      }}
    </UploadFrame>
  );
}

/// The file is on its way, or is being read.
function Looking({ upload }: { readonly upload: Upload }) {
  const sending = useSending(upload.upload);
  const manages = useIdentity().role !== "viewer";
  if (upload.state === "created" && sending !== undefined && sending.is !== "arrived") {
    const done = percent(sending.sentBytes, sending.totalBytes);
    return (
      <div className="card pad stack">
        <h2>{texts.sending(sending.fileName)}</h2>
        <Progress label={texts.sending(sending.fileName)} done={sending.sentBytes} of={sending.totalBytes} words={done} />
        <p className="num soft">{texts.sent(bytes(sending.sentBytes), bytes(sending.totalBytes), done)}</p>
        {sending.is === "broken" && (
          <Note kind="bad" alert title={texts.broken}>
            {texts.brokenWhy}
            <div className="row">
              <button type="button" className="btn s" onClick={sending.again}>
                {texts.sendAgain}
              </button>
            </div>
          </Note>
        )}
        <p className="dim small">{texts.keepOpen}</p>
      </div>
    );
  }
  const awaited = upload.state === "created" && sending === undefined;
  return (
    <div className="card" role="status">
      <State
        icon="clock"
        title={awaited ? texts.awaited : texts.states[upload.state === "waiting" ? "waiting" : "checking"][0]}
        actions={manages && <CancelUpload upload={upload} />}
      >
        <p>{awaited ? texts.awaitedWhy : texts.states[upload.state === "waiting" ? "waiting" : "checking"][1]}</p>
      </State>
    </div>
  );
}

interface PartProps {
  readonly upload: Upload;
}

function useCheckAgain(upload: Upload) {
  const { api } = useApp();
  return useMutation({
    mutationFn: (mapping: string) => checkAgain(api, upload.upload, mapping),
    onSuccess: useActed(upload),
  });
}

interface QuestionProps extends PartProps {
  readonly question: NonNullable<Upload["undecided"]>;
}

function Question(props: QuestionProps) {
  switch (questionOf(props.question)) {
    case "undecided":
      return <Undecided {...props} />;
    case "columns":
      // A later question about the same file is another one.
      return <Columns key={props.upload.version} {...props} />;
    case "unreadable":
      return <Unreadable {...props} />;
  }
}

/// Nobody can say which column is what: the file has to be corrected.
function Unreadable({ upload, question }: QuestionProps) {
  const manages = useIdentity().role !== "viewer";
  return (
    <>
      <Note kind="bad" title={texts.noColumns}>
        {sentence(question.reason)}
      </Note>
      {manages && (
        <div className="foot">
          <p className="grow soft">{texts.noColumnsWhy}</p>
          <CancelUpload upload={upload} />
          <Link to="/admin/uploads/new" search={{ kind: upload.kind }} className="btn go">
            {texts.sendCorrected}
          </Link>
        </div>
      )}
    </>
  );
}

/// The file can be read in several ways, and nothing in it decides.
function Undecided({ upload, question }: QuestionProps) {
  const [chosen, setChosen] = useState<string>();
  const check = useCheckAgain(upload);
  const manages = useIdentity().role !== "viewer";
  return (
    <>
      <div className="stack">
        <Note kind="warn" title={texts.noValueDecides}>
          <details className="more">
            <summary>{t.actions.more}</summary>
            {sentence(question.reason)}
          </details>
        </Note>
        {question.choices.map((choice) => (
          <div key={choice.field} className="card pad">
            <Choices
              legend={texts.chooseFor(choice.field)}
              name={choice.field}
              value={chosen}
              disabled={!manages}
              options={choice.readings.map((reading) => ({
                value: reading.mapping,
                title: <span translate="no">{reading.example}</span>,
                hint: reading.meaning,
              }))}
              change={setChosen}
            />
          </div>
        ))}
        <ProblemNote failure={check.error} />
      </div>
      {manages && (
        <div className="foot">
          <p className="grow soft">{texts.decides}</p>
          <CancelUpload upload={upload} />
          <button type="button" className="btn go" disabled={chosen === undefined || check.isPending} onClick={() => chosen !== undefined && check.mutate(chosen)}>
            {texts.readSo}
          </button>
        </div>
      )}
    </>
  );
}

/// So many members would leave by a complete file that its client has to confirm it.
function ManyLeavers({ upload, leavers }: PartProps & { readonly leavers: UploadLeavers }) {
  const manages = useIdentity().role !== "viewer";
  return (
    <>
      <Leavers of={leavers} />
      {manages && (
        <div className="foot">
          <p className="grow soft">{t.admin.leavers.undecided}</p>
          <CancelUpload upload={upload} />
          <StoreAndRemove upload={upload} leavers={leavers} />
        </div>
      )}
    </>
  );
}

/// How the file was read: its first rows as they stand beside as they are read.
function Read({ upload, check }: PartProps & { readonly check: UploadCheck }) {
  const manages = useIdentity().role !== "viewer";
  return (
    <>
      <div className="two">
        <div className="stack">
          <FirstRows check={check} received={upload.report?.received} />
        </div>
        <aside>
          {upload.findings !== undefined && (
            <section className="card pad stack tight">
              <h2>{texts.how}</h2>
              <ul className="notes">
                {upload.findings.notes.map((note) => (
                  <li key={note}>{sentence(note)}</li>
                ))}
              </ul>
            </section>
          )}
          {manages && <OtherLayout upload={upload} />}
        </aside>
      </div>
      <div className="foot">
        <p className="grow soft">{texts.right}</p>
        {manages && <CancelUpload upload={upload} />}
        <Link to="/admin/uploads/$upload/check" params={{ upload: upload.upload }} className="btn go">
          {texts.see}
        </Link>
      </div>
    </>
  );
}

/// A value as we read it, written as the console writes such values.
function shown(field: string, value: string): string {
  if (field === "date") return day(value);
  if (field === "recorded_at") return moment(value);
  const number = Number(value);
  return field === "value" && Number.isFinite(number) ? figure(number) : value;
}

function FirstRows({ check, received }: { readonly check: UploadCheck; readonly received: number | undefined }) {
  const fields = [...new Set(check.rows.flatMap((row) => row.understood.flatMap((value) => Object.keys(value))))];
  const columns: readonly Column[] = [
    texts.line,
    texts.stands,
    ...fields.map((field) => ({ words: texts.fields[field] ?? field.replace(/^metric:/, ""), className: "as" })),
  ];
  return (
    <section className="card">
      <header>
        <h2>{texts.firstRows}</h2>
        {received !== undefined && <span className="dim small">{texts.ofRows(check.rows.length, received)}</span>}
      </header>
      <Table label={texts.firstRows} columns={columns} className="read">
        {check.rows.flatMap((row) => {
          const values = row.understood.length === 0 ? [{} as Record<string, string>] : row.understood;
          return values.map((value, index) => (
            <tr key={`${row.line} ${index}`}>
              {index === 0 && (
                <>
                  <td className="dim" rowSpan={values.length}>
                    {figure(row.line)}
                  </td>
                  <td className="mono raw" rowSpan={values.length} translate="no">
                    {row.text}
                  </td>
                </>
              )}
              {row.rejected === undefined ? (
                fields.map((field) => (
                  <td key={field} className="as" translate="no">
                    {value[field] === undefined ? <span className="dim">{texts.none}</span> : shown(field, value[field])}
                  </td>
                ))
              ) : (
                <td className="as faulty" colSpan={Math.max(1, fields.length)}>
                  {sentence(row.rejected)}
                </td>
              )}
            </tr>
          ));
        })}
      </Table>
    </section>
  );
}

/// The same file, read by another mapping.
function OtherLayout({ upload }: PartProps) {
  const [mapping, setMapping] = useState(upload.mapping ?? "");
  const check = useCheckAgain(upload);
  return (
    <section className="card pad">
      <details className="more">
        <summary>{texts.wrong}</summary>
        <div className="stack">
          <Field label={texts.mapping} hint={texts.mappingHint}>
            {(control) => (
              <textarea {...control} className="in mono" value={mapping} spellCheck={false} onChange={(event) => setMapping(event.target.value)} />
            )}
          </Field>
          <ProblemNote failure={check.error} />
          <button type="button" className="btn" disabled={mapping.trim() === "" || check.isPending} onClick={() => check.mutate(mapping.trim())}>
            {texts.readAgain}
          </button>
        </div>
      </details>
    </section>
  );
}
