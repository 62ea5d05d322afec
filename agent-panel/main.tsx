import "./styles/layers.css"
import "./styles/tokens.css"
import "./styles/base.css"
import { render } from "preact"
import { wordsReady } from "./locales"
import { Panel } from "./screens/panel"
import { startPanel } from "./start"

const root = document.getElementById("panel")

startPanel()
await wordsReady()
if (root) render(<Panel />, root)
