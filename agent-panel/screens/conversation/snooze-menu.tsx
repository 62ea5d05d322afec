import { AlarmClock } from "lucide"
import type { AgentConversation } from "../../../shared/protocol/types"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { Icon } from "../../parts/icon"
import { Popover } from "../../parts/popover"
import { When } from "../../parts/when"
import { serverTime } from "../../state/clock"
import { owedReply, snooze, wishToSnooze } from "../../state/later"
import { snoozeMoments } from "../../state/moments"

/** Puts a conversation aside until a moment. Whoever waits there meanwhile is named: the clock runs on. */
export function SnoozeMenu({ conversation }: { conversation: AgentConversation }) {
  const { id, contact } = conversation
  return (
    <Popover
      kind="dialog"
      label={t.later.snooze}
      triggerClass="icon-button"
      wish={wishToSnooze}
      trigger={<Icon node={AlarmClock} />}
    >
      {(close) => (
        <When
          hint={owedReply(conversation) ? t.later.snoozeOwed(contactName(contact)) : t.later.snoozeHint}
          moments={snoozeMoments(serverTime()).map((moment) => ({ ...moment, label: t.later.moments[moment.name] }))}
          ownLabel={t.later.ownSnooze}
          onChoose={(at) => {
            close()
            void snooze(id, at)
          }}
        />
      )}
    </Popover>
  )
}
