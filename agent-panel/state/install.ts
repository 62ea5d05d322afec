import { signal } from "@preact/signals"

/** What browsers hand out where a page can be installed (Manifest Incubations, WICG); others never do. */
type InstallPrompt = Event & { prompt(): Promise<unknown> }

/** The browser's offer to install the panel, while it stands. */
export const installOffer = signal<InstallPrompt | null>(null)

/** Keeps the browser from offering it by itself, and the offer for whoever wants it. */
export function followInstallOffer(): () => void {
  const keepOffer = (event: Event) => {
    event.preventDefault()
    installOffer.value = event as InstallPrompt
  }
  const forget = () => {
    installOffer.value = null
  }
  addEventListener("beforeinstallprompt", keepOffer)
  addEventListener("appinstalled", forget)
  return () => {
    removeEventListener("beforeinstallprompt", keepOffer)
    removeEventListener("appinstalled", forget)
  }
}

/** Lets the browser ask; it may be asked once for each offer. */
export async function install(): Promise<void> {
  const offer = installOffer.value
  installOffer.value = null
  await offer?.prompt()
}
