import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { read } from "../../api/client";
import type { Upload, Visibility } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { FateBar, SumLine } from "../../ui/Fates";
import { bytes, moment } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Note } from "../../ui/Note";
import { Track } from "../../ui/Steps";
import { fatesOf } from "./calls";
import { CancelUpload } from "./CancelUpload";
import { reasonOf, RejectGroups } from "./RejectGroups";
import { Revert } from "./Revert";
import { Rows } from "./Rows";
import { stagesOf } from "./stages";
import { UploadFrame, useUpload } from "./UploadFrame";
import { viewOf } from "./words";

const texts = t.admin.report;
const route = getRouteApi("/admin/uploads/$upload");

/// Refusals for the names of the columns: another layout may help.
const HEADER_CODES: ReadonlySet<string> = new Set(["no-header", "missing-column", "unknown-column", "duplicate-column"]);

export function Report() {
  const { upload: id } = route.useParams();
  const query = useUpload(id);
  const visible = useVisible(query.data);
  return (
    <UploadFrame query={query} step="report" title={(upload) => titleOf(upload, visible)} lead={(upload) => leadOf(upload, visible)}>
      {(upload) => {
        const view = viewOf(upload);
        if (view === "check") return <Navigate to="/admin/uploads/$upload/check" params={{ upload: id }} replace />;
        if (view === "understood") return <Navigate to="/admin/uploads/$upload/understood" params={{ upload: id }} replace />;
        return <Result upload={upload} visible={visible} />;
      }}
    </UploadFrame>
  );
}

function isStored(upload: Upload): boolean {
  return upload.state === "completed" || upload.state === "completed-with-rejects";
}

/// Whether the boards show it: asked until they do.
function useVisible(upload: Upload | undefined): Visibility | undefined {
  const { api } = useApp();
  const asked = upload?.kind === "activity" && (isStored(upload) || upload.state === "storing");
  const query = useLive<Visibility | null>({
    key: ["visible", upload?.upload, asked],
    read: async (signal) =>
      asked ? read(api.GET("/uploads/{upload}/visible", { params: { path: { upload: upload.upload } }, signal })) : null,
    every: (value) => (asked && value?.visible === false ? BEAT_MILLIS.live : undefined),
  });
  return query.data ?? undefined;
}

function titleOf(upload: Upload, visible: Visibility | undefined): string {
  if (isStored(upload) && visible?.visible === true) return texts.titles.visible(upload.file_name);
  return texts.titles.by(upload.file_name, t.admin.became[upload.state]);
}

function leadOf(upload: Upload, visible: Visibility | undefined): string {
  const rejected = upload.report?.rejected ?? 0;
  const wait = rejected > 0 && isStored(upload) ? texts.leads.rejected(rejected) : "";
  if (upload.refused !== undefined) return texts.leads.refused;
  if (upload.state === "storing") return texts.leads.storing;
  if (isStored(upload) && visible?.visible === false) return `${texts.leads.follow} ${wait}`.trim();
  if (isStored(upload) && visible?.visible === true) return `${texts.leads.visible} ${wait}`.trim();
  return wait === "" ? sentence(upload.note ?? "") : wait;
}

interface ResultProps {
  readonly upload: Upload;
  readonly visible: Visibility | undefined;
}

