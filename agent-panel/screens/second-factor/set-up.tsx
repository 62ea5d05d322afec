import "../settings/controls.css"
import "../settings/settings.css"
import "./second-factor.css"
import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import { waysInWords } from "../../locales/ways-in"
import { confirmSecondFactor, type Offered, offerSecondFactor } from "../../state/second-factor"
import { CopyField } from "../settings/copy-field"
import { FieldStep } from "./field-step"
import type { QrCode as QrCodeType } from "./qr-code"
import { RecoveryCodes } from "./recovery-codes"

type Step =
  | { name: "password" }
  | { name: "scan"; offered: Offered; QrCode: typeof QrCodeType }
  | { name: "codes"; codes: readonly string[] }

type SetUpProps = {
  /** Puts a step under its heading: in a dialog, or on a sheet of its own. */
  children: (title: string, step: ComponentChildren) => ComponentChildren
  /** It is on from here. */
  onConfirmed?: () => void
  onDone: () => void
}

/** Password, picture, first code, recovery codes. It is not on before the code was right. */
export function SetUp({ children: within, onConfirmed, onDone }: SetUpProps) {
  const { factor: words } = waysInWords
  const [step, setStep] = useState<Step>({ name: "password" })

  async function offer(password: string) {
    const offered = await offerSecondFactor(password)
    if (typeof offered === "string") return offered
    // What draws the picture comes when there is one to draw.
    const { QrCode } = await import("./qr-code")
    setStep({ name: "scan", offered, QrCode })
    return null
  }

  async function confirm(code: string, { backupCodes }: Offered) {
    const hindrance = await confirmSecondFactor(code)
    if (hindrance !== null) return hindrance
    onConfirmed?.()
    setStep({ name: "codes", codes: backupCodes })
    return null
  }

  switch (step.name) {
    case "password":
      return within(
        words.owesTitle,
        <FieldStep key="password" label={words.password} kind="password" go={words.goOn} act={offer} />,
      )
    case "scan":
      return within(
        words.scanTitle,
        <Scan offered={step.offered} QrCode={step.QrCode} onCode={(code) => confirm(code, step.offered)} />,
      )
    case "codes":
      return within(words.codesTitle, <RecoveryCodes codes={step.codes} onKept={onDone} />)
    default:
      return step satisfies never
  }
}

type ScanProps = {
  offered: Offered
  QrCode: typeof QrCodeType
  onCode: Parameters<typeof FieldStep>[0]["act"]
}

function Scan({ offered, QrCode, onCode }: ScanProps) {
  const { factor: words } = waysInWords
  return (
    <div class="scan">
      <p>{words.scanSays}</p>
      <QrCode text={offered.totpURI} label={words.picture} />
      <details>
        <summary>{words.byHand}</summary>
        <CopyField label={words.key} text={keyIn(offered.totpURI)} />
      </details>
      <FieldStep key="code" label={words.code} kind="code" go={words.confirm} act={onCode} />
    </div>
  )
}

/** The key in groups of four, as authenticators show and take it. */
function keyIn(address: string): string {
  const key = new URL(address).searchParams.get("secret") ?? ""
  return (key.match(/.{1,4}/g) ?? []).join(" ")
}
