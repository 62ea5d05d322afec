/** What the server answers to the first request of a page that may not show the chat: the one refusal that is final. */
export const ORIGIN_NOT_ALLOWED = "origin not allowed"
