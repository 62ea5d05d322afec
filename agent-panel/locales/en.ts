export const en = {
  common: {
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    back: "Back",
    retry: "Try again",
    loading: "Loading",
  },
}

export type Words = typeof en
