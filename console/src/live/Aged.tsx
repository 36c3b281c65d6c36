import { ago } from "../ui/format";
import { useNow } from "./useNow";

/// Words with the age of something. They are drawn anew each second, so that the age goes on while
/// what they tell about stays the same.
export function Aged({ at, words }: { readonly at: string; readonly words: (age: string) => string }) {
  useNow();
  return <>{words(ago(at))}</>;
}
