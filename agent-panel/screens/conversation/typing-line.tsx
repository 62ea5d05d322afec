import { plainName } from "../../../shared/plain-name"
import { t } from "../../locales"
import { contactName } from "../../locales/names"
import { useConversation } from "../../state/inbox"
import { typistsIn } from "../../state/typing"

/** Who is writing right now. Its place is kept, so that nothing jumps when it comes and goes. */
export function TypingLine({ id }: { id: string }) {
  const contact = useConversation(id).value?.contact
  const people = typistsIn(id)
  const names = people.map((person) =>
    person.kind === "visitor" && contact ? contactName(contact) : plainName(person.name ?? ""),
  )
  return (
    <p class="typing-line" aria-live="off">
      {people.length > 0 && (
        <>
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t.conversation.typing(names.join(", "), people.length)}
        </>
      )}
    </p>
  )
}
