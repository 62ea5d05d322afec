import type { ComponentChildren, InputHTMLAttributes, TargetedSubmitEvent } from "preact"

type Props = Pick<InputHTMLAttributes, "placeholder" | "autocomplete" | "onInput"> & {
  id: string
  label: string
  button: ComponentChildren
  /** Takes what was written. */
  take: (text: string) => unknown
  children?: ComponentChildren
}

/** One short question and a field. It can be ignored. */
export function Ask({ id, label, button, take, children, ...field }: Props) {
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const input = event.currentTarget.querySelector("input")
    const text = input?.value.trim()
    if (!input || !text) return
    const fields = fieldsAround(input)
    const place = fields().indexOf(input)
    await take(text)
    // What was asked is gone; whoever wrote goes on with what stands in its place.
    if (!input.isConnected) fields()[place]?.focus()
  }
  return (
    <form class="ask" onSubmit={submit}>
      <label for={id}>{label}</label>
      <input id={id} {...field} />
      {button}
      {children}
    </form>
  )
}

function fieldsAround(field: HTMLElement): () => HTMLElement[] {
  const root = field.getRootNode() as ParentNode & Node
  return () => [...root.querySelectorAll<HTMLElement>("input, textarea")]
}
