import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useParams } from "@tanstack/react-router";
import { answerOf, apiOf } from "../api/client.ts";
import { isSignedOut } from "../api/problem.ts";
import { sessionQuery, untilAnswered } from "../api/session.ts";
import { shellTexts } from "../texts/shell.ts";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { Live } from "./live.tsx";
import { currentProject, ProjectContext } from "./project-context.ts";
import styles from "./shell.module.css";
import { SideBar } from "./side-bar.tsx";
import { UnknownPage } from "./unknown-screen.tsx";

/** The frame around a project's screens: who is in, what there is, and the screen. */
export function Shell() {
  const { project: id } = useParams({ from: "/p/$project" });
  return isProjectId(id) ? <ProjectShell id={id} /> : <UnknownPage />;
}

/** Nothing else can be asked for. */
function isProjectId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

function ProjectShell({ id }: { readonly id: string }) {
  const session = useQuery(sessionQuery);
  const project = useQuery({
    queryKey: [id, "project"],
    queryFn: ({ signal }) => answerOf(apiOf(id).GET("/v1/project", { signal })),
    staleTime: 60_000,
    ...untilAnswered,
  });
  if (isSignedOut(session.error) || isSignedOut(project.error)) return <Navigate to="/sign-in" replace />;
  const entry = session.data?.projects.find((one) => one.id === id);
  const error = session.error ?? project.error;
  const current = entry && project.data && currentProject(project.data, entry, session.data?.temporalUi ?? null);
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {shellTexts.skip}
      </a>
      <SideBar id={id} projects={session.data?.projects ?? []} />
      <main id="content" className={styles.content} tabIndex={-1}>
        {current ? (
          // Nothing of one project's screens, what they remember included, goes over to another's.
          <ProjectContext key={id} value={current}>
            <Live project={id} />
            {!current.canChange && (
              <div className={styles.viewer}>
                <Notice tone="info">{shellTexts.viewer}</Notice>
              </div>
            )}
            <Outlet />
          </ProjectContext>
        ) : error ? (
          <div className={styles.viewer}>
            <ProblemNotice error={error} onRetry={() => void Promise.all([session.refetch(), project.refetch()])} />
          </div>
        ) : (
          <Loading rows={8} />
        )}
      </main>
    </div>
  );
}
