import { createHmac, timingSafeEqual } from "node:crypto"
import { newSecret } from "../../core/kept-secret"

/** How many people's marks one browser keeps: a desk that is shared. */
const MARKS_KEPT = 5
const LASTS_S = 365 * 86_400

export type KnownBrowsers = {
  /** Names the browser where this person signed in before; null where it shows no mark of theirs. */
  knows(cookies: string | undefined, email: string): string | null
  /** The cookie that makes this browser known from now on; null where it is already. */
  remember(cookies: string | undefined, email: string): string | null
}

/**
 * Browsers in which somebody signed in carry a mark, so that wrong passwords from elsewhere never lock out its owner (OWASP,
 * "Device Cookies"). It opens nothing: it only counts apart. The mark is a random word, signed for one e-mail address.
 */
export function createKnownBrowsers({ secret, secure }: { secret: string; secure: boolean }): KnownBrowsers {
  const name = `${secure ? "__Host-" : ""}first-touch.known_browser`
  const attributes = `Path=/; Max-Age=${LASTS_S}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`

  const sign = (word: string, email: string) =>
    createHmac("sha256", secret).update(`known browser\n${email.toLowerCase()}\n${word}`).digest("base64url")

  function marksIn(cookies = ""): string[] {
    const value = cookies
      .split("; ")
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.slice(name.length + 1)
    return value ? value.split("~").slice(0, MARKS_KEPT) : []
  }

  function isOf(mark: string, email: string): boolean {
    const [word = "", signature = ""] = mark.split(".")
    return isSame(signature, sign(word, email))
  }

  function knows(cookies: string | undefined, email: string): string | null {
    const mark = marksIn(cookies).find((each) => isOf(each, email))
    return mark?.split(".")[0] ?? null
  }

  return {
    knows,
    remember(cookies, email) {
      if (knows(cookies, email) !== null) return null
      const word = newSecret()
      const marks = [`${word}.${sign(word, email)}`, ...marksIn(cookies)].slice(0, MARKS_KEPT)
      return `${name}=${marks.join("~")}; ${attributes}`
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
