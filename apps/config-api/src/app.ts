import type { OpenAPIHono } from "@hono/zod-openapi";
import { compress } from "hono/compress";
import type { AppDependencies, AppEnv } from "./dependencies.ts";
import { unknownPath } from "./errors.ts";
import { allowOrigins, compareVersions, refuseBrowsers, sayWhatToKeep } from "./http/answer-headers.ts";
import { answerProblem } from "./http/answer-problem.ts";
import { apiRouter } from "./http/api-router.ts";
import { authenticate } from "./http/authenticate.ts";
import { signedCursors } from "./http/cursor.ts";
import { speakPlainly } from "./http/field-errors.ts";
import { knownMethods } from "./http/known-methods.ts";
import { requestLimiter } from "./http/limit-requests.ts";
import { logRequests } from "./http/log-requests.ts";
import { requestMetrics } from "./http/metrics.ts";
import { limitBody, requireJson } from "./http/read-body.ts";
import { repeatAnswers } from "./http/repeat-answers.ts";
import { activityRoutes } from "./routes/activity-routes.ts";
import { archiveRoutes } from "./routes/archive-routes.ts";
import { connectionCheckRoutes } from "./routes/connection-check-routes.ts";
import { connectionRoutes } from "./routes/connection-routes.ts";
import { addDashboard } from "./routes/dashboard-routes.ts";
import { deliveryRoutes } from "./routes/delivery-routes.ts";
import { addDocs } from "./routes/docs-routes.ts";
import { eventNameRoutes } from "./routes/event-name-routes.ts";
import { exportRoutes } from "./routes/export-routes.ts";
import { foundRunRoutes } from "./routes/found-run-routes.ts";
import { healthRoutes } from "./routes/health-routes.ts";
import { newExportRoutes } from "./routes/new-export-routes.ts";
import { previewRoutes } from "./routes/preview-routes.ts";
import { progressRoutes } from "./routes/progress-routes.ts";
import { projectRoutes } from "./routes/project-routes.ts";
import { recurringExportRoutes } from "./routes/recurring-export-routes.ts";
import { runRoutes } from "./routes/run-routes.ts";
import { sessionRoutes, signInCodeRoutes } from "./routes/session-routes.ts";
import { tokenRoutes } from "./routes/token-routes.ts";
import { userRoutes } from "./routes/user-routes.ts";
import { webhookDeliveryRoutes } from "./routes/webhook-delivery-routes.ts";
import { webhookRoutes } from "./routes/webhook-routes.ts";
import { windowRoutes } from "./routes/window-routes.ts";

/** The whole HTTP API over whatever it is given; answers `Request`s without a port too. */
export function createApp(deps: AppDependencies): OpenAPIHono<AppEnv> {
  speakPlainly();
  const metrics = requestMetrics();
  const cursors = signedCursors(deps.masterKeys);
  const app = apiRouter();
  app.onError(answerProblem);
  app.notFound((c) => answerProblem(unknownPath(), c));
  app.use(metrics.count, logRequests(deps.log));
  app.use(
    refuseBrowsers,
    sayWhatToKeep,
    allowOrigins(deps.corsOrigins),
    knownMethods(app),
    compress(),
    compareVersions,
  );
  const limiter = requestLimiter(deps.requestLimits);
  app.use("/session", limitBody, requireJson);
  app.route("/", sessionRoutes(deps, limiter));
  app.use(
    "/v1/*",
    authenticate({ store: deps.store, limiter, proxies: deps.requestLimits.proxies }),
    limitBody,
    requireJson,
    repeatAnswers(deps.store),
  );
  app.route("/", projectRoutes(deps));
  app.route("/", eventNameRoutes(deps, cursors));
  app.route("/", connectionRoutes(deps, cursors));
  app.route("/", connectionCheckRoutes(deps));
  app.route("/", newExportRoutes(deps));
  app.route("/", previewRoutes(deps));
  app.route("/", activityRoutes(deps));
  app.route("/", exportRoutes(deps, cursors));
  app.route("/", archiveRoutes(deps));
  app.route("/", recurringExportRoutes(deps));
  app.route("/", windowRoutes(deps, cursors));
  app.route("/", runRoutes(deps, cursors));
  app.route("/", foundRunRoutes(deps, cursors));
  app.route("/", deliveryRoutes(deps, cursors));
  app.route("/", progressRoutes(deps));
  app.route("/", signInCodeRoutes(deps));
  app.route("/", tokenRoutes(deps, cursors));
  app.route("/", userRoutes(deps, cursors));
  app.route("/", webhookRoutes(deps, cursors));
  app.route("/", webhookDeliveryRoutes(deps, cursors));
  app.route("/", healthRoutes(deps, metrics));
  addDocs(app);
  addDashboard(app, deps.dashboard);
  return app;
}
