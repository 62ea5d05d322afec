import { randomUUID } from "node:crypto"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import type { Log } from "../../../core/log"
import { UnusableSetting } from "../../../core/unusable-setting"
import type { Bucket } from "./bucket"
import { StorageFailure } from "./storage"

const TRIAL = "First Touch writes, reads and removes this at its start."

/**
 * Writes, reads and removes an object, as files will be: a key that may do less is told at the start, not by the first
 * visitor. A bucket that is away is no reason not to start. Resolves with lines for the person who starts the server.
 */
export async function tryBucket(bucket: Bucket, log: Log): Promise<string[]> {
  try {
    const { keepsVersions } = await roundTrip(bucket)
    return keepsVersions ? [KEEPS_VERSIONS] : []
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error
    if (!error.passes) throw new UnusableSetting(sentenceFor(error), { cause: error })
    log.error({ err: error }, "the storage of files cannot be reached; messages are taken, and files once it is back")
    return [`Files: FILES_S3_URL cannot be reached now (${error.word}). Messages are taken, and files once it is back.`]
  }
}

const KEEPS_VERSIONS =
  "Files: the bucket keeps old versions, so erased files stay in it. Turn versions off, or let them expire by a rule."

async function roundTrip(bucket: Bucket): Promise<{ keepsVersions: boolean }> {
  const key = `trial/${randomUUID()}`
  const folder = await mkdtemp(join(tmpdir(), "first-touch-trial-"))
  try {
    const path = join(folder, "trial")
    await writeFile(path, TRIAL)
    const put = await bucket.put(key, path, "text/plain")
    const found = await bucket.read(key)
    if (found === null || (await text(found)) !== TRIAL) {
      throw new UnusableSetting("FILES_S3_URL gives back something else than was put there.")
    }
    await bucket.remove(key)
    return put
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** S3's words for what a setting can be wrong about, told by the setting that a person can change. */
const SENTENCES: Readonly<Record<string, string>> = {
  NoSuchBucket: "FILES_S3_URL names a bucket that does not exist.",
  InvalidAccessKeyId: "FILES_S3_KEY_ID is not known to the storage.",
  SignatureDoesNotMatch: "FILES_S3_SECRET is not the one that belongs to FILES_S3_KEY_ID.",
  AuthorizationHeaderMalformed: "FILES_S3_REGION is not the region of the bucket.",
  PermanentRedirect: "FILES_S3_REGION is not the region of the bucket, or FILES_S3_URL not its address.",
  AccessDenied: "FILES_S3_KEY_ID must be allowed to write, read, list and remove objects in the bucket.",
  RequestTimeTooSkewed: "FILES_S3_URL does not believe the time of this machine: set its clock.",
}

const sentenceFor = ({ word, status }: StorageFailure) =>
  SENTENCES[word] ?? `FILES_S3_URL cannot be used: the storage answers ${status} ${word}.`
