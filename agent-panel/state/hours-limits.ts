/** What the server takes of opening hours (shared/protocol/things.ts, of which the panel takes only types). */
export const HOURS_OF_A_DAY_MAX = 6
export const OTHER_DAYS_MAX = 200
export const DAY_NAME_MAX_LENGTH = 100
