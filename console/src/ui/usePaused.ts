import { useEffect, useState } from "react";

/// A pause in typing, after which the service is asked.
export const PAUSE_MILLIS = 200;

/// What was typed when it was last paused.
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
