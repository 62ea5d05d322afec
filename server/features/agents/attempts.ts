import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"

/** Where an attempt comes from, and at whose account it is; a browser is named only where that person signed in before. */
export type Attempted = { address: string; email: string | null; knownBrowser: string | null }

export type Attempt =
  | { allowed: true; wasRight(): Promise<void> }
  /** `isNews` for the first of a run of them. */
  | { allowed: false; waitMs: number; isNews: boolean }

export type Attempts = { begin(attempted: Attempted): Promise<Attempt> }

/** So many wrong ones, then a pause. Right ones cost nothing, so that a whole office may come at nine. */
const FROM_AN_ADDRESS = { points: 20, duration: 300 }
const AT_AN_ACCOUNT = { points: 10, duration: 900 }
const FROM_A_KNOWN_BROWSER = { points: 10, duration: 300 }

type Counted = { limiter: RateLimiterMemory; key: string }

/**
 * Who may guess how often. A stranger's wrong passwords count for where they come from and for the account they try, whether
 * or not there is such an account; a browser in which its owner signed in before is counted apart, so nobody elsewhere locks them out.
 */
export function createAttempts({ on }: { on: boolean }): Attempts {
  if (!on) return { begin: async () => ({ allowed: true, wasRight: async () => {} }) }
  const addresses = new RateLimiterMemory(FROM_AN_ADDRESS)
  const accounts = new RateLimiterMemory(AT_AN_ACCOUNT)
  const browsers = new RateLimiterMemory(FROM_A_KNOWN_BROWSER)

  function countedFor({ address, email, knownBrowser }: Attempted): Counted[] {
    if (knownBrowser !== null) return [{ limiter: browsers, key: knownBrowser }]
    const account = email === null ? [] : [{ limiter: accounts, key: email.toLowerCase() }]
    return [{ limiter: addresses, key: address }, ...account]
  }

  return {
    async begin(attempted) {
      const counted = countedFor(attempted)
      for (const each of counted) {
        const reached = await takeOne(each)
        if (reached) {
          const isNews = reached.consumedPoints === each.limiter.points + 1
          return { allowed: false, waitMs: reached.msBeforeNext, isNews }
        }
      }
      return { allowed: true, wasRight: () => giveBack(counted) }
    },
  }
}

/** Counted before it is made, so that many at once are counted too. Null where there was room. */
async function takeOne({ limiter, key }: Counted): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (reached) {
    if (!(reached instanceof RateLimiterRes)) throw reached
    return reached
  }
}

async function giveBack(counted: readonly Counted[]): Promise<void> {
  for (const { limiter, key } of counted) await limiter.reward(key)
}
