import { FILE_NAME_MAX_LENGTH } from "../../../shared/attachment-limits"
import { beginning } from "../../../shared/beginning"
import { plainName } from "../../../shared/plain-name"

/** Control characters and separators of lines. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]/gu

/** A file's name without what turns, breaks or hides it (V11); it names nothing on the server's disk (V84). */
export function fileName(given: string): string {
  return beginning(plainName(given.replace(BREAKS, " ")), FILE_NAME_MAX_LENGTH) || "file"
}
