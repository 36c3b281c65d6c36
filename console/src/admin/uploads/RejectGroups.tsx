import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Upload } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { count, figure, sentence } from "../../texts/words";
import { Icon } from "../../ui/Icon";
import { Failed, ProblemNote } from "../../ui/states";
import type { RejectedRow } from "./rejectsFile";
import { rejectsAddress, useRejects } from "./useRejects";

const texts = t.admin.rejected;
const SHOWN = 1;
const SHOWN_MORE = 20;

/// The reason in words; a code that the catalogue lacks is shown as it is.
export function reasonOf(code: string): readonly [string, string] {
  return code in t.rejects ? t.rejects[code as keyof typeof t.rejects] : [code, ""];
}

export function DownloadRejects({ upload, rejected }: { readonly upload: Upload; readonly rejected: number }) {
  const { api } = useApp();
  const download = useMutation({
    mutationFn: () => rejectsAddress(api, upload.upload),
    onSuccess: (address) => location.assign(address),
  });
  return (
    <>
      <button type="button" className="btn s" disabled={download.isPending} onClick={() => download.mutate()}>
        <Icon name="down" />
        {texts.download(rejected)}
      </button>
      <ProblemNote failure={download.error} />
    </>
  );
}

/// The rejected rows by reason, with the cell at fault.
export function RejectGroups({ upload }: { readonly upload: Upload }) {
  const rejects = useRejects(upload);
  const codes = Object.entries(upload.report?.rejected_by_code ?? {}).sort(([, one], [, other]) => other - one);
  if (codes.length === 0) return null;
  const rejected = upload.report?.rejected ?? 0;
  return (
    <section className="card">
      <header>
        <h2>{texts.title(rejected, codes.length)}</h2>
        {upload.rejects && <DownloadRejects upload={upload} rejected={rejected} />}
      </header>
      {rejects.error !== null && <Failed what={texts.examples} failure={rejects.error} again={() => void rejects.refetch()} />}
      {codes.map(([code, rows]) => (
        <Group key={code} code={code} rows={rows} examples={rejects.data?.filter((row) => row.code === code) ?? []} />
      ))}
    </section>
  );
}

function Group({ code, rows, examples }: { readonly code: string; readonly rows: number; readonly examples: readonly RejectedRow[] }) {
  const [more, setMore] = useState(false);
  const [title, help] = reasonOf(code);
  const shown = examples.slice(0, more ? SHOWN_MORE : SHOWN);
  return (
    <div className="group">
      <div className="group-count num" aria-hidden="true">
        {figure(rows)}
      </div>
      <div className="grow">
        <h3>
          <span className="sr">{count(rows, "row")}: </span>
          {title}
        </h3>
        <p className="soft">{help}</p>
        {shown.map((row) => (
          <Cells key={row.line} row={row} />
        ))}
      </div>
      {examples.length > SHOWN && (
        <button type="button" className="btn s" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? texts.less : texts.more(Math.min(examples.length, SHOWN_MORE))}
        </button>
      )}
    </div>
  );
}

/// A row as it came, the cell at fault marked, with the reason.
export function Cells({ row }: { readonly row: RejectedRow }) {
  return (
    <>
      <div className="cells" translate="no">
        <span className="line" translate="yes">
          {texts.line(row.line)}
        </span>
        {row.cells.map((cell, index) => (
          <span key={index} className={row.atFault[index] === true ? "at-fault" : ""}>
            {cell}
          </span>
        ))}
      </div>
      <p className="small soft wrap-any">{sentence(row.message)}</p>
    </>
  );
}
