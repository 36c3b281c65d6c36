import { useSyncExternalStore } from "react";
import type { Api } from "../../api/client";
import { read } from "../../api/client";
import type { Wanted } from "../../api/intent";
import { Problem } from "../../api/problem";
import type { FileKind, UploadTicket, ValueReading } from "../../api/types";

/// What is asked for with a file.
export interface Wish {
  readonly kind: FileKind;
  readonly values: ValueReading;
  /// Whether members leave if the file does not name them.
  readonly leavers: boolean;
  readonly policy: string;
  readonly mapping: string | undefined;
}

export interface Sending {
  readonly upload: string;
  readonly fileName: string;
  readonly totalBytes: number;
  readonly sentBytes: number;
  readonly is: "sending" | "arrived" | "broken";
  /// Sends the same file anew, from its beginning.
  readonly again: () => void;
}

/// The files on their way from this tab to the bucket, by upload. They go on while one looks at
/// other views; the file is not read in the page.
class Sendings {
  private all: ReadonlyMap<string, Sending> = new Map();
  private readonly listeners = new Set<() => void>();

  readonly current = (): ReadonlyMap<string, Sending> => this.all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(upload: string): Sending | undefined {
    return this.all.get(upload);
  }

  set(sending: Sending): void {
    this.all = new Map(this.all).set(sending.upload, sending);
    for (const listener of this.listeners) listener();
    // Leaving the page would end it, so the browser asks first.
    const running = [...this.all.values()].some(({ is }) => is === "sending");
    if (running) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

const sendings = new Sendings();

export function useSending(upload: string): Sending | undefined {
  return useSyncExternalStore(sendings.subscribe, sendings.current).get(upload);
}

/// The largest file that an upload takes.
export const SIZE_BYTES_MAX = 2 * 1024 ** 3;

/// What is wrong with a file, as far as its name and size tell.
export function faultOf(file: Pick<File, "name" | "size">): "empty" | "too-large" | "old-excel" | "zip" | undefined {
  if (file.size === 0) return "empty";
  if (file.size > SIZE_BYTES_MAX) return "too-large";
  const name = file.name.toLowerCase();
  if (name.endsWith(".xls")) return "old-excel";
  return name.endsWith(".zip") ? "zip" : undefined;
}

/// Asks for an upload and begins to send the file.
///
/// @param wanted the file, what is asked for with it, and its key; the same one gets the same upload
/// @return the upload's id, as soon as there is one
/// @throws Problem if the API refuses
export async function send(api: Api, { body: wish, key, file }: Wanted<Wish>): Promise<string> {
  if (file === undefined) throw new Error("an upload without a file");
  const { kind, values, leavers, policy, mapping } = wish;
  const body = {
    kind,
    ...(kind === "activity" && values !== "values" ? { values } : {}),
    file_name: file.name,
    size_bytes: file.size,
    ...(leavers ? { leavers } : {}),
    policy,
    check: true,
    ...(mapping === undefined ? {} : { mapping }),
  };
  const header = { "Idempotency-Key": key };
  const ticket = await read(api.POST("/uploads", { params: { header }, body }));
  // Whoever clicked twice has sent the file already.
  if (sendings.get(ticket.upload) === undefined) put(api, file, ticket);
  return ticket.upload;
}

/// Only XMLHttpRequest tells how much of a request has left.
function put(api: Api, file: File, ticket: UploadTicket): void {
  const sending: Sending = {
    upload: ticket.upload,
    fileName: file.name,
    totalBytes: file.size,
    sentBytes: 0,
    is: "sending",
    again: () => put(api, file, ticket),
  };
  sendings.set(sending);
  const broken = (): void => sendings.set({ ...sending, is: "broken" });
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded }) => sendings.set({ ...sending, sentBytes: loaded });
  request.onerror = broken;
  request.onload = () => {
    if (request.status !== 200) {
      broken();
      return;
    }
    sendings.set({ ...sending, sentBytes: file.size, is: "arrived" });
    void complete(api, ticket.upload);
  };
  request.open("PUT", ticket.put_url);
  for (const [name, value] of Object.entries(ticket.put_headers)) {
    // The browser sets it itself, and lets no page do so.
    if (name.toLowerCase() !== "content-length") request.setRequestHeader(name, value);
  }
  request.send(file);
}

/// Tells the API that the file is there, for buckets that send no notification. Another one beside
/// it does no harm, and a failure of this call is made up for by the notification.
async function complete(api: Api, upload: string): Promise<void> {
  try {
    await read(api.POST("/uploads/{upload}/complete", { params: { path: { upload } } }));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
  }
}
