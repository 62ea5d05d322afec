/** Chance that falls the same way every time, so that what it led to can be looked at twice. */
export type Chance = {
  /** At least `from`, less than `to`. */
  between(from: number, to: number): number
  /** True in `share` of the cases. */
  happens(share: number): boolean
  oneOf<T>(choices: readonly [T, ...T[]] | readonly T[]): T
}

/** A linear congruential generator with the constants of Numerical Recipes: plenty for the week of a shop. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    between: (from, to) => from + next() * (to - from),
    happens: (share) => next() < share,
    oneOf(choices) {
      const chosen = choices[Math.floor(next() * choices.length)]
      if (chosen === undefined) throw new Error("there is nothing to choose from")
      return chosen
    },
  }
}
