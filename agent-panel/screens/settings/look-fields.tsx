import { useId } from "preact/hooks"
import type { Look } from "../../../shared/protocol/types"
import { words } from "../../locales/settings"

/** Quiet colours on which white words are readable; any other can be picked too. */
const ACCENTS = ["#2f5d50", "#2c479f", "#7a3546", "#8a5300", "#55407d", "#1d1b18"]

type LookFieldsProps = { look: Look; disabled: boolean; onChange: (look: Look) => void }

/** The colour of the chat, and the corner it stands in. */
export function LookFields({ look, disabled, onChange }: LookFieldsProps) {
  const group = useId()
  return (
    <>
      <fieldset class="choice" disabled={disabled}>
        <legend>{words.sites.accent}</legend>
        <div class="swatches">
          {ACCENTS.map((accent) => (
            <label key={accent} class="swatch" style={{ background: accent }}>
              <input
                type="radio"
                name={`${group}-accent`}
                aria-label={accent}
                checked={look.accent.toLowerCase() === accent}
                onChange={() => onChange({ ...look, accent })}
              />
            </label>
          ))}
          <label class="swatch-own">
            <input
              type="color"
              value={look.accent}
              onInput={(event) => onChange({ ...look, accent: event.currentTarget.value })}
            />
            <span>{words.sites.ownAccent}</span>
          </label>
        </div>
      </fieldset>
      <fieldset class="choice" disabled={disabled}>
        <legend>{words.sites.side}</legend>
        <div class="segments">
          {(["left", "right"] as const).map((side) => (
            <label key={side} class="segment">
              <input
                type="radio"
                class="unseen"
                name={`${group}-side`}
                checked={look.side === side}
                onChange={() => onChange({ ...look, side })}
              />
              {words.sites.sides[side]}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}