function Result({ upload, visible }: ResultProps) {
  const { report, refused, failed, findings, reversal } = upload;
  const manages = useIdentity().role !== "viewer";
  const parts = report === undefined ? [] : fatesOf(report);
  const stages = stagesOf(upload, visible);
  return (
    <>
      <div className="card">
        <Track label={texts.track} stages={stages} />
        {/* Read out when the stage changes, and not with each part of it. */}
        <p className="sr" role="status">
          {(stages.findLast(({ is }) => is === "now" || is === "stopped") ?? stages.findLast(({ is }) => is === "done"))?.name}
        </p>
      </div>
      <div className="two below">
        <div className="stack">
          {refused !== undefined && (
            <Note kind="bad" title={`${reasonOf(refused.code)[0]}.`}>
              {sentence(refused.reason)} {reasonOf(refused.code)[1]}
              {manages && HEADER_CODES.has(refused.code) && (
                <div className="row wrap">
                  <Link to="/admin/layouts" className="btn s">
                    {texts.toLayouts}
                  </Link>
                  <Link to="/admin/uploads/new" search={{ kind: upload.kind }} className="btn s">
                    {texts.sendAgain}
                  </Link>
                </div>
              )}
            </Note>
          )}
          {failed !== undefined && (
            <Note kind="warn" title={texts.failed(failed.partitions)}>
              {sentence(failed.note)}
            </Note>
          )}
          {reversal !== undefined && (
            <Note kind="info">{texts.reversal(reversal.removed, reversal.restored, reversal.stayed)}</Note>
          )}
          {visible?.note !== undefined && <Note kind="info">{sentence(visible.note)}</Note>}
          {report !== undefined && report.received > 0 && (
            <section className="card">
              <header>
                <h2>{texts.became(report.received)}</h2>
              </header>
              <div className="pad stack">
                <SumLine whole={report.received} words={t.admin.fates.received} parts={parts} />
                <FateBar parts={parts} large />
                {report.not_counting > 0 && <Note kind="info">{texts.notCounting(report.not_counting)}</Note>}
                {report.not_enrolled > 0 && <Note kind="info">{texts.notEnrolled(report.not_enrolled)}</Note>}
                {report.not_kept > 0 && <Note kind="info">{texts.notKept(report.not_kept)}</Note>}
                {(report.left ?? 0) > 0 && <Note kind="info">{texts.left(report.left ?? 0)}</Note>}
                {upload.note !== undefined && <p className="soft">{sentence(upload.note)}</p>}
              </div>
            </section>
          )}
          {(report?.rejected ?? 0) > 0 && upload.ended && (
            <>
              {manages && (
                <section className="card pad row wrap">
                  <div className="grow">
                    <h2>{texts.correct}</h2>
                    <p className="soft">{texts.correctWhy}</p>
                  </div>
                  <Link to="/admin/uploads/new" search={{ corrects: upload.upload }} className="btn go">
                    <Icon name="upload" />
                    {texts.correctAct}
                  </Link>
                </section>
              )}
              <RejectGroups upload={upload} />
            </>
          )}
          {(report?.received ?? 0) > 0 && upload.ended && <Rows upload={upload} />}
        </div>
        <aside>
          {findings !== undefined && findings.notes.length > 0 && (
            <section className="card pad stack tight">
              <h2>{t.admin.understood.how}</h2>
              <ul className="notes">
                {findings.notes.map((note) => (
                  <li key={note}>{sentence(note)}</li>
                ))}
              </ul>
            </section>
          )}
          {manages && <WrongFile upload={upload} />}
          <dl className="facts small">
            <dt>{texts.facts.by}</dt>
            <dd translate="no">{upload.created_by}</dd>
            <dt>{texts.facts.received}</dt>
            <dd>{moment(upload.created_at)}</dd>
            <dt>{texts.facts.size}</dt>
            <dd>{bytes(upload.size_bytes)}</dd>
            {upload.mapping !== undefined && (
              <>
                <dt>{texts.facts.layout}</dt>
                <dd className="mono" translate="no">
                  {upload.mapping}
                </dd>
              </>
            )}
            <dt>{texts.facts.id}</dt>
            <dd className="mono" translate="no">
              {upload.upload}
            </dd>
          </dl>
        </aside>
      </div>
    </>
  );
}

/// What can be undone of it.
function WrongFile({ upload }: { readonly upload: Upload }) {
  const stored = upload.report?.accepted ?? 0;
  const revertible = upload.kind === "activity" && (isStored(upload) || upload.state === "abandoned") && stored > 0;
  if (upload.state === "storing") {
    return (
      <section className="card pad stack tight">
        <h2>{texts.wrong}</h2>
        <p className="soft small">{upload.kind === "activity" ? texts.stopWhy : texts.membersStay}</p>
        {upload.kind === "activity" && <CancelUpload upload={upload} />}
      </section>
    );
  }
  if (upload.kind === "members" && isStored(upload)) return <p className="soft small">{texts.membersStay}</p>;
  if (!revertible) return null;
  return (
    <section className="card pad stack tight">
      <h2>{texts.wrong}</h2>
      <p className="soft small">{texts.revertWhy}</p>
      <Revert upload={upload} />
    </section>
  );
}
