import "@sluice/verify/browser-worker";
