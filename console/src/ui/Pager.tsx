import { Link, type LinkProps } from "@tanstack/react-router";
import { t } from "../texts";

interface PagerProps {
  /// Of the page that is shown; undefined for the first.
  readonly cursor: string | undefined;
  /// Of the page after it, if there is one.
  readonly next: string | undefined;
  readonly link: (cursor: string | undefined) => LinkProps;
  /// What leads back to the first page, and on to the next.
  readonly words?: readonly [string, string];
}

/// Leads through a list of several pages. A list of one page has no pager.
export function Pager({ cursor, next, link, words: [first, on] = [t.actions.newer, t.actions.older] }: PagerProps) {
  if (next === undefined && cursor === undefined) return null;
  return (
    <div className="pager">
      {cursor !== undefined && (
        <Link {...link(undefined)} className="btn s">
          {first}
        </Link>
      )}
      {next !== undefined && (
        <Link {...link(next)} className="btn s">
          {on}
        </Link>
      )}
    </div>
  );
}
