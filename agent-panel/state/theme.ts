import { effect, signal } from "@preact/signals"
import { keep, kept } from "./storage"

export const THEMES = ["system", "light", "dark"] as const
export type Theme = (typeof THEMES)[number]

export const theme = signal<Theme>(THEMES.find((name) => name === kept("theme")) ?? "system")

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  keep("theme", chosen === "system" ? null : chosen)
}

/** Shows the chosen theme on the whole page. */
export function wearTheme(): () => void {
  return effect(() => {
    if (theme.value === "system") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme.value
  })
}
