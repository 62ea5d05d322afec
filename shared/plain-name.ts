/** Characters that turn the direction of what follows them: nobody needs one in a name, and they can fake one (V11). */
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g

/** Characters that leave no mark on a screen. */
const UNSEEN = /[\s\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu

/** A name without what turns or hides it; empty where nothing of it would be seen. */
export function plainName(name: string): string {
  return name.replace(UNSEEN, "") === "" ? "" : name.replace(TURNING, "").trim()
}
