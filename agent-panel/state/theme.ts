import { effect, signal } from "@preact/signals"
import { keep, kept } from "./storage"

export const THEMES = ["system", "light", "dark"] as const
export type Theme = (typeof THEMES)[number]

export const theme = signal<Theme>(THEMES.find((name) => name === kept("theme")) ?? "system")

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  keep("theme", chosen === "system" ? null : chosen)
}

/** The paper of each, for the bar that browsers draw around an app. */
const PAPER = { light: "#f6f3ed", dark: "#151412" }

/** Shows the chosen theme on the whole page. */
export function wearTheme(): () => void {
  return effect(() => {
    if (theme.value === "system") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme.value
    for (const bar of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
      const own = bar.media.includes("dark") ? "dark" : "light"
      bar.content = PAPER[theme.value === "system" ? own : theme.value]
    }
  })
}
