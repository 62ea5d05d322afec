import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { Words } from "../locales/words"
import type { Chat } from "../state/chat"

type Shared = { chat: Chat; words: Words }

/** What every view reads. It is given once, where the chat is drawn. */
export const ChatContext = createContext<Shared | null>(null)

export function useChat(): Shared {
  const shared = useContext(ChatContext)
  if (!shared) throw new Error("A view stands outside of the chat")
  return shared
}
