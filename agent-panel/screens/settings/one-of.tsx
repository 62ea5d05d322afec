import { useId } from "preact/hooks"
import { policyWords } from "../../locales/policies"

type OneOfProps = {
  label: string
  /** Says that any will do; absent where one must be chosen. */
  any?: string
  things: readonly { id: string; name: string }[]
  id: string | null
  disabled: boolean
  onChoose: (id: string | null) => void
}

const ANY = ""

/** One of several things, or any of them. One that is gone is still named, so that nothing changes by looking. */
export function OneOf({ label, any, things, id, disabled, onChoose }: OneOfProps) {
  const field = useId()
  const isGone = id !== null && !things.some((thing) => thing.id === id)
  return (
    <div class="text-field">
      <label for={field}>{label}</label>
      <select
        id={field}
        value={id ?? ANY}
        disabled={disabled}
        onChange={({ currentTarget: { value } }) => onChoose(value === ANY ? null : value)}
      >
        {any !== undefined && <option value={ANY}>{any}</option>}
        {things.map((thing) => (
          <option key={thing.id} value={thing.id}>
            {thing.name}
          </option>
        ))}
        {isGone && <option value={id}>{policyWords.unknown}</option>}
      </select>
    </div>
  )
}
