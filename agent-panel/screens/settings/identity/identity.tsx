import "./identity.css"
import { KeyRound } from "lucide"
import { useState } from "preact/hooks"
import type { CallError, IdentityKey, Site } from "../../../../shared/protocol/types"
import { shortWhen } from "../../../locales/format"
import { identityWords as words } from "../../../locales/identity"
import { Button } from "../../../parts/button"
import { Switch } from "../../../parts/switch"
import { errorText } from "../../../state/actions"
import { serverTime } from "../../../state/clock"
import { identityOf, removeIdentity, requireIdentity } from "../../../state/settings-identity"
import { say } from "../../../state/toasts"
import { Confirm } from "../confirm"
import { Part, Shown } from "../section"
import { HowToSign } from "./how-to-sign"
import { MakeSecret } from "./make-secret"
import { PublicKeyDialog } from "./public-key"

type Dialogs = "secret" | "key" | "stop"
type Opens = (dialog: Dialogs) => void

/** Whether a site vouches for its signed-in customers, with what it signs, and whether nobody else may write. */
export function Identity({ site }: { site: Site }) {
  // Kept here, so that a secret stays in sight when what was none becomes one.
  const [opened, open] = useState<{ dialog: Dialogs; replaces: boolean } | null>(null)
  const close = () => open(null)
  return (
    <Part title={words.title} says={words.says}>
      <Shown of={identityOf(site.id)}>
        {(identity) => {
          const opens: Opens = (dialog) => open({ dialog, replaces: identity !== null })
          return identity ? <Signing site={site} identity={identity} open={opens} /> : <NotSigning open={opens} />
        }}
      </Shown>
      {opened?.dialog === "secret" && <MakeSecret site={site} replaces={opened.replaces} onClose={close} />}
      {opened?.dialog === "key" && <PublicKeyDialog site={site} onClose={close} />}
      {opened?.dialog === "stop" && (
        <Confirm
          title={words.stopTitle}
          says={words.stopSays}
          does={words.stop}
          act={() => stop(site.id)}
          onClose={close}
        />
      )}
    </Part>
  )
}

async function stop(siteId: string): Promise<CallError | null> {
  const failure = await removeIdentity(siteId)
  if (failure === null) say(words.stopped)
  return failure
}

function NotSigning({ open }: { open: Opens }) {
  return (
    <>
      <p class="field-hint">{words.none}</p>
      <div class="identity-ways">
        <Button icon={KeyRound} onClick={() => open("secret")}>
          {words.make}
        </Button>
        <Button look="quiet" onClick={() => open("key")}>
          {words.takeKey}
        </Button>
      </div>
    </>
  )
}

function Signing({ site, identity, open }: { site: Site; identity: IdentityKey; open: Opens }) {
  const { algorithm, required, createdAt } = identity

  async function switchRequired(on: boolean) {
    const failure = await requireIdentity(site.id, on)
    if (failure) say(errorText(failure))
  }

  return (
    <>
      <p class="identity-with">
        {words.signedWith[algorithm]} <span class="field-hint">{words.since(shortWhen(createdAt, serverTime()))}</span>
      </p>
      <Switch
        label={words.required}
        hint={required ? words.requiredOn : words.requiredOff}
        on={required}
        onSwitch={(on) => void switchRequired(on)}
      />
      <HowToSign site={site} algorithm={algorithm} />
      <div class="identity-ways">
        <Button onClick={() => open("secret")}>{words.makeNew}</Button>
        <Button onClick={() => open("key")}>{algorithm === "EdDSA" ? words.takeOtherKey : words.takeKey}</Button>
        <Button look="quiet" onClick={() => open("stop")}>
          {words.stop}
        </Button>
      </div>
    </>
  )
}
