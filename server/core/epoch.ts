import { randomUUID } from "node:crypto"

/** The setting under which a database keeps its epoch. */
export const EPOCH = "epoch"

/**
 * Names one unbroken history of a database. A restored one has lost what was said after its backup, and begins a new
 * epoch, so that a client that knows more than the server lets it go.
 */
export const newEpoch = () => randomUUID()
