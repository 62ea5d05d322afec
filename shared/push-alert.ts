/** What is pushed to a browser whose panel is closed: plain words in its agent's language, and what a click opens. */
export type PushAlert = { conversationId: string; title: string; body: string; locale: "en" | "ru" | "uk" }
