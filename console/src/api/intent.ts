import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "./problem";

const REPEATS = 2;

/// What somebody wants to create, until it is there: however often it is sent, it has one key, and
/// the API creates one.
export class Intent {
  private wanted: { readonly words: string; readonly of: object | undefined; readonly key: string } | undefined;

  /// The key of a request. Another body, or one for another file, is another intent.
  keyOf(body: unknown, of?: object): string {
    const words = JSON.stringify(body);
    if (this.wanted?.words !== words || this.wanted.of !== of) this.wanted = { words, of, key: crypto.randomUUID() };
    return `"${this.wanted.key}"`;
  }

  /// It is created. Whoever asks for the same again wants another one.
  fulfilled(): void {
    this.wanted = undefined;
  }
}

/// Creates something once for each intent: also if it is clicked twice, or if the answer is lost
/// and the request is sent again, which happens by itself.
export function useCreation<T, I>(create: (input: I, intent: Intent) => Promise<T>, created: (made: T) => unknown): UseMutationResult<T, Error, I> {
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: (input: I) => create(input, intent),
    retry: (failures, failure) => failures < REPEATS && failure instanceof Problem && (failure.status === 0 || failure.status >= 500),
    retryDelay: (failures) => 500 * 2 ** failures,
    onSuccess: (made) => {
      intent.fulfilled();
      return created(made);
    },
  });
}
