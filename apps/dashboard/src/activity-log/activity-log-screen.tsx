import { Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { logTexts as texts } from "../texts/activity-log.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import styles from "./activity-log-screen.module.css";
import { useAttention } from "./attention.ts";
import { AttentionBanner } from "./attention-banner.tsx";
import { ExportList } from "./export-list.tsx";
import { useExportPages } from "./export-pages.ts";
import { FilterBar } from "./filter-bar.tsx";
import { isFiltered, type LogSearch, logSearch } from "./log-search.ts";
import { SortChoice } from "./more-filters.tsx";
import { FirstExport, NoMatch } from "./nothing-to-show.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const ShortcutsDialog = lazy(() => import("./shortcuts-dialog.tsx"));

/** Every export of the project, as the address filters them; a new one is created over it. */
export function ActivityLogScreen() {
  const { id, canChange } = useProject();
  // What the address says for a screen over this one is none of its filters.
  const search = logSearch({ ...useSearch({ from: "/p/$project/exports" }) });
  const navigate = useNavigate({ from: "/p/$project/exports" });
  const pages = useExportPages(search);
  const attention = useAttention();
  const [showsKeys, setShowsKeys] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  useShortcuts({
    n: () => canChange && void navigate({ to: "/p/$project/exports/new", params: { project: id }, search: true }),
    "/": () => searchField.current?.focus(),
    "?": () => setShowsKeys(true),
  });
  const filter = (change: LogSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false });
  const clear = () => {
    // Its button goes with the filters.
    searchField.current?.focus();
    void navigate({ to: ".", search: ({ sort }) => ({ sort }), resetScroll: false });
  };
  const retry = () => void (pages.isFetchNextPageError ? pages.fetchNextPage() : pages.refetch());
  const isEmpty = pages.data !== undefined && pages.items.length === 0;
  return (
    <Page
      title={texts.title}
      actions={
        <>
          <span className={styles.keys}>
            <Button kind="quiet" aria-label={texts.keys.hintSpoken} onPress={() => setShowsKeys(true)}>
              {texts.keys.hint} <kbd>?</kbd>
            </Button>
          </span>
          {canChange && (
            <LinkButton kind="primary" to="/p/$project/exports/new" params={{ project: id }} search={true}>
              + {texts.create}
            </LinkButton>
          )}
        </>
      }
    >
      <AttentionBanner attention={attention.data} />
      {attention.isPending ? (
        // Its banner comes first: all is shown at once, so that nothing moves.
        <Loading rows={12} />
      ) : isEmpty && !isFiltered(search) ? (
        <FirstExport />
      ) : (
        <>
          <FilterBar ref={searchField} search={search} totals={pages.totals} onFilter={filter} onClear={clear} />
          {pages.error && <ProblemNotice error={pages.error} onRetry={retry} />}
          {isEmpty ? (
            <NoMatch onClear={clear} />
          ) : (
            (pages.data || !pages.error) && (
              <ExportList pages={pages}>
                <SortChoice sort={search.sort} onChange={filter} />
              </ExportList>
            )
          )}
        </>
      )}
      {showsKeys && (
        <Suspense>
          <ShortcutsDialog isOpen onClose={() => setShowsKeys(false)} />
        </Suspense>
      )}
      <Outlet />
    </Page>
  );
}
