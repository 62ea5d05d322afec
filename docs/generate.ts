import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { protocolReference } from "./reference/protocol"

writeFileSync(join(import.meta.dirname, "protocol.md"), protocolReference())
