import { UnusableSetting } from "./core/unusable-setting"
import { UnsoundStore } from "./store/soundness"

/** The first that fits what went wrong, told by the setting that a person can change. */
const FAILURES: readonly [RegExp, (message: string) => string][] = [
  [/^EADDRINUSE$/, () => "PORT is already in use. Choose another, or stop what listens there."],
  [/^EADDRNOTAVAIL$/, () => "HOST is not an address of this machine."],
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    () => "DATA_DIR holds a damaged database. Nothing was changed: restore a backup with npm run restore -- FOLDER.",
  ],
  [/^(EACCES|EROFS|ENOTDIR|ENOENT|EPERM|ENOSPC|SQLITE_.*)$/, (message) => `DATA_DIR cannot be used: ${message}.`],
  [/^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT)$/, (message) => `DATABASE_URL cannot be reached: ${message}.`],
  [/^(28...|3D...)$/, (message) => `DATABASE_URL was refused by the database: ${message}.`],
]

/** Why the start failed, in a sentence that names what to change. */
export function startFailure(error: unknown): string {
  if (error instanceof UnsoundStore || error instanceof UnusableSetting) return error.message
  const { code = "", message = String(error) } = error as { code?: string; message?: string }
  const sentence = FAILURES.find(([codes]) => codes.test(code))?.[1]
  return sentence?.(message) ?? `First Touch could not start: ${message}.`
}
