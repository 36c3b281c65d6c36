import { Link, Outlet, useMatches } from "@tanstack/react-router";
import { useIdentity } from "../app";
import { LiveProvider } from "../live/Live";
import type { Role } from "../signin/identity";
import { t } from "../texts";
import { type NavGroup, Shell } from "./Shell";
import { NotAllowed } from "./states";
import { View } from "./View";

interface RoleLayoutProps {
  readonly roles: readonly Role[];
  readonly groups: (who: Role) => readonly NavGroup[];
  readonly rail?: boolean;
}

/// The part of the console below `/admin`, `/me` or `/ops`: for its roles only.
export function RoleLayout({ roles, groups, rail = false }: RoleLayoutProps) {
  const who = useIdentity();
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? "/" });
  const allowed = roles.includes(who.role);
  return (
    <Shell groups={allowed ? groups(who.role) : []} rail={rail}>
      <LiveProvider key={path}>
        {allowed ? (
          <Outlet />
        ) : (
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
        )}
      </LiveProvider>
    </Shell>
  );
}
