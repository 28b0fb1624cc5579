import type { ReactNode } from "react";

/** The signs beside the names of the screens; the names say it too. */
export type IconName = "exports" | "connections" | "verify" | "settings" | "reference" | "signOut" | Theme;

type Theme = "system" | "light" | "dark";

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}

const drawings: Readonly<Record<IconName, ReactNode>> = {
  exports: <path d="M8 10V2.5M5 5.5l3-3 3 3M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3" />,
  connections: <path d="M2.5 4.5h11l-1.2 8.2a1 1 0 0 1-1 .8H4.7a1 1 0 0 1-1-.8zM5 7.5h6" />,
  verify: <path d="M8 1.8 13 3.5v4c0 3.2-2.1 5.5-5 6.7-2.9-1.2-5-3.5-5-6.7v-4zM5.8 8l1.6 1.7 2.9-3.3" />,
  settings: (
    <>
      <path d="M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6" />
      <circle cx="9.75" cy="4.5" r="1.75" />
      <circle cx="6.25" cy="11.5" r="1.75" />
    </>
  ),
  reference: <path d="m5 4.5-3 3.5 3 3.5m6-7 3 3.5-3 3.5M9.2 3 6.8 13" />,
  signOut: <path d="M6.5 2.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3M10.5 5l3 3-3 3M13.5 8h-7" />,
  system: <path d="M2.5 3h11v7.5h-11zM6 13h4" />,
  light: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7" />
    </>
  ),
  dark: <path d="M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.8 5.8 0 1 0 6.9 6.9z" />,
};
