import { Link, Outlet, useMatches } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useIdentity } from "../app";
import { LiveProvider } from "../live/Live";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import type { Find } from "./Palette";
import { type NavGroup, type NavItem, Shell } from "./Shell";
import { NotAllowed } from "./states";
import { View } from "./View";

interface RoleLayoutProps {
  readonly roles: readonly Role[];
  readonly groups: (who: Role) => readonly NavGroup[];
  /// What one can begin from everywhere, and look for.
  readonly begins?: (who: Role) => readonly NavItem[];
  readonly find?: Find;
  readonly rail?: boolean;
}

interface OnlyForProps {
  readonly roles: readonly Role[];
  readonly children: ReactNode;
}

/// A view for some roles; others are told whom it is for.
export function OnlyFor({ roles, children }: OnlyForProps) {
  const { role } = useIdentity();
  if (roles.includes(role)) return children;
  return (
    <View title={t.product}>
      <div className="card">
        <NotAllowed
          roles={roles}
          home={
            <Link to="/" className="btn">
              {t.states.home}
            </Link>
          }
        />
      </div>
    </View>
  );
}

/// The part of the console below `/admin`, `/me` or `/ops`: for its roles only.
export function RoleLayout({ roles, groups, begins, find, rail = false }: RoleLayoutProps) {
  const who = useIdentity();
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? "/" });
  const allowed = roles.includes(who.role);
  const shown = useMemo(() => (allowed ? groups(who.role) : []), [allowed, groups, who.role]);
  const begun = useMemo(() => (allowed ? (begins?.(who.role) ?? []) : []), [allowed, begins, who.role]);
  return (
    <Shell groups={shown} begins={begun} rail={rail} {...(allowed && find !== undefined ? { find } : {})}>
      <LiveProvider key={path}>
        <OnlyFor roles={roles}>
          <Outlet />
        </OnlyFor>
      </LiveProvider>
    </Shell>
  );
}
