/** The version of the wire that this build speaks. It grows when an older client could no longer understand the server. */
export const PROTOCOL_VERSION = 1
