import "./avatar.css"
import { UserRound } from "lucide"
import { Icon } from "./icon"

type AvatarProps = {
  /** Absent for somebody who has not given one. */
  name: string | null
  /** What the colour is made from, so that a person keeps it. */
  id: string
  size?: "small" | "medium" | "large"
  /** A dot at the edge: here, here but away, or not here. */
  presence?: "online" | "away" | "gone" | undefined
}

const COLOURS = 8

/** A person as two letters on a calm colour of their own. The name stands beside it, so it says nothing itself. */
export function Avatar({ name, id, size = "medium", presence }: AvatarProps) {
  return (
    <span class={`avatar avatar-${size} avatar-${colourOf(id)}`} aria-hidden="true">
      {name ? initials(name) : <Icon node={UserRound} />}
      {presence && <span class={`avatar-presence avatar-${presence}`} />}
    </span>
  )
}

function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = words[0]?.match(/./u)?.[0] ?? ""
  const last = words.length > 1 ? (words.at(-1)?.match(/./u)?.[0] ?? "") : ""
  return (first + last).toLocaleUpperCase()
}

function colourOf(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973
  return sum % COLOURS
}
