import { connection } from "./client"

/** A page that the browser puts aside comes back with a dead line: it is closed on leaving and begun anew on return. */
export function followPageCache(): () => void {
  const leave = () => connection.close()
  const comeBack = (event: PageTransitionEvent) => {
    if (event.persisted) connection.connect()
  }
  addEventListener("pagehide", leave)
  addEventListener("pageshow", comeBack)
  return () => {
    removeEventListener("pagehide", leave)
    removeEventListener("pageshow", comeBack)
  }
}
