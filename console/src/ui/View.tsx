import { Link, type LinkProps, useMatches } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { LiveAge, OldBanner } from "../live/Live";
import { t } from "../texts";
import { Icon } from "./Icon";
import { switchTheme } from "./theme";

export interface Crumb {
  readonly label: string;
  readonly link: LinkProps;
}

interface ViewProps {
  /// The heading and the page's title.
  readonly title: string;
  /// One sentence: what is the case, and whether something has to be done.
  readonly lead?: ReactNode;
  /// The views above this one.
  readonly crumbs?: readonly Crumb[];
  /// Shown at the end of the crumbs, if the title is too long for it.
  readonly here?: string;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

// The first page of a visit keeps the focus where the browser put it.
let focused = location.pathname;

/// The frame of every view: crumbs and live state, heading, content. After a navigation the focus
/// is on the heading, so that screen readers begin there.
export function View({ title, lead, crumbs = [], here = title, actions, wide = false, children }: ViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The address of what is shown: the next one counts only when its view is loaded.
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? "/" });
  useEffect(() => {
    document.title = `${title} · ${t.product}`;
  }, [title]);
  useEffect(() => {
    if (focused === path) return;
    focused = path;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
  return (
    <>
      <header className="top">
        <nav className="crumbs" aria-label={t.shell.here}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.label} className="row">
                <Link {...crumb.link} activeOptions={{ exact: true }}>{crumb.label}</Link>
                <span aria-hidden="true">/</span>
              </li>
            ))}
            <li className="cut">
              <span aria-current="page">{here}</span>
            </li>
          </ol>
        </nav>
        <LiveAge />
        <button type="button" className="btn ghost square on-wide" aria-label={t.shell.theme} onClick={switchTheme}>
          <Icon name="sun" />
        </button>
      </header>
      <main id="content" className={wide ? "wide" : ""} tabIndex={-1}>
        <div className="head">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead !== undefined && <p>{lead}</p>}
          </div>
          {actions !== undefined && <div className="row wrap">{actions}</div>}
        </div>
        <div className="stack">
          <OldBanner />
          {children}
        </div>
      </main>
    </>
  );
}
