import "./styles/layers.css"
import "./styles/tokens.css"
import "./styles/base.css"
import { render } from "preact"
import { wordsReady } from "./locales"
import { Panel } from "./screens/panel"
import { connection } from "./state/client"
import { followAddress } from "./state/route"
import { watchSession } from "./state/session"
import { wearTheme } from "./state/theme"

const root = document.getElementById("panel")

followAddress()
watchSession()
wearTheme()
connection.connect()
await wordsReady()
if (root) render(<Panel />, root)
