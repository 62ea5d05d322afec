import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import chromium, { inflate } from "@sparticuz/chromium"

// The package always unpacks into the system's temporary folder. Run as a process of its own, it can be told another one.
await chromium.executablePath()
const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium")
await inflate(join(dirname(entry), "../bin/al2023.tar.br"))
