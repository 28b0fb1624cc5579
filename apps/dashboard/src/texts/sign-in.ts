export const signInTexts = {
  title: "Sign in",
  lead: "With an API token of your project. An admin of it can make one under Settings, or whoever runs Sluice with ./sluice tokens create.",
  token: "API token",
  tokenHelp: "It begins with sluice_ and is sent once; this browser keeps a session in its place.",
  submit: "Sign in",
  byLink: "Signing in with your link",
} as const;
