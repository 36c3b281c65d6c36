import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "./problem";

const REPEATS = 2;

/// A request as it was at the click. However often it is sent, it is this one.
export interface Wanted<B> {
  readonly body: B;
  /// For `Idempotency-Key`.
  readonly key: string;
  /// The file that it is for, if there is one.
  readonly file: File | undefined;
}

/// What somebody wants to create, until it is there: however often it is sent, it has one key, and
/// the API creates one.
export class Intent {
  private last: { readonly words: string; readonly file: File | undefined; readonly key: string } | undefined;

  /// A request with its key. Another body, or one for another file, is another intent.
  want<B>(body: B, file?: File): Wanted<B> {
    const words = JSON.stringify(body);
    if (this.last?.words !== words || this.last.file !== file) this.last = { words, file, key: `"${crypto.randomUUID()}"` };
    return { body, key: this.last.key, file };
  }

  /// It is created. Whoever asks for the same again wants another one.
  fulfilled({ key }: Wanted<unknown>): void {
    if (this.last?.key === key) this.last = undefined;
  }
}

export interface Creation<B> {
  readonly mutate: (body: B, file?: File) => void;
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  readonly error: Error | null;
}

/// Creates something once for each intent: also if it is clicked twice, or if the answer is lost
/// and the request is sent again, which happens by itself. What is sent is what stood there at the click.
export function useCreation<T, B>(create: (wanted: Wanted<B>) => Promise<T>, created: (made: T) => unknown): Creation<B> {
  const [intent] = useState(() => new Intent());
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: create,
    retry: (failures, failure) => failures < REPEATS && failure instanceof Problem && (failure.status === 0 || failure.status >= 500),
    retryDelay: (failures) => 500 * 2 ** failures,
    onSuccess: (made, wanted) => {
      intent.fulfilled(wanted);
      return created(made);
    },
  });
  return { mutate: (body, file) => mutate(intent.want(body, file)), isPending, isSuccess, error };
}
