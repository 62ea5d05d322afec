import type { Fault } from "../trial"
import { DATABASE_FAULTS } from "./database"
import { DISK_FAULTS } from "./disk"
import { LINE_FAULTS } from "./line"
import { PROCESS_FAULTS } from "./process"

/** Every kind of fault there is a trial for. */
export const FAULTS: readonly Fault[] = [...LINE_FAULTS, ...PROCESS_FAULTS, ...DISK_FAULTS, ...DATABASE_FAULTS]
