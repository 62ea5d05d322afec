/** The longest message, in UTF-16 code units: far beyond what people write, small enough to scan on every keystroke. */
export const MESSAGE_MAX_LENGTH = 10_000
