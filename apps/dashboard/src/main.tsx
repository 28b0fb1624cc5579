import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isPassing } from "./api/problem.ts";
import { followSignOut } from "./api/session.ts";
import "./look/tokens.css";
import "./look/base.css";
import { keptTheme, showTheme } from "./look/theme.ts";
import { router } from "./router.tsx";

const maxTries = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => isPassing(error) && failures < maxTries,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

showTheme(keptTheme());
followSignOut();
const page = document.getElementById("page");
if (!page) throw new Error("index.html has no place for the page");
createRoot(page).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
