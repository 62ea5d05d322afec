import { useEffect, useRef, useState } from "preact/hooks"
import { wallInWords } from "./in-words"

/** Nobody wants to be told more often than this of what changes all the time. */
const SAID_AT_MOST_EVERY_MS = 20_000

/** Tells whoever listens how it stands, now and then and only when it changed. */
export function SaidAloud() {
  const [said, setSaid] = useState("")
  const saidAt = useRef(Number.NEGATIVE_INFINITY)
  const latest = wallInWords.value
  useEffect(() => {
    const say = () => {
      saidAt.current = performance.now()
      setSaid(latest)
    }
    const timer = setTimeout(say, saidAt.current + SAID_AT_MOST_EVERY_MS - performance.now())
    return () => clearTimeout(timer)
  }, [latest])
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  )
}
