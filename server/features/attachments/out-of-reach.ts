import { Refusal } from "../../core/refusal"
import { StorageFailure } from "./storage/storage"

const RETRY_AFTER_MS = 5_000

/** What a person hears where the storage of files does not do what it is asked; any other error stays what it is. */
export function outOfReach(error: unknown): unknown {
  if (!(error instanceof StorageFailure)) return error
  return new Refusal("unavailable", "Files are out of reach right now. Messages are taken as ever.", RETRY_AFTER_MS)
}
