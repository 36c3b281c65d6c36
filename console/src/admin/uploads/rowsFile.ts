import type { Api } from "../../api/client";
import { read } from "../../api/client";
import { Problem } from "../../api/problem";
import { cellsOf } from "./rejectsFile";

export const ROW_FATES = ["accepted", "unchanged", "superseded", "rejected"] as const;
export type RowFate = (typeof ROW_FATES)[number];

export const ALL_ROWS = "all";
export const ROW_CHOICES = [ALL_ROWS, ...ROW_FATES] as const;

/// What the address of a report says; without a fate no rows are shown.
export interface RowSearch {
  readonly fate: (typeof ROW_CHOICES)[number] | undefined;
  readonly q: string | undefined;
}

export interface RowFilter {
  /// Undefined: any.
  readonly fate: RowFate | undefined;
  /// In the row, as a member's id, or its line.
  readonly q: string | undefined;
}

/// A row of the file by its columns, such as `line`, `fate` and `reason`.
export type FatedRow = Readonly<Record<string, string>>;

interface PartOfRows {
  readonly columns: readonly string[];
  /// CSV in UTF-8. The store says that it is gzipped, and the browser has unpacked it.
  readonly bytes: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/// The parts with the fates of an upload's rows, one after the other as they are asked for.
async function* partsOf(api: Api, upload: string, signal: AbortSignal): AsyncGenerator<PartOfRows> {
  let cursor: number | undefined = undefined;
  do {
    const query: { cursor?: number } = cursor === undefined ? {} : { cursor };
    const page = await read(api.GET("/uploads/{upload}/rows", { params: { path: { upload }, query }, signal }));
    for (const address of page.parts) {
      const response = await fetch(address, { signal });
      if (!response.ok || response.body === null) throw Problem.of(response.status, undefined);
      yield { columns: page.columns, bytes: response.body };
    }
    cursor = page.next === undefined ? undefined : Number(page.next);
  } while (cursor !== undefined);
}

/// The lines of a text that comes in pieces. A quoted cell may have line breaks.
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = "";
  for await (const piece of pieces) {
    const lines = (begun + piece).split("\n");
    begun = lines.pop() ?? "";
    let quoted = "";
    for (const line of lines) {
      const whole = quoted === "" ? line : `${quoted}\n${line}`;
      const isOpen = (whole.split('"').length - 1) % 2 === 1;
      quoted = isOpen ? whole : "";
      if (!isOpen) yield whole.replace(/\r$/, "");
    }
    if (quoted !== "") begun = `${quoted}\n${begun}`;
  }
  if (begun !== "") yield begun;
}

/// Streams are iterable in all browsers but Safari.
async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

export function rowOf(line: string, columns: readonly string[]): FatedRow {
  const cells = cellsOf(line, ",");
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
}

export function fits(row: FatedRow, { fate, q }: RowFilter): boolean {
  if (fate !== undefined && row["fate"] !== fate) return false;
  return q === undefined || row["line"] === q || row["member_id"]?.toLowerCase().includes(q.toLowerCase()) === true;
}

export interface FoundRows {
  /// In the order of the file, as far as it was read.
  readonly rows: readonly FatedRow[];
  /// Whether there may be more.
  readonly more: boolean;
}

/// The first rows that fit. The file is read until there are enough.
export async function findRows(api: Api, upload: string, filter: RowFilter, max: number, signal: AbortSignal): Promise<FoundRows> {
  const rows: FatedRow[] = [];
  let more = false;
  for await (const { columns, bytes } of partsOf(api, upload, signal)) {
    for await (const line of linesOf(piecesOf(bytes.pipeThrough(new TextDecoderStream())))) {
      const row = rowOf(line, columns);
      if (!fits(row, filter)) continue;
      more = rows.length === max;
      if (more) break;
      rows.push(row);
    }
    if (more) break;
  }
  return { rows: rows.sort((one, other) => Number(one["line"]) - Number(other["line"])), more };
}

/// All rows as a file, part after part. It is kept by the browser, which puts large ones on disk.
export async function rowsFile(api: Api, upload: string, signal: AbortSignal): Promise<Blob> {
  const parts: BlobPart[] = [];
  for await (const { columns, bytes } of partsOf(api, upload, signal)) {
    if (parts.length === 0) parts.push(`${columns.join(",")}\n`);
    parts.push(await new Response(bytes).blob());
  }
  return new Blob(parts, { type: "text/csv" });
}
