import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { read } from "../../api/client";
import type { Upload, UploadCheck } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { t } from "../../texts";
import { figure, sentence } from "../../texts/words";
import { FateBar, type Part, SumLine } from "../../ui/Fates";
import { moment, percent } from "../../ui/format";
import { Note } from "../../ui/Note";
import { ProblemNote } from "../../ui/states";
import { CancelUpload } from "./CancelUpload";
import { Foreseen } from "./Foreseen";
import { Leavers, StoreAndRemove } from "./Leavers";
import { RejectGroups } from "./RejectGroups";
import { UploadFrame, useActed, useUpload } from "./UploadFrame";
import { policyOf, viewOf } from "./words";

const texts = t.admin.check;
const route = getRouteApi("/admin/uploads/$upload/check");

export function Check() {
  const { upload: id } = route.useParams();
  const query = useUpload(id);
  return (
    <UploadFrame query={query} step="check" title={() => texts.title} lead={(upload) => texts.lead(upload.file_name)}>
      {(upload) => {
        if (viewOf(upload) === "report") return <Navigate to="/admin/uploads/$upload" params={{ upload: id }} replace />;
        if (upload.check === undefined) return <Navigate to="/admin/uploads/$upload/understood" params={{ upload: id }} replace />;
        return <Effect upload={upload} check={upload.check} />;
      }}
    </UploadFrame>
  );
}

interface EffectProps {
  readonly upload: Upload;
  readonly check: UploadCheck;
}

/// The fates that the rows would have. Above the members that a check compares, only good and
/// rejected rows are certain.
export function fatesAhead({ effect }: UploadCheck, received: number, rejected: number): readonly Part[] {
  const words = t.admin.fates;
  const refused: Part = { fate: "rejected", count: rejected, words: words.rejected };
  if (!effect.exact) return [{ fate: "stored", count: received - rejected, words: words.good }, refused];
  return [
    { fate: "stored", count: effect.added + effect.changed, words: words.wouldStore },
    { fate: "there", count: effect.unchanged, words: words.there },
    { fate: "replaced", count: effect.superseded, words: words.replaced },
    refused,
  ];
}

function Effect({ upload, check }: EffectProps) {
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const { effect, leavers } = check;
  const leaving = leavers?.leaving ?? 0;
  const received = upload.report?.received ?? 0;
  const rejected = upload.report?.rejected ?? 0;
  const changes = effect.added + effect.changed;
  const parts = fatesAhead(check, received, rejected);
  const apply = useMutation({
    mutationFn: () => read(api.POST("/uploads/{upload}/apply", { params: { path: { upload: upload.upload } }, body: {} })),
    onSuccess: useActed(upload),
  });
  return (
    <>
      <div className="two">
        <div className="stack">
          <section className="card pad stack" aria-label={texts.sum}>
            <SumLine whole={received} words={t.admin.fates.received} parts={parts} />
            <FateBar parts={parts} large />
          </section>
          <section className="card">
            <header>
              <h2>{texts.changes}</h2>
            </header>
            <dl className="figures">
              <div>
                <dt>{texts.members}</dt>
                <dd>{figure(effect.members)}</dd>
              </div>
              <div>
                <dt>{texts.added}</dt>
                <dd>{figure(effect.added)}</dd>
              </div>
              <div>
                <dt>{texts.changed}</dt>
                <dd>{figure(effect.changed)}</dd>
              </div>
            </dl>
            {!effect.exact && <p className="pad dim small">{texts.inexact(effect.members_compared)}</p>}
          </section>
          {effect.exact && changes === 0 && rejected === 0 && leaving === 0 && (
            <Note kind="info" title={texts.nothing(effect.unchanged)}>
              {texts.nothingWhy}
            </Note>
          )}
          {leavers !== undefined && leaving > 0 && <Leavers of={leavers} />}
          {upload.kind === "activity" && <Foreseen check={check} />}
          <RejectGroups upload={upload} />
          <ProblemNote failure={apply.error} />
        </div>
        <aside>
          <section className="card pad stack tight">
            <h2>{texts.policy}</h2>
            <p className="strong">{policyOf(upload.policy)[0]}</p>
            <p className="soft small">{policyOf(upload.policy)[1]}</p>
            {rejected > 0 && <p className="soft small num">{texts.share(percent(rejected, received))}</p>}
          </section>
          {upload.findings !== undefined && upload.findings.differing > 0 && (
            <Note kind="warn" title={texts.differing(upload.findings.differing)}>
              {sentence(upload.findings.notes.at(-1) ?? "")}
            </Note>
          )}
        </aside>
      </div>
      <div className="foot">
        <p className="grow soft">{texts.checkedAt(moment(check.checked_at), moment(check.apply_until))}</p>
        <Link to="/admin/uploads/$upload/understood" params={{ upload: upload.upload }} className="btn">
          {t.actions.back}
        </Link>
        {manages && (
          <>
            <CancelUpload upload={upload} />
            {leavers !== undefined && leaving > 0 ? (
              <StoreAndRemove upload={upload} leavers={leavers} />
            ) : (
              <button type="button" className="btn go" disabled={apply.isPending || apply.isSuccess} onClick={() => apply.mutate()}>
                {effect.exact ? texts.store(changes) : texts.storeGood(received - rejected)}
              </button>
            )}
          </>
        )}
      </div>
    </>
  );
}
