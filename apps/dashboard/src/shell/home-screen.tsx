import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { isSignedOut } from "../api/problem.ts";
import { sessionQuery } from "../api/session.ts";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import styles from "./shell.module.css";

/** To the first project that this browser is signed in to, or to signing in. */
export function HomeScreen() {
  const { data, error, refetch } = useQuery(sessionQuery);
  const [first] = data?.projects ?? [];
  if (first) return <Navigate to="/p/$project/exports" params={{ project: first.id }} replace />;
  if (isSignedOut(error)) return <Navigate to="/sign-in" replace />;
  return (
    <main className={styles.alone}>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <Loading />}
    </main>
  );
}
