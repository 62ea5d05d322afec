import { ChevronDown, Handshake } from "lucide"
import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { Icon } from "../../parts/icon"
import { Key } from "../../parts/key"
import { Popover } from "../../parts/popover"
import { When } from "../../parts/when"
import { serverTime } from "../../state/clock"
import { promise, runningPromise, wishToPromise } from "../../state/later"
import { promiseMoments } from "../../state/moments"

/** Gives the visitor a time by which they hear from a person; while one runs, another one in its place. */
export function PromiseMenu({ conversation }: { conversation: AgentConversation }) {
  const { id, contact } = conversation
  const isPutOff = runningPromise(conversation) !== null
  const label = isPutOff ? t.later.putOff : t.later.promise
  const hint = isPutOff ? t.later.putOffHint : t.later.promiseHint
  return (
    <Popover
      kind="dialog"
      label={label}
      triggerClass="button button-plain"
      saysItself
      wish={wishToPromise}
      trigger={
        <>
          {!isPutOff && <Icon node={Handshake} />}
          <span class="button-words">{label}</span>
          {isPutOff && <Icon node={ChevronDown} />}
          <Key>p</Key>
        </>
      }
    >
      {(close) => (
        <When
          hint={hint(contactName(contact))}
          moments={promiseMoments(serverTime()).map((moment) => ({ ...moment, label: t.later.moments[moment.name] }))}
          ownLabel={isPutOff ? t.later.putOff : t.later.ownPromise}
          onChoose={(at) => {
            close()
            void promise(id, at)
          }}
        />
      )}
    </Popover>
  )
}
