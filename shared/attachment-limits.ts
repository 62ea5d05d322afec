/** As many files as one message carries. */
export const FILES_IN_MESSAGE_MAX = 10

/** The longest name of a file, as a person gave it. */
export const FILE_NAME_MAX_LENGTH = 255
