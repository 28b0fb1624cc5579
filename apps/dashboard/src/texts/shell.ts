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
} as const;
