import { type Advice, GOAL } from "../../../../shared/simulator/advice"
import type { Findings } from "../../../../shared/simulator/findings"
import { percent } from "../../../locales/format"
import { simulatorWords } from "../../../locales/simulator"
import { shareKept } from "../../../state/share-kept"

/** What is to be seen, in a sentence or two: what one more person at the peak, or always, would have changed. */
export function adviceInWords(advice: Advice, findings: Findings, agents: number): string {
  const words = simulatorWords.advice
  const { peak, enough, inVain, fewer } = advice
  const share = shareKept(findings)
  if (share === null) return words.closed
  const said: string[] = []
  if (peak) said.push(words.peak(hour(peak.from), hour(peak.to), whole(peak.share)))
  if (enough && !(peak && peak.share >= enough.share)) said.push(words.more(enough.agents, whole(enough.share)))
  if (inVain) {
    said.push(words.inVain(inVain.agents, whole(inVain.share)))
    said.push(inVain.isAfterHours ? words.afterHours : words.tooSlow)
  }
  if (!peak && !enough && !inVain) said.push(words.enough(agents, percent(share)))
  if (fewer) said.push(fewer.share >= GOAL ? words.fewerDo : words.fewer(whole(fewer.share)))
  return said.join(" ")
}

/** Never the whole while anything is missed. */
const whole = (share: number) => percent(Math.floor(share * 100) / 100)

/** An hour as people say it beside “from” and “to”. */
export const hour = (of: number) => `${of}:00`
