/** The shortest password taken, in characters (OWASP ASVS 5.0, 6.2.1); longer ones are advised where one is chosen. */
export const PASSWORD_MIN_LENGTH = 8

/** The longest: far beyond what people choose, short enough to be hashed at once. */
export const PASSWORD_MAX_LENGTH = 128
