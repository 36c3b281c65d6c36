import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Api } from "../../api/client";
import { read } from "../../api/client";
import { Problem } from "../../api/problem";
import { useApp } from "../../app";
import type { Upload } from "../../api/types";
import { type RejectedRow, rejectedRows } from "./rejectsFile";

/// How much of a rejects file is looked at for examples. All of it can be downloaded.
const READ_BYTES_MAX = 512 * 1024;
const ROWS_MAX = 2_000;

async function beginning(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal });
  if (!response.ok || response.body === null) throw Problem.of(response.status, undefined);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; bytes < READ_BYTES_MAX; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

export async function rejectsAddress(api: Api, upload: string, signal?: AbortSignal): Promise<string> {
  const call = { params: { path: { upload } }, ...(signal === undefined ? {} : { signal }) };
  return (await read(api.GET("/uploads/{upload}/rejects", call))).url;
}

/// The first rejected rows, as examples of each reason.
export function useRejects(upload: Upload): UseQueryResult<readonly RejectedRow[]> {
  const { api } = useApp();
  return useQuery({
    queryKey: ["rejects", upload.upload, upload.version],
    enabled: upload.rejects,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const address = await rejectsAddress(api, upload.upload, signal);
      return rejectedRows(await beginning(address, signal), ROWS_MAX);
    },
  });
}
