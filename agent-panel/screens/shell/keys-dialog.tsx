import "./keys-dialog.css"
import { t } from "../../locales"
import { Dialog } from "../../parts/dialog"
import { helpOpen } from "../../state/keys"
import { supervises } from "../../state/people"

/** All keys, as `?` shows them. */
export function KeysDialog() {
  if (!helpOpen.value) return null
  const close = () => {
    helpOpen.value = false
  }
  return (
    <Dialog title={t.keys.title} onClose={close}>
      <Group
        title={t.keys.inList}
        keys={[
          ["j", t.keys.next],
          ["k", t.keys.previous],
          ["Enter", t.keys.open],
        ]}
      />
      <Group
        title={t.keys.inConversation}
        keys={[
          ["r", t.keys.reply],
          ["n", t.keys.note],
          ["e", t.keys.resolve],
          ["p", t.keys.promise],
          ["x", t.keys.waive],
          ["z", t.keys.snooze],
          ["Enter", t.keys.send],
          ["Shift Enter", t.keys.newLine],
        ]}
      />
      <Group
        title={t.keys.anywhere}
        keys={[
          ["a", t.keys.accept],
          ["Ctrl Shift Enter", t.keys.acceptWriting],
          ["d", t.keys.decline],
          ["u", t.keys.urgent],
          ...(supervises.value ? [["w", t.keys.wall] as const] : []),
          ["h", t.keys.here],
          ["/", t.keys.search],
          ["?", t.keys.help],
          ["Esc", t.keys.escape],
        ]}
      />
    </Dialog>
  )
}

function Group({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section class="keys-group">
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, does]) => (
          <div key={does}>
            <dt>
              {key.split(" ").map((each) => (
                <kbd key={each} class="key">
                  {each}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
