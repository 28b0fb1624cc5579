import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { logSearch } from "./activity-log/log-search.ts";
import { connectionSearch } from "./connections/connection-search.ts";
import { setUpSearch } from "./connections/set-up-search.ts";
import { exportSearch } from "./export/export-search.ts";
import { newExportSearch } from "./new-export/new-export-search.ts";
import { settingsSearch } from "./settings/settings-search.ts";
import { BrokenScreen } from "./shell/broken-screen.tsx";
import { HomeScreen } from "./shell/home-screen.tsx";
import { scriptOf } from "./shell/screen-scripts.ts";
import { Shell } from "./shell/shell.tsx";
import { UnknownPage, UnknownScreen } from "./shell/unknown-screen.tsx";
import { SignInScreen } from "./sign-in/sign-in-screen.tsx";

/** Every screen and its address. What a screen shows is in its address, so that it can be sent and loaded again. */
const root = createRootRoute({ component: Outlet, notFoundComponent: UnknownPage });

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomeScreen });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignInScreen });
/** The first steps of a connection's set-up, for somebody who is not signed in. */
const connect = createRoute({
  getParentRoute: () => root,
  path: "/connect",
  validateSearch: setUpSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./connections/shared-set-up-screen.tsx")),
    "SharedSetUpScreen",
  ),
});

const project = createRoute({
  getParentRoute: () => root,
  path: "/p/$project",
  component: Shell,
  notFoundComponent: UnknownScreen,
});
const projectHome = createRoute({
  getParentRoute: () => project,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$project/exports", params, replace: true });
  },
});
const exports = createRoute({
  getParentRoute: () => project,
  path: "/exports",
  validateSearch: logSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./activity-log/activity-log-screen.tsx")),
    "ActivityLogScreen",
  ),
});
/** Over the activity log. */
const newExport = createRoute({
  getParentRoute: () => exports,
  path: "/new",
  validateSearch: newExportSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./new-export/new-export-screen.tsx")),
    "NewExportScreen",
  ),
});
const exportRoute = createRoute({
  getParentRoute: () => project,
  path: "/exports/$requestId",
  validateSearch: exportSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./export/export-screen.tsx")),
    "ExportScreen",
  ),
});
const connections = createRoute({
  getParentRoute: () => project,
  path: "/connections",
  component: lazyRouteComponent(
    scriptOf(() => import("./connections/connections-screen.tsx")),
    "ConnectionsScreen",
  ),
});
const newConnection = createRoute({
  getParentRoute: () => project,
  path: "/connections/new",
  validateSearch: setUpSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./connections/set-up-screen.tsx")),
    "SetUpScreen",
  ),
});
const connection = createRoute({
  getParentRoute: () => project,
  path: "/connections/$id",
  validateSearch: connectionSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./connections/connection-screen.tsx")),
    "ConnectionScreen",
  ),
});
const settings = createRoute({
  getParentRoute: () => project,
  path: "/settings",
  validateSearch: settingsSearch,
  component: lazyRouteComponent(
    scriptOf(() => import("./settings/settings-screen.tsx")),
    "SettingsScreen",
  ),
});
const verify = createRoute({
  getParentRoute: () => project,
  path: "/verify",
  component: lazyRouteComponent(
    scriptOf(() => import("./verify/verify-screen.tsx")),
    "VerifyScreen",
  ),
});

const routeTree = root.addChildren([
  home,
  signIn,
  connect,
  project.addChildren([
    projectHome,
    exports.addChildren([newExport]),
    exportRoute,
    connections,
    newConnection,
    connection,
    settings,
    verify,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultErrorComponent: BrokenScreen,
  defaultNotFoundComponent: UnknownScreen,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
