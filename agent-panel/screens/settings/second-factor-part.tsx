import { useState } from "preact/hooks"
import { waysInWords } from "../../locales/ways-in"
import { Button } from "../../parts/button"
import { Dialog } from "../../parts/dialog"
import { newRecoveryCodes, secondFactor, secondFactorIsOn, turnOffSecondFactor } from "../../state/second-factor"
import type { Loaded } from "../../state/settings-loaded"
import { say } from "../../state/toasts"
import { FieldStep } from "../second-factor/field-step"
import { RecoveryCodes } from "../second-factor/recovery-codes"
import { SetUp } from "../second-factor/set-up"
import { Part, Shown } from "./section"

type Is = Extract<(typeof secondFactor)["shown"]["value"], { state: "there" }> extends Loaded<infer T> ? T : never
type Opened = "set-up" | "codes" | "off"

/** Whether a code is asked for beside one's password, and what to do about it. */
export function SecondFactorPart() {
  const { factor: words } = waysInWords
  const [opened, open] = useState<Opened | null>(null)
  const close = () => open(null)
  return (
    <Part title={words.title} says={words.says}>
      <Shown of={secondFactor}>{(is) => <Standing is={is} open={open} />}</Shown>
      {opened === "set-up" && <SetUpDialog onClose={close} />}
      {opened === "codes" && <NewCodesDialog onClose={close} />}
      {opened === "off" && <TurnOffDialog onClose={close} />}
    </Part>
  )
}

function Standing({ is, open }: { is: Is; open: (dialog: Opened) => void }) {
  const { factor: words } = waysInWords
  if (!is.on) {
    return (
      <>
        <p class="field-hint">{words.off}</p>
        <div class="settings-actions">
          <Button onClick={() => open("set-up")}>{words.setUp}</Button>
        </div>
      </>
    )
  }
  return (
    <>
      <p>
        {words.on} <span class="field-hint">{words.left(is.recoveryCodesLeft)}</span>
      </p>
      {is.required && <p class="field-hint">{words.staysOn}</p>}
      <div class="settings-actions">
        <Button onClick={() => open("codes")}>{words.newCodes}</Button>
        {!is.required && (
          <Button look="quiet" onClick={() => open("off")}>
            {words.turnOff}
          </Button>
        )}
      </div>
    </>
  )
}

/** Closed after the code was right, it is on all the same: the new session wants a new line. */
function SetUpDialog({ onClose }: { onClose: () => void }) {
  const [isOn, setOn] = useState(false)
  const leave = () => {
    if (isOn) void secondFactorIsOn()
    onClose()
  }
  return (
    <SetUp onConfirmed={() => setOn(true)} onDone={leave}>
      {(title, step) => (
        <Dialog title={title} onClose={leave}>
          {step}
        </Dialog>
      )}
    </SetUp>
  )
}

function NewCodesDialog({ onClose }: { onClose: () => void }) {
  const { factor: words } = waysInWords
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  async function make(password: string) {
    const made = await newRecoveryCodes(password)
    if (typeof made === "string") return made
    setCodes(made)
    return null
  }

  return (
    <Dialog title={codes === null ? words.newCodes : words.codesTitle} onClose={onClose}>
      {codes === null ? (
        <>
          <p>{words.newCodesSays}</p>
          <FieldStep label={words.password} kind="password" go={words.newCodes} act={make} />
        </>
      ) : (
        <RecoveryCodes codes={codes} onKept={onClose} />
      )}
    </Dialog>
  )
}

function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const { factor: words } = waysInWords

  async function turnOff(password: string) {
    const hindrance = await turnOffSecondFactor(password)
    if (hindrance !== null) return hindrance
    say(words.turnedOff)
    onClose()
    return null
  }

  return (
    <Dialog title={words.turnOff} onClose={onClose}>
      <p>{words.turnOffSays}</p>
      <FieldStep label={words.password} kind="password" go={words.turnOff} look="danger" act={turnOff} />
    </Dialog>
  )
}
