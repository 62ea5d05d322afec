export const push = {
  closed: "Also when the panel is closed",
  off: "This browser then tells you of offers, and of people nobody answers, without an open panel.",
  denied: "Allow notifications first.",
  waiting: "Asking the browser.",
  on: "This browser tells you while it runs, with the panel open or not.",
  failed: "The browser could not reach its push service. Nothing else is affected.",
  again: "Try again",
  unsupported: "This browser cannot. On an iPhone or iPad, add the panel to the home screen and open it from there.",
  insecure: "Browsers offer this only where the panel is opened over https.",
  open: "Open",
  install: "Install as an app",
}

export type PushWords = typeof push
