import type { Api } from "../../api/client";
import { read } from "../../api/client";
import { serverNow } from "../../api/clock";
import type { Upload, UploadReport } from "../../api/types";
import { t } from "../../texts";
import type { Part } from "../../ui/Fates";
import { sinceOf, type Span } from "../../ui/spans";

export interface UploadFilter {
  readonly state: Upload["state"] | undefined;
  readonly kind: Upload["kind"] | undefined;
  readonly by: string | undefined;
  readonly span: Span | undefined;
  readonly cursor: string | undefined;
}

/// Leaves out what is undefined.
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export async function listUploads(api: Api, filter: Partial<UploadFilter>, signal: AbortSignal) {
  const { state, kind, by, span, cursor } = filter;
  const query = given({
    state,
    kind,
    created_by: by,
    from: span === undefined ? undefined : sinceOf(span, serverNow()),
    cursor,
    limit: 20,
  });
  return read(api.GET("/uploads", { params: { query }, signal }));
}

/// Reads and checks an upload again, by another mapping.
export async function checkAgain(api: Api, upload: string, mapping: string) {
  return read(api.POST("/uploads/{upload}/apply", { params: { path: { upload } }, body: { mapping, check: true } }));
}

/// The fates of a report's rows. They add up to the rows received.
export function fatesOf(report: UploadReport): readonly Part[] {
  const words = t.admin.fates;
  return [
    { fate: "stored", count: report.accepted, words: words.stored },
    { fate: "there", count: report.unchanged, words: words.there },
    { fate: "replaced", count: report.superseded, words: words.replaced },
    { fate: "rejected", count: report.rejected, words: words.rejected },
  ];
}
