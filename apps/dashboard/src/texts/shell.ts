/** What the frame around every screen says. */
export const shellTexts = {
  skip: "Skip to the content",
  screens: "Screens",
  exports: "Exports",
  connections: "Connections",
  verify: "Verify",
  settings: "Settings",
  reference: "API reference",
  project: "Project",
  otherProject: "Sign in to another project",
  signOut: "Sign out",
  viewer: "You may look at everything here and change nothing: this browser is signed in with a viewer's token.",
  notLive: "Sluice does not answer just now. What you see may be old; this page goes on trying.",
  theme: { label: "Colours", system: "As the system", light: "Light", dark: "Dark" },
  notFound: { title: "There is nothing at this address", text: "It may have been mistyped, or what was here is gone." },
  broken: "This screen could not be shown",
  brokenText:
    "That is a fault of this page; nothing happened to your exports. Load it again, or tell whoever runs Sluice:",
  notFetched: "This screen is not here yet",
  notFetchedText: "Its script could not be fetched. Sluice may have been updated meanwhile.",
  unreachable: "Sluice does not answer, or your connection is down. The screen is shown as soon as it can be fetched.",
  loadAgain: "Load it again",
} as const;
