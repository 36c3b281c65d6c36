import { skipToken, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { read } from "../../api/client";
import type { Upload } from "../../api/types";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { Pending } from "../../ui/states";
import { Steps } from "../../ui/Steps";
import { View } from "../../ui/View";
import { StateChip, viewOf, waitsForClient } from "./words";

const texts = t.admin.upload;

/// What an act leads to comes a moment after its answer.
function actedOf(upload: string): readonly string[] {
  return ["upload-acted", upload];
}

/// To call when somebody has acted on an upload: it is asked for until it has another version.
export function useActed(upload: Upload): () => void {
  const queries = useQueryClient();
  return () => {
    queries.setQueryData(actedOf(upload.upload), upload.version);
    void queries.invalidateQueries({ queryKey: ["upload", upload.upload] });
  };
}

/// One upload, asked for again while it goes on by itself.
export function useUpload(upload: string): UseQueryResult<Upload> {
  const { api } = useApp();
  const { data: actedAt } = useQuery<number>({ queryKey: actedOf(upload), queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY });
  return useLive<Upload>({
    key: ["upload", upload],
    read: (signal) => read(api.GET("/uploads/{upload}", { params: { path: { upload } }, signal })),
    every: (value) => (value !== undefined && value.version !== actedAt && (value.ended || waitsForClient(value)) ? undefined : BEAT_MILLIS.live),
  });
}

type StepName = "file" | "understood" | "check" | "report";
const STEPS = ["file", "understood", "check", "report"] as const satisfies readonly StepName[];

function linkOf(step: StepName, upload: Upload | undefined): LinkProps | undefined {
  if (upload === undefined) return undefined;
  const params = { upload: upload.upload };
  const isChecked = upload.state === "checked";
  if (step === "understood" && isChecked) return { to: "/admin/uploads/$upload/understood", params };
  if (step === "check" && isChecked) return { to: "/admin/uploads/$upload/check", params };
  if (step === "report" && viewOf(upload) === "report") return { to: "/admin/uploads/$upload", params };
  return undefined;
}

export function UploadSteps({ now, upload }: { readonly now: StepName; readonly upload?: Upload }) {
  const at = STEPS.indexOf(now);
  return (
    <Steps
      label={texts.steps}
      steps={STEPS.map((step, index) => {
        const link = linkOf(step, upload);
        return {
          name: texts.step[step][0],
          hint: texts.step[step][1],
          is: index < at ? "done" : index === at ? "now" : "ahead",
          ...(link === undefined ? {} : { link }),
        };
      })}
    />
  );
}

interface UploadFrameProps {
  readonly query: UseQueryResult<Upload>;
  readonly step: StepName;
  readonly title: (upload: Upload) => string;
  readonly lead: (upload: Upload) => string;
  readonly children: (upload: Upload) => ReactNode;
}

/// The frame of an upload's views, with the states in which there is no upload to show.
export function UploadFrame({ query, step, title, lead, children }: UploadFrameProps) {
  const { data } = query;
  const crumbs = [{ label: t.admin.uploads.title, link: { to: "/admin/uploads" } as LinkProps }];
  if (data === undefined) {
    return (
      <View title={texts.title} crumbs={crumbs}>
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      </View>
    );
  }
  return (
    <View title={title(data)} lead={lead(data)} crumbs={crumbs} here={data.file_name} actions={<StateChip state={data.state} />}>
      <div>
        <UploadSteps now={step} upload={data} />
        {children(data)}
      </div>
    </View>
  );
}
