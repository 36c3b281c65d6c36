import { createRouter } from "@tanstack/react-router";
import { adminTree } from "./admin/routes";
import { meTree } from "./me/routes";
import { opsTree } from "./ops/routes";
import { homeRoute, rootRoute } from "./root";

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, adminTree, meTree, opsTree]),
  defaultPreload: false,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
