import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { useApp, useIdentity } from "../app";
import { t } from "../texts";
import { Brand, Icon, type IconName } from "./Icon";
import { Keys, type Over } from "./Keys";
import type { Find } from "./Palette";
import { switchTheme } from "./theme";

export interface NavItem {
  readonly label: string;
  readonly icon: IconName;
  readonly link: LinkProps;
  /// Says what it is, where its label alone does not.
  readonly hint?: string;
  /// The key that leads to it, after `g`.
  readonly key?: string;
  /// Only at exactly this address is it the current one.
  readonly exact?: boolean;
  /// Shown among the tabs of a phone.
  readonly tab?: boolean;
}

export interface NavGroup {
  readonly caption?: string;
  readonly items: readonly NavItem[];
}

interface ShellProps {
  readonly groups: readonly NavGroup[];
  /// What can be begun from everywhere.
  readonly begins?: readonly NavItem[];
  readonly find?: Find;
  /// The side bar is a rail also on screens of middle width.
  readonly rail?: boolean;
  readonly children: ReactNode;
}

function initials(name: string): string {
  const words = name.split(/[\s._@-]+/).filter((word) => word !== "");
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
}

function NavLink({ item }: { readonly item: NavItem }) {
  return (
    <Link {...item.link} activeOptions={{ exact: item.exact === true, includeSearch: false }}>
      <Icon name={item.icon} />
      <span className="text">{item.label}</span>
    </Link>
  );
}

/// What surrounds every view: side bar, rail or tabs, by width.
export function Shell({ groups, begins, find, rail = false, children }: ShellProps) {
  const who = useIdentity();
  const { session } = useApp();
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const all = useMemo(() => [...items, ...(begins ?? [])], [items, begins]);
  const [over, setOver] = useState<Over>();
  const tabs = items.filter((item) => item.tab === true);
  const leave = (
    <button type="button" className="btn ghost square" aria-label={t.shell.signOut} onClick={() => session.signOut()}>
      <Icon name="out" />
    </button>
  );
  return (
    <div className={rail ? "shell rail" : "shell"}>
      <a className="skip" href="#content">
        {t.shell.skip}
      </a>
      <nav className="nav" aria-label={t.shell.main}>
        <div className="brand">
          <Brand />
          <span className="text">{t.product}</span>
        </div>
        <button type="button" className="btn ghost seek" aria-keyshortcuts="Control+K" onClick={() => setOver("palette")}>
          <Icon name="search" />
          <span className="text grow">{t.keys.button}</span>
          <kbd className="text" aria-hidden="true">
            {t.keys.searchKeys}
          </kbd>
        </button>
        {groups.map((group) => (
          <div key={group.caption ?? ""}>
            {group.caption !== undefined && <div className="caption">{group.caption}</div>}
            <ul>
              {group.items.map((item) => (
                <li key={item.label}>
                  <NavLink item={item} />
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div className="who">
          <div className="avatar" aria-hidden="true">
            {initials(who.name)}
          </div>
          <div className="text grow">
            <b translate="no" className="cut" title={who.name}>{who.name}</b>
            <span className="sub cut">
              <span translate="no">{who.tenant}</span>, {t.roles[who.role].toLowerCase()}
            </span>
          </div>
          <span className="text">{leave}</span>
        </div>
      </nav>
      <div>
        <nav className="phone-bar" aria-label={t.shell.account}>
          <div className="brand">
            <Brand />
            {t.product}
          </div>
          <button type="button" className="btn ghost square" aria-label={t.keys.search} onClick={() => setOver("palette")}>
            <Icon name="search" />
          </button>
          <button type="button" className="btn ghost square" aria-label={t.shell.theme} onClick={switchTheme}>
            <Icon name="sun" />
          </button>
          {leave}
        </nav>
        {children}
        {tabs.length > 0 && (
          <nav className="tabs" aria-label={t.shell.tabs}>
            <ul>
              {tabs.map((item) => (
                <li key={item.label}>
                  <NavLink item={item} />
                </li>
              ))}
            </ul>
          </nav>
        )}
        <Keys items={all} find={find} open={over} show={setOver} />
      </div>
    </div>
  );
}
